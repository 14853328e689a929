"""Which IP addresses are public: by the registries of special ranges, not by what a library holds private."""

import ipaddress

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

# IANA's special-purpose registry; what is left is public.
INNER_4 = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared by a carrier's customers",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "for protocols",
    "192.0.2.0/24": "for documentation",
    "192.88.99.0/24": "a 6to4 relay",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "for benchmarks",
    "198.51.100.0/24": "for documentation",
    "203.0.113.0/24": "for documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
    "255.255.255.255/32": "broadcast",
}
# Within what is global unicast; everything outside of that is refused whole.
INNER_6 = {
    "2001::/23": "for protocols",
    "2001:db8::/32": "for documentation",
    "3ffe::/16": "of the former 6bone",
    "3fff::/20": "for documentation",
}
OUTER_6 = {
    "::/128": "unspecified",
    "::1/128": "loopback",
    "fc00::/7": "unique local",
    "fe80::/10": "link-local",
    "fec0::/10": "site-local",
    "ff00::/8": "multicast",
}
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
COMPATIBLE = ipaddress.IPv6Network("::/96")
NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
TEREDO = ipaddress.IPv6Network("2001::/32")
# The middle of an ISATAP address, with and without the bit for a universal one.
ISATAP = frozenset({0x00005EFE, 0x02005EFE})

_SPECIAL = [(ipaddress.ip_network(text), name) for text, name in {**INNER_4, **OUTER_6, **INNER_6}.items()]


def refusal(text: str) -> str:
    """Why an IP address may not be dialled, or nothing if it may."""
    bare, _, zone = text.partition("%")
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return f"{text} is no address"
    names = [name for network, name in reversed(_SPECIAL) if address in network]
    inner = embedded(address)
    if inner is not None and not (names and names[0] in {"loopback", "unspecified"}):
        return f"{text} carries {inner} inside"
    if names:
        return f"{text} is {names[0]}"
    if zone or (isinstance(address, ipaddress.IPv6Address) and address not in GLOBAL_UNICAST):
        return f"{text} is not a public address"
    return ""


def embedded(address: Ip) -> ipaddress.IPv4Address | None:
    """The IPv4 address an IPv6 one hides, if it hides one."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if any(address in network for network in (COMPATIBLE, *NAT64)):
        return ipaddress.IPv4Address(address.packed[-4:])
    if address in SIX_TO_FOUR:
        return address.sixtofour
    if address in TEREDO:
        return address.teredo[1] if address.teredo else None
    if int.from_bytes(address.packed[8:12]) in ISATAP:
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped
