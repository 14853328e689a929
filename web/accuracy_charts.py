"""Charts of accuracy as SVG: month by month with the doubt of each, and how sure beside how right."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import altair as alt
from django.utils.safestring import SafeString

from web import fonts
from web.charts import DOWN, EVEN, INK, LINE, UP, drawn

WIDTH, HEIGHT, SQUARE = 260, 140, 170
WHOLE = alt.Scale(domain=[0, 100])


@dataclass(frozen=True, slots=True)
class Point:
    """A month's share in percent, between which shares the truth lies, and on how many labels it stands."""

    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Readings that were about as sure as each other: how sure, how often right, how many; in percent."""

    sure: float
    right: float
    count: int


def months(points: Sequence[Point], expected: float | None) -> SafeString:
    """Month by month; the dashed line is what the model's card promises."""
    return _months(tuple(points), expected)


def reliability(bins: Sequence[Bin]) -> SafeString:
    """How often right beside how sure: on the dashed line a machine knows itself."""
    return _reliability(tuple(bins))


@lru_cache(maxsize=64)
def _months(points: tuple[Point, ...], expected: float | None) -> SafeString:
    rows = [{"at": one.label, "value": one.value, "low": one.low, "high": one.high} for one in points]
    told = alt.Chart(alt.InlineData(values=rows))
    across = alt.X("at:N", sort=None, axis=_months_axis())
    upward = alt.Y("value:Q", scale=WHOLE, axis=_percents())
    layers: list[alt.Chart] = []
    if expected is not None:
        promised = alt.Chart(alt.InlineData(values=[{"value": expected}]))
        layers.append(promised.mark_rule(color=DOWN, strokeDash=[5, 4]).encode(y=upward))
    layers += [
        told.mark_rule(color=EVEN, strokeWidth=5, strokeCap="round", opacity=0.45).encode(
            x=across, y=alt.Y("low:Q", scale=WHOLE), y2="high:Q"
        ),
        told.mark_line(color=UP, strokeWidth=2).encode(x=across, y=upward),
        told.mark_circle(color=UP, opacity=1, size=46).encode(x=across, y=upward),
    ]
    return drawn(_laid(layers, WIDTH, HEIGHT))


@lru_cache(maxsize=64)
def _reliability(bins: tuple[Bin, ...]) -> SafeString:
    rows = [{"sure": one.sure, "right": one.right, "count": one.count} for one in bins]
    told = alt.Chart(alt.InlineData(values=rows))
    straight = alt.Chart(alt.InlineData(values=[{"sure": 0, "right": 0}, {"sure": 100, "right": 100}]))
    across = alt.X("sure:Q", scale=WHOLE, axis=_percents())
    upward = alt.Y("right:Q", scale=WHOLE, axis=_percents())
    layers = [
        straight.mark_line(color=EVEN, strokeDash=[5, 4], strokeWidth=1.5).encode(x=across, y=upward),
        told.mark_line(color=UP, strokeWidth=1.5).encode(x=across, y=upward),
        told.mark_circle(color=UP, opacity=1).encode(
            x=across,
            y=upward,
            size=alt.Size("count:Q", legend=None, scale=alt.Scale(range=[18, 220])),
        ),
    ]
    return drawn(_laid(layers, SQUARE, SQUARE))


def _laid(layers: Sequence[alt.Chart], width: int, height: int) -> alt.LayerChart:
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(width=width, height=height, background="transparent", padding=2)
        .configure(font=fonts.FAMILY, aria=False)
        .configure_view(stroke=None)
    )
    return chart


def _months_axis() -> alt.Axis:
    return alt.Axis(
        title=None,
        labelExpr="split(datum.label, '|')",
        labelAngle=0,
        labelFontSize=11,
        labelColor=INK,
        domainColor=LINE,
        ticks=False,
        labelPadding=5,
    )


def _percents() -> alt.Axis:
    return alt.Axis(
        title=None,
        values=[0, 25, 50, 75, 100],
        labelExpr="datum.value + '%'",
        labelFontSize=11,
        labelColor=INK,
        gridColor=LINE,
        domain=False,
        ticks=False,
    )
