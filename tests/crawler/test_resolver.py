"""What the reactor is told when it asks where a host is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer
from zope.interface.verify import verifyObject

from crawler.guard import refusal
from crawler.resolver import GuardedResolver, Resolution, Sieve

MAPPED = {"bao.localhost": "127.0.0.1", "sau.localhost": "::1"}


@implementer(IResolutionReceiver)
@dataclass
class Notes:
    """Whoever asked, with all it was told."""

    told: list[object] = field(default_factory=list)

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802, N803 - Twisted's names
        self.told.append(resolution.name)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 - Twisted's name
        self.told.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's name
        self.told.append("complete")


@implementer(IHostnameResolver)
@dataclass
class System:
    """A machine whose names have these addresses."""

    addresses: Sequence[str]
    asked: list[str] = field(default_factory=list)

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *_: object) -> Resolution:  # noqa: N802 - Twisted's name
        self.asked.append(name)
        resolution = Resolution(name)
        receiver.resolutionBegan(resolution)
        for text in self.addresses:
            kind = IPv6Address if ":" in text else IPv4Address
            receiver.addressResolved(kind("TCP", text, port))
        receiver.resolutionComplete()
        return resolution


def resolver(*addresses: str) -> GuardedResolver:
    return GuardedResolver(SimpleNamespace(nameResolver=System(addresses)), MAPPED)


def resolved(host: str, *addresses: str) -> list[object]:
    """What is passed on of a host that has these addresses."""
    notes = Notes()
    resolver(*addresses).resolveHostName(notes, host, 8001)
    assert (notes.told[0], notes.told[-1]) == (host, "complete")
    return notes.told[1:-1]


def test_the_parts_are_what_the_reactor_expects() -> None:
    assert verifyObject(IHostnameResolver, resolver())
    assert verifyObject(IResolutionReceiver, Sieve(Notes(), "bao.example", 80, {}))
    assert verifyObject(IHostResolution, Resolution("bao.example"))


def test_public_addresses_are_passed_on_with_their_port() -> None:
    assert resolved("bao.example", "8.8.8.8", "2606:4700::1111") == [
        IPv4Address("TCP", "8.8.8.8", 8001),
        IPv6Address("TCP", "2606:4700::1111", 8001),
    ]


def test_inner_addresses_of_a_mixed_answer_are_held_back() -> None:
    told = resolved("bao.example", "10.0.0.1", "1.1.1.1", "::1", "169.254.169.254")
    assert told == [IPv4Address("TCP", "1.1.1.1", 8001)]


@pytest.mark.parametrize("addresses", [[], ["127.0.0.1"], ["::1", "192.168.1.1"], ["::ffff:8.8.8.8"]])
def test_a_host_without_an_allowed_address_has_none(addresses: list[str]) -> None:
    assert resolved("bao.example", *addresses) == []


@given(st.lists(st.ip_addresses().map(str), max_size=5))
def test_only_what_the_guard_allows_ever_passes(addresses: list[str]) -> None:
    told = [address.host for address in resolved("bao.example", *addresses)]  # type: ignore[attr-defined]
    assert told == [address for address in addresses if not refusal(address)]


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("bao.localhost", IPv4Address("TCP", "127.0.0.1", 8001)),
        ("sau.localhost", IPv6Address("TCP", "::1", 8001)),
    ],
)
def test_a_mapped_host_is_not_asked_of_the_system(host: str, address: object) -> None:
    guarded, notes = resolver("8.8.8.8"), Notes()
    resolution = guarded.resolveHostName(notes, host, 8001)
    assert notes.told == [host, address, "complete"]
    assert guarded.system.asked == []
    assert resolution.name == host
    resolution.cancel()


@pytest.mark.parametrize("host", ["BAO.localhost", "bao.localhost.", "x.bao.localhost", "127.0.0.1"])
def test_the_map_names_hosts_exactly(host: str) -> None:
    assert resolved(host, "127.0.0.1") == []


def test_it_stands_before_the_reactors_own_from_the_crawls_settings() -> None:
    installed: list[object] = []
    reactor = SimpleNamespace(nameResolver=System([]), installNameResolver=installed.append)
    settings = SimpleNamespace(getdict={"DIAL_MAP": MAPPED}.get)
    guarded = GuardedResolver.from_crawler(SimpleNamespace(settings=settings), reactor)
    guarded.install_on_reactor()
    assert (installed, guarded.mapped, guarded.system) == ([guarded], MAPPED, reactor.nameResolver)
