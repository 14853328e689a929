import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.guard import Refused, allowed, refusal

PUBLIC = ["8.8.8.8", "1.1.1.1", "203.162.4.191", "2606:4700::1111", "2a00:1450:4001:80b::200e"]
PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "2001:0:53aa:64c::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_dialled(address: str) -> None:
    assert refusal(address) == ""


@pytest.mark.parametrize("address", PRIVATE)
def test_every_class_of_inner_address_is_refused(address: str) -> None:
    assert refusal(address) != ""


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.1", "0x7f000001", "2130706433", "017700000001", "1.2.3"]
)
def test_what_is_no_plain_address_is_refused(text: str) -> None:
    assert refusal(text) == f"{text} is no address"


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="127.0.0.0/8"))
def test_no_inner_address_passes_in_any_dress(address: ipaddress.IPv4Address) -> None:
    dressed = [
        f"::ffff:{address}",
        f"64:ff9b::{address}",
        str(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80))),
    ]
    assert all(refusal(text) for text in [str(address), *dressed])


def test_only_the_public_ones_of_a_mixed_answer_are_kept() -> None:
    assert allowed("bao.example", ["10.0.0.1", "8.8.8.8"], {}) == ["8.8.8.8"]


def test_a_host_with_no_allowed_address_is_refused_with_reasons() -> None:
    with pytest.raises(Refused, match=r"bao\.example: 10\.0\.0\.1 is not a public address"):
        allowed("bao.example", ["10.0.0.1"], {})
    with pytest.raises(Refused, match="no address"):
        allowed("bao.example", [], {})


def test_the_demo_map_names_hosts_and_opens_no_range() -> None:
    mapped = {"bao.localhost": "127.0.0.1"}
    assert allowed("bao.localhost", [], mapped) == ["127.0.0.1"]
    with pytest.raises(Refused):
        allowed("other.localhost", ["127.0.0.1"], mapped)
    with pytest.raises(Refused):
        allowed("127.0.0.1", ["127.0.0.1"], mapped)
