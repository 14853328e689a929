"""The one decision about where a connection may go: made on the address really dialled."""

import ipaddress
from collections.abc import Mapping

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
TEREDO = ipaddress.IPv6Network("2001::/32")
SHARED = ipaddress.IPv4Network("100.64.0.0/10")


class Refused(Exception):
    """An address that no connection may go to."""


def refusal(text: str) -> str:
    """Why an IP address may not be dialled, or nothing if it may."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return f"{text} is no address"
    inner = embedded(address)
    if inner is not None:
        return f"{text} carries {inner} inside"
    if isinstance(address, ipaddress.IPv4Address) and address in SHARED:
        return f"{text} is shared address space"
    if address.is_multicast or not address.is_global:
        return f"{text} is not a public address"
    return ""


def embedded(address: Ip) -> ipaddress.IPv4Address | None:
    """The IPv4 address an IPv6 one hides, if it hides one."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in NAT64 or address in NAT64_LOCAL:
        return ipaddress.IPv4Address(address.packed[-4:])
    if address in SIX_TO_FOUR:
        return address.sixtofour
    if address in TEREDO:
        return address.teredo[1] if address.teredo else None
    return address.ipv4_mapped


def allowed(host: str, addresses: list[str], mapped: Mapping[str, str]) -> list[str]:
    """The addresses of ``host`` that may be dialled.

    ``mapped`` is the demo's own list of hosts, each with the one address it has: it names hosts and opens
    no range.
    """
    if host in mapped:
        return [mapped[host]]
    kept = [address for address in addresses if not refusal(address)]
    if not kept:
        reasons = "; ".join(refusal(address) for address in addresses) or "no address"
        raise Refused(f"{host}: {reasons}")
    return kept
