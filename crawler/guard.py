"""The one decision about where a connection may go: by the address as written and by the one dialled."""

import ipaddress
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from crawler.networks import refusal
from crawler.reasons import NotAsked, Obstacle, Reason

PORTS = {"http": 80, "https": 443}
# Below, the ports of the system's own services: a web server has two of them.
FIRST_FREE_PORT = 1024
# Above, those of databases, queues, desktops and cluster controls: a request may be an order to them.
OTHER_SERVICES = frozenset(
    {1080, 1099, 1433, 1434, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2375, 2376, 2379, 2380, 3128, 3268}
    | {3269, 3306, 3389, 3659, 4045, 4190, 4222, 4369, 5060, 5061, 5222, 5269, 5432, 5601, 5671, 5672, 6379}
    | {6380, 6443, 6566, *range(6665, 6670), 6697, 7001, 8086, 8500, 8983, 9042, 9092, 9100, 9160, 9200}
    | {9300, 10050, 10051, 10080, 10250, 11211, 15672, 26257, 27017, 27018, 50000, 50070, 61616}
    | {*range(5900, 6064), *range(5984, 5987)}
)
# Names that mean something only inside a house.
INNER_NAME = re.compile(
    r"(?:.*\.)?(?:localhost|local|localdomain|internal|intranet|lan|corp|home|private|home\.arpa)"
)
LONGEST_ADDRESS, LONGEST_HOST = 4096, 253
LONGEST_SHOWN = 200

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029]")
_LOGIN = re.compile(r"(?<=//)[^/?#]*@")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_FULL_STOPS = str.maketrans("\u3002\uff0e\uff61", "...")
_MOST_PARTS, _MOST_IN_PART = 4, 255


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: a host still to be resolved, and a port."""

    scheme: str
    host: str
    port: int


def check_address(url: str, mapped: Collection[str] = ()) -> Reason | None:
    """Why an address may not be asked, as far as it shows by itself; None if it may."""
    try:
        target_of(url, mapped)
    except NotAsked as refused:
        return refused.reason
    return None


def target_of(url: str, mapped: Collection[str] = ()) -> Target:
    """Where an address leads; for the ``mapped`` hosts, the demo's own, names and ports are free."""
    about = shown(url)
    parts = _split(url, about)
    target = Target(parts.scheme, _host(parts, about), _port(parts, about))
    is_ours = target.host in mapped
    if not is_ours:
        _judge(target.host, about)
    if "@" in parts.netloc or "%" in (parts.hostname or ""):
        raise _bad(about, "a name before the host, or codes in it")
    if not is_ours and not is_web_port(target.port):
        raise NotAsked(Reason(Obstacle.BAD_PORT, about, str(target.port)))
    return target


def is_web_port(port: int) -> bool:
    """Whether pages may be asked for at a port."""
    return port in PORTS.values() or (port >= FIRST_FREE_PORT and port not in OTHER_SERVICES)


def shown(url: str) -> str:
    """An address as it may be shown and logged: without what would break a line, without a password."""
    plain = _LOGIN.sub("", _CONTROLS.sub("\ufffd", url))
    return plain if len(plain) <= LONGEST_SHOWN else plain[:LONGEST_SHOWN] + "…"


def allowed(host: str, port: int, addresses: Sequence[str], mapped: Mapping[str, str]) -> list[str]:
    """The addresses of ``host`` that may be dialled; of a mixed answer only the public ones.

    What is given here is what is dialled, so an inner address among public ones can do no harm; to refuse
    the public ones too would lose an outlet for a slip in its zone. ``mapped`` is the demo's own list of
    hosts, each with the one address it has: it names hosts and opens no range.
    """
    if host in mapped:
        return [mapped[host]]
    if port and not is_web_port(port):
        raise NotAsked(Reason(Obstacle.BAD_PORT, host, str(port)))
    kept = [address for address in addresses if not refusal(address)]
    if kept:
        return kept
    if addresses:
        reasons = "; ".join(refusal(address) for address in addresses)
        raise NotAsked(Reason(Obstacle.BLOCKED, host, reasons))
    raise NotAsked(Reason(Obstacle.UNKNOWN_HOST, host))


def _bad(about: str, detail: str) -> NotAsked:
    return NotAsked(Reason(Obstacle.BAD_ADDRESS, about, detail))


def _split(url: str, about: str) -> SplitResult:
    if _CONTROLS.search(url) or url != url.strip() or len(url) > LONGEST_ADDRESS:
        raise _bad(about, "controls, backslashes, spaces around it, or too long")
    try:
        parts = urlsplit(url)
    except ValueError as fault:
        raise _bad(about, str(fault)) from fault
    if parts.scheme and parts.scheme not in PORTS:
        raise NotAsked(Reason(Obstacle.BAD_SCHEME, about, parts.scheme))
    is_future = "[" in parts.netloc and ":" not in (parts.hostname or "")  # [v1.x], which nobody dials
    if not parts.scheme or not parts.hostname or is_future:
        raise _bad(about, "no scheme or no host")
    return parts


def _port(parts: SplitResult, about: str) -> int:
    try:
        port = parts.port
    except ValueError as fault:
        raise _bad(about, str(fault)) from fault
    return PORTS[parts.scheme] if port is None else port


def _host(parts: SplitResult, about: str) -> str:
    """The host as a resolver would be asked for it, whatever dress it wears."""
    written = parts.hostname or ""
    if ":" in written:
        return unquote(written)
    host = unicodedata.normalize("NFKC", unquote(written)).translate(_FULL_STOPS).lower().removesuffix(".")
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as fault:
        raise _bad(about, str(fault)) from fault


def _judge(host: str, about: str) -> None:
    """Refuse a host that shows by itself that it is inside or no host at all."""
    readings = [host] if ":" in host else _readings(host)
    if reasons := [reason for reading in readings if (reason := refusal(reading))]:
        raise NotAsked(Reason(Obstacle.BLOCKED, about, reasons[0]))
    if readings:
        if readings != [host]:
            raise _bad(about, f"an odd way to write {readings[0]}")
        return
    labels = host.split(".")
    if len(host) > LONGEST_HOST or not all(map(_LABEL.fullmatch, labels)) or _NUMBER.fullmatch(labels[-1]):
        raise _bad(about, f"{host} is no host")
    if len(labels) == 1 or INNER_NAME.fullmatch(host):
        raise NotAsked(Reason(Obstacle.BLOCKED, about, f"{host} is a name of an inner network"))


def _readings(host: str) -> list[str]:
    """The IPv4 addresses that one resolver or another takes a host for, in whatever notation."""
    parts = host.split(".")
    if len(parts) > _MOST_PARTS or not all(map(_NUMBER.fullmatch, parts)):
        return []
    found = (_reading(parts, octal=octal) for octal in (True, False))
    return list(dict.fromkeys(reading for reading in found if reading))


def _reading(parts: Sequence[str], *, octal: bool) -> str:
    try:
        *first, last = [_number(part, octal=octal) for part in parts]
    except ValueError:
        return ""
    room = 8 * (_MOST_PARTS - len(first))
    if any(number > _MOST_IN_PART for number in first) or last >= 1 << room:
        return ""
    for place, number in enumerate(first):
        last += number << 8 * (_MOST_PARTS - 1 - place)
    return str(ipaddress.IPv4Address(last))


def _number(part: str, *, octal: bool) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if octal and part.startswith("0") else int(part)
