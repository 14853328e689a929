"""The door: Twisted asks here for the addresses it will dial, and gets only those the guard allows."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from crawler.guard import Refused, allowed


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

    def __init__(
        self, receiver: IResolutionReceiver, host: str, port: int, mapped: Mapping[str, str]
    ) -> None:
        self.receiver, self.host, self.port, self.mapped = receiver, host, port, mapped
        self.found: list[str] = []

    def resolutionBegan(self, resolution: Any) -> None:
        """Pass the start on."""
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        """Gather an address; none is passed on before all are judged."""
        self.found.append(getattr(address, "host", ""))

    def resolutionComplete(self) -> None:
        """Pass the allowed addresses on; with none, the connection fails for want of an address."""
        try:
            kept = allowed(self.host, self.found, self.mapped)
        except Refused:
            kept = []
        for text in kept:
            kind = IPv6Address if ":" in text else IPv4Address
            self.receiver.addressResolved(kind("TCP", text, self.port))
        self.receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Scrapy's resolver: the reactor's own, behind the guard."""

    def __init__(self, reactor: Any, mapped: Mapping[str, str], *, is_offline: bool = False) -> None:
        self.reactor = reactor
        self.system = reactor.nameResolver
        self.mapped = mapped
        self.is_offline = is_offline

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        """As Scrapy builds it."""
        settings = crawler.settings
        return cls(reactor, settings.getdict("DIAL_MAP"), is_offline=settings.getbool("OFFLINE"))

    def install_on_reactor(self) -> None:
        """Every name and every literal address goes through here from now on."""
        self.reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """Resolve a name; a mapped one, or any while offline, is not asked of the system at all."""
        sieve = Sieve(resolutionReceiver, hostName, portNumber, self.mapped)
        if hostName in self.mapped or self.is_offline:
            resolution = Resolution(hostName)
            sieve.resolutionBegan(resolution)
            sieve.resolutionComplete()
            return resolution
        return self.system.resolveHostName(sieve, hostName, portNumber, addressTypes, transportSemantics)
