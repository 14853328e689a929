"""The door: Twisted asks here for the addresses it will dial, and gets only those the guard allows."""

from collections.abc import Mapping, Sequence
from typing import Protocol, Self

from scrapy.crawler import Crawler
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from crawler.guard import allowed
from crawler.reasons import NotAsked, Reason

# How many refusals are remembered until somebody asks why.
MOST_REMEMBERED = 1000
_refused: dict[str, Reason] = {}


def why_refused(host: str) -> Reason | None:
    """Why the guard lets nobody dial a host, if it was asked for lately; Twisted itself says "not found"."""
    return _refused.get(host)


def _remember(host: str, reason: Reason | None) -> None:
    _refused.pop(host, None)
    if reason:
        _refused[host] = reason
    while len(_refused) > MOST_REMEMBERED:
        _refused.pop(next(iter(_refused)))


class Receiver(Protocol):
    """Whoever asked: Twisted's IResolutionReceiver, as types read it."""

    def resolutionBegan(self, resolution: object, /) -> None:
        """Be told that it began."""

    def addressResolved(self, address: object, /) -> None:
        """Be given an address."""

    def resolutionComplete(self) -> None:
        """Be told that no more come."""


class Asked(Protocol):
    """Whoever knows names: Twisted's IHostnameResolver, as types read it."""

    def resolveHostName(
        self,
        receiver: Receiver,
        name: str,
        port: int,
        kinds: Sequence[type[IAddress]] | None,
        transport: str,
        /,
    ) -> object:
        """Tell the receiver what addresses a name has."""


class Reactor(Protocol):
    """The part of the reactor that names concern."""

    @property
    def nameResolver(self) -> Asked:
        """Whom it asks for names."""

    def installNameResolver(self, resolver: "GuardedResolver", /) -> object:
        """Let it ask another one from now on."""


@implementer(IHostResolution)
class Resolution:
    """The name being resolved."""

    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing to take back: the answer is passed on at once."""


@implementer(IResolutionReceiver)
class Sieve:
    """Gathers what the system resolves and passes on what the guard allows."""

    def __init__(self, receiver: Receiver, host: str, port: int, mapped: Mapping[str, str]) -> None:
        self.receiver, self.host, self.port, self.mapped = receiver, host, port, mapped
        self.found: list[str] = []

    def resolutionBegan(self, resolution: object) -> None:
        """Pass the start on."""
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: object) -> None:
        """Gather an address; none is passed on before all are judged."""
        self.found.append(getattr(address, "host", ""))

    def resolutionComplete(self) -> None:
        """Pass the allowed addresses on; with none, the connection fails for want of an address."""
        try:
            kept, reason = allowed(self.host, self.port, self.found, self.mapped), None
        except NotAsked as refused:
            kept, reason = [], refused.reason
        _remember(self.host, reason)
        for text in kept:
            kind = IPv6Address if ":" in text else IPv4Address
            self.receiver.addressResolved(kind("TCP", text, self.port))
        self.receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Scrapy's resolver: the reactor's own, behind the guard."""

    def __init__(self, reactor: Reactor, mapped: Mapping[str, str], *, is_offline: bool = False) -> None:
        self.reactor = reactor
        self.system = reactor.nameResolver
        self.mapped = mapped
        self.is_offline = is_offline

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Reactor) -> Self:
        """As Scrapy builds it."""
        settings = crawler.settings
        return cls(reactor, settings.getdict("DIAL_MAP"), is_offline=settings.getbool("OFFLINE"))

    def install_on_reactor(self) -> None:
        """Every name and every literal address goes through here from now on."""
        self.reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Receiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> object:
        """Resolve a name; a mapped one, or any while offline, is not asked of the system at all."""
        sieve = Sieve(resolutionReceiver, hostName, portNumber, self.mapped)
        if hostName in self.mapped or self.is_offline:
            resolution = Resolution(hostName)
            sieve.resolutionBegan(resolution)
            sieve.resolutionComplete()
            return resolution
        return self.system.resolveHostName(sieve, hostName, portNumber, addressTypes, transportSemantics)
