import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.networks import embedded, refusal

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "203.162.4.191",
    "2606:4700::1111",
    "2a00:1450:4001:80b::200e",
    "192.31.196.1",
]
INNER = {
    "0.0.0.0": "this network",  # noqa: S104 - an address to refuse
    "10.0.0.1": "private",
    "100.64.0.1": "shared by a carrier's customers",
    "100.127.255.255": "shared by a carrier's customers",
    "127.8.8.8": "loopback",
    "169.254.169.254": "link-local",
    "172.16.0.1": "private",
    "172.31.255.254": "private",
    "192.0.0.8": "for protocols",
    "192.0.2.1": "for documentation",
    "192.88.99.1": "a 6to4 relay",
    "192.168.1.1": "private",
    "198.18.0.1": "for benchmarks",
    "198.51.100.1": "for documentation",
    "203.0.113.1": "for documentation",
    "224.0.0.1": "multicast",
    "239.255.255.255": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "broadcast",
    "::": "unspecified",
    "::1": "loopback",
    "fc00::1": "unique local",
    "fd12::1": "unique local",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local",
    "fec0::1": "site-local",
    "ff02::1": "multicast",
    "2001:2::1": "for protocols",
    "2001:20::1": "for protocols",
    "2001:db8::1": "for documentation",
    "3ffe::1": "of the former 6bone",
    "3fff::1": "for documentation",
    "100::1": "not a public address",
    "5f00::1": "not a public address",
    "4000::1": "not a public address",
    "2606:4700::1111%eth0": "not a public address",
}
CARRIERS = {
    "::ffff:127.0.0.1": "127.0.0.1",
    "::ffff:8.8.8.8": "8.8.8.8",
    "::127.0.0.1": "127.0.0.1",
    "64:ff9b::7f00:1": "127.0.0.1",
    "64:ff9b::808:808": "8.8.8.8",
    "64:ff9b:1::a00:1": "10.0.0.1",
    "2002:7f00:1::": "127.0.0.1",
    "2002:808:808::1": "8.8.8.8",
    "2001:0:53aa:64c::80ff:fffe": "127.0.0.1",
    "2606:4700::5efe:10.0.0.1": "10.0.0.1",
    "2606:4700::200:5efe:10.0.0.1": "10.0.0.1",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_dialled(address: str) -> None:
    assert refusal(address) == ""


@pytest.mark.parametrize(("address", "name"), INNER.items())
def test_every_class_of_inner_address_is_refused_by_its_name(address: str, name: str) -> None:
    assert refusal(address) == f"{address} is {name}"


@pytest.mark.parametrize(("address", "inside"), CARRIERS.items())
def test_what_carries_another_address_inside_is_refused_whatever_it_carries(
    address: str, inside: str
) -> None:
    told = refusal(address)
    assert told == f"{address} carries {inside} inside"


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.1", "0x7f000001", "2130706433", "017700000001", "1.2.3", "010.0.0.1"]
)
def test_what_is_no_plain_address_is_refused(text: str) -> None:
    assert refusal(text) == f"{text} is no address"


@given(st.ip_addresses(v=4))
def test_the_registry_lets_nothing_pass_that_python_holds_private(address: ipaddress.IPv4Address) -> None:
    if address.is_private or address.is_multicast or address.is_reserved:
        assert refusal(str(address)) != ""


@given(st.ip_addresses(v=6))
def test_only_global_unicast_passes(address: ipaddress.IPv6Address) -> None:
    if not refusal(str(address)):
        assert address.is_global
        assert embedded(address) is None


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="127.0.0.0/8"))
def test_no_inner_address_passes_in_any_dress(address: ipaddress.IPv4Address) -> None:
    dressed = [f"::ffff:{address}", f"::{address}", f"64:ff9b::{address}", f"64:ff9b:1::{address}"]
    dressed.append(str(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80))))
    assert all(refusal(text) for text in [str(address), *dressed])
