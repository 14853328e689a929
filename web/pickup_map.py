"""The pickup map as an SVG figure: kinds of press side by side, time downward, one row an article. Pure."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# In the order in which a report usually goes down; a kind that is not named is the press of the country.
LANES = ("agency", "national", "provincial", "aggregator", "foreign")
LANE_OF = {
    "agency": "agency",
    "official": "agency",
    "provincial": "provincial",
    "aggregator": "aggregator",
    "foreign": "foreign",
}
CLOCKS, NODE, GUTTER = 80, 200, 38
HEIGHT, GAP, TOP, LONGEST_GAP = 58, 14, 40, 44
# Trunks of several origins of one lane run beside each other.
TRUNK, CORNER, MOST_TRUNKS = 7, 7, 4


@dataclass(frozen=True, slots=True)
class Stop:
    """An article as the map is told of it; without a time where it is only known by its name."""

    id: int
    name: str
    kind: str
    is_abroad: bool
    at: datetime | None
    line: str
    basis: str
    origin: int | None
    is_said: bool
    clock: str = ""
    is_partial: bool = False
    is_outside: bool = False
    is_chosen: bool = False

    @property
    def look(self) -> str:
        """The classes of its node."""
        looks = {"partial": self.is_partial, "outside": self.is_outside, "chosen": self.is_chosen}
        return " ".join(["stop", *(look for look, is_so in looks.items() if is_so)])


@dataclass(frozen=True, slots=True)
class Node:
    """A stop where it is drawn."""

    stop: Stop
    x: str
    y: str
    clock_y: str


@dataclass(frozen=True, slots=True)
class Way:
    """The way from an origin to its taker; ``is_said`` if the taker itself says so."""

    path: str
    is_said: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the map."""

    code: str
    x: str


@dataclass(frozen=True, slots=True)
class Map:
    """Everything that is drawn."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]


def drawn(stops: Sequence[Stop]) -> Map:
    """Place the stops and the ways between them; stops without a time stand above all."""
    ordered = sorted(
        stops, key=lambda stop: (stop.at is not None, stop.at.timestamp() if stop.at else 0, stop.id)
    )
    lanes = [lane for lane in LANES if any(lane_of(stop) == lane for stop in ordered)]
    lefts = {lane: CLOCKS + place * (NODE + GUTTER) for place, lane in enumerate(lanes)}
    tops = dict(zip((stop.id for stop in ordered), _tops(ordered), strict=True))
    height = max(tops.values(), default=0) + HEIGHT + GAP
    return Map(
        CLOCKS + len(lanes) * (NODE + GUTTER),
        round(height),
        tuple(Lane(lane, str(lefts[lane])) for lane in lanes),
        tuple(_node(stop, lefts[lane_of(stop)], tops[stop.id]) for stop in ordered),
        tuple(_ways(ordered, lefts, tops)),
    )


def lane_of(stop: Stop) -> str:
    """The column an outlet belongs to."""
    lane = LANE_OF.get(stop.kind, "national")
    return "foreign" if stop.is_abroad and lane != "agency" else lane


def _tops(ordered: Sequence[Stop]) -> Iterator[float]:
    """Where each row begins: the longer nothing happened, the wider the gap, but never by measure."""
    top, before = float(TOP), None
    for stop in ordered:
        if before is not None:
            idle = stop.at - before if stop.at else timedelta(0)
            top += HEIGHT + GAP + min(LONGEST_GAP, 9 * math.log2(1 + idle / timedelta(minutes=30)))
        elif top > TOP or stop is not ordered[0]:
            top += HEIGHT + GAP
        yield round(top)
        before = stop.at


def _node(stop: Stop, left: int, top: float) -> Node:
    return Node(stop, str(left), f"{top:g}", f"{top + 24:g}")


def _ways(ordered: Sequence[Stop], lefts: Mapping[str, int], tops: Mapping[int, float]) -> Iterator[Way]:
    by_id = {stop.id: stop for stop in ordered}
    trunks: dict[str, list[int]] = {}
    for stop in ordered:
        origin = by_id.get(stop.origin) if stop.origin is not None else None
        if origin is None:
            continue
        lane = lane_of(origin)
        beside = trunks.setdefault(lane, [])
        if origin.id not in beside:
            beside.append(origin.id)
        offset = TRUNK * (1 + beside.index(origin.id) % MOST_TRUNKS)
        start = lefts[lane] + NODE, tops[origin.id] + HEIGHT / 2
        yield Way(_path(start, start[0] + offset, lefts[lane_of(stop)], tops[stop.id]), stop.is_said)


def _path(start: tuple[float, float], trunk: float, left: int, top: float) -> str:
    """Out of the origin's side, along its trunk, into the taker's nearer side; no other row is crossed."""
    is_right = left > trunk
    end_x, end_y = (left if is_right else left + NODE), top + HEIGHT / 2
    down = CORNER if end_y > start[1] else -CORNER
    across = CORNER if is_right else -CORNER
    return (
        f"M{start[0]:g} {start[1]:g}H{trunk - CORNER:g}Q{trunk:g} {start[1]:g} {trunk:g} {start[1] + down:g}"
        f"V{end_y - down:g}Q{trunk:g} {end_y:g} {trunk + across:g} {end_y:g}H{end_x:g}"
    )
