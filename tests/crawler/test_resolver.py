"""What the reactor is told when it asks where a host is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Spider
from scrapy.crawler import Crawler
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer
from zope.interface.verify import verifyObject

from crawler.networks import refusal
from crawler.reasons import Obstacle, Reason
from crawler.resolver import MOST_REMEMBERED, GuardedResolver, Receiver, Resolution, Sieve, why_refused

MAPPED = {"bao.localhost": "127.0.0.1", "sau.localhost": "::1"}


@implementer(IResolutionReceiver)
@dataclass
class Notes:
    """Whoever asked, with all it was told."""

    began: list[object] = field(default_factory=list)
    addresses: list[object] = field(default_factory=list)
    is_complete: bool = False

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802 - Twisted's name
        self.began.append(resolution)

    def addressResolved(self, address: object) -> None:  # noqa: N802 - Twisted's name
        self.addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's name
        self.is_complete = True


@implementer(IHostnameResolver)
@dataclass
class System:
    """A machine whose names have these addresses."""

    addresses: Sequence[str]
    asked: list[str] = field(default_factory=list)

    def resolveHostName(self, receiver: Receiver, name: str, port: int = 0, *_: object) -> Resolution:  # noqa: N802 - Twisted's name
        self.asked.append(name)
        resolution = Resolution(name)
        receiver.resolutionBegan(resolution)
        for text in self.addresses:
            receiver.addressResolved(address_of(text, port))
        receiver.resolutionComplete()
        return resolution


@dataclass
class Machine:
    """A reactor, as far as names concern it."""

    nameResolver: System  # noqa: N815 - Twisted's name
    installed: list[GuardedResolver] = field(default_factory=list)

    def installNameResolver(self, resolver: GuardedResolver) -> None:  # noqa: N802 - Twisted's name
        self.installed.append(resolver)


def address_of(text: str, port: int) -> object:
    kind = IPv6Address if ":" in text else IPv4Address
    return kind("TCP", text, port)


def resolved(host: str, *addresses: str, is_offline: bool = False) -> list[object]:
    """What is passed on of a host that has these addresses."""
    notes = Notes()
    guarded = GuardedResolver(Machine(System(addresses)), MAPPED, is_offline=is_offline)
    resolution = guarded.resolveHostName(notes, host, 8001)
    assert (notes.began, notes.is_complete) == ([resolution], True)
    return notes.addresses


def test_the_parts_are_what_the_reactor_expects() -> None:
    assert verifyObject(IHostnameResolver, GuardedResolver(Machine(System([])), MAPPED))
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
    wanted = [address_of(text, 8001) for text in addresses if not refusal(text)]
    assert resolved("bao.example", *addresses) == wanted


@pytest.mark.parametrize("is_offline", [False, True])
@pytest.mark.parametrize(("host", "address"), [("bao.localhost", "127.0.0.1"), ("sau.localhost", "::1")])
def test_a_mapped_host_has_its_one_address(host: str, address: str, is_offline: bool) -> None:
    assert resolved(host, "8.8.8.8", is_offline=is_offline) == [address_of(address, 8001)]


def test_a_mapped_host_is_not_asked_of_the_system() -> None:
    system = System(["8.8.8.8"])
    resolution = GuardedResolver(Machine(system), MAPPED).resolveHostName(Notes(), "bao.localhost")
    assert system.asked == []
    assert isinstance(resolution, Resolution)
    resolution.cancel()
    assert resolution.name == "bao.localhost"


def test_nothing_is_asked_of_the_system_while_offline() -> None:
    system, notes = System(["8.8.8.8"]), Notes()
    GuardedResolver(Machine(system), MAPPED, is_offline=True).resolveHostName(notes, "bao.example")
    assert (system.asked, notes.addresses, notes.is_complete) == ([], [], True)


@pytest.mark.parametrize("host", ["BAO.localhost", "bao.localhost.", "x.bao.localhost", "127.0.0.1"])
def test_the_map_names_hosts_exactly(host: str) -> None:
    assert resolved(host, "127.0.0.1") == []


@pytest.mark.parametrize("is_offline", [False, True])
def test_it_stands_before_the_reactors_own_from_the_crawls_settings(is_offline: bool) -> None:
    machine = Machine(System([]))
    settings = {"DIAL_MAP": MAPPED, "OFFLINE": is_offline}
    guarded = GuardedResolver.from_crawler(Crawler(Spider, settings), machine)
    guarded.install_on_reactor()
    assert machine.installed == [guarded]
    assert (guarded.mapped, guarded.is_offline) == (MAPPED, is_offline)
    assert guarded.system is machine.nameResolver


def test_why_a_host_was_refused_is_remembered() -> None:
    resolved("nha.example", "10.0.0.1")
    assert why_refused("nha.example") == Reason(Obstacle.BLOCKED, "nha.example", "10.0.0.1 is private")


def test_an_allowed_host_has_no_refusal() -> None:
    resolved("doi.example", "10.0.0.1")
    resolved("doi.example", "8.8.8.8")
    assert why_refused("doi.example") is None


def test_only_the_latest_refusals_are_remembered() -> None:
    resolved("dau.example", "10.0.0.1")
    for number in range(MOST_REMEMBERED):
        resolved(f"{number}.example", "10.0.0.1")
    assert (why_refused("dau.example"), why_refused("0.example") is None) == (None, False)


def test_no_connection_is_made_to_another_services_port() -> None:
    notes = Notes()
    GuardedResolver(Machine(System(["8.8.8.8"])), {}).resolveHostName(notes, "bao.example", 6379)
    assert (notes.addresses, notes.is_complete) == ([], True)
