"""Charts as SVG that the pages carry inside themselves; the same figures are drawn once."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import altair as alt
import vl_convert
from django.utils.safestring import SafeString, mark_safe

from archive.figures import DayTone
from web import fonts
from web.moments import short_day

# The style sheet knows these colours by their value and gives them their dark twins.
DOWN, EVEN, UP = "#c2571f", "#8793a0", "#1f7a8c"
INK, LINE = "#4b5563", "#d6d9dd"
WIDE, NARROW = 640, 330
HEIGHT = 150


def tone_chart(days: Sequence[DayTone], width: int) -> SafeString:
    """How many articles about the province each day had, by tone."""
    return _draw(tuple((_label(day.day), day.negative, day.neutral, day.positive) for day in days), width)


def _label(day: str) -> str:
    at = date.fromisoformat(day)
    return f"{short_day(at)}|{at.day}/{at.month}"


@lru_cache(maxsize=64)
def _draw(days: tuple[tuple[str, int, int, int], ...], width: int) -> SafeString:
    return drawn(_chart(days, width))


PLAIN_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]}


def drawn(chart: alt.LayerChart) -> SafeString:
    """A chart as the page carries it."""
    fonts.register()
    return _bare(vl_convert.vegalite_to_svg(chart.to_dict(), format_locale=PLAIN_NUMBERS))


def _chart(days: tuple[tuple[str, int, int, int], ...], width: int) -> alt.LayerChart:
    bars = [
        {"day": label, "rank": rank, "count": count, "look": look}
        for label, *counts in days
        for rank, (look, count) in enumerate(zip((DOWN, EVEN, UP), counts, strict=True))
    ]
    totals = [{"day": label, "total": sum(counts)} for label, *counts in days if any(counts)]
    by_day = alt.X("day:N", sort=None, axis=_day_axis(width))
    stacked = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar(size=width / len(days) * 0.62, stroke=None)
        .encode(
            x=by_day,
            y=alt.Y("count:Q", stack=True, axis=_count_axis(days)),
            color=alt.Color("look:N", scale=None, legend=None),
            order=alt.Order("rank:Q"),
        )
    )
    numbers = (
        alt.Chart(alt.InlineData(values=totals))
        .mark_text(dy=-7, fontSize=11, color=INK)
        .encode(x=by_day, y="total:Q", text="total:Q")
    )
    chart: alt.LayerChart = (
        alt.layer(stacked, numbers)
        .properties(width=width - 40, height=HEIGHT, background="transparent", padding=2)
        .configure(font=fonts.FAMILY, aria=False)
        .configure_view(stroke=None)
    )
    return chart


def _day_axis(width: int) -> alt.Axis:
    every = "" if width > NARROW else "indexof(domain('x'), datum.value) % 2 == 0 ? '' : "
    return alt.Axis(
        title=None,
        labelExpr=f"{every}split(datum.label, '|')",
        labelAngle=0,
        labelFontSize=11,
        labelColor=INK,
        domainColor=LINE,
        ticks=False,
        labelPadding=5,
    )


def _count_axis(days: tuple[tuple[str, int, int, int], ...]) -> alt.Axis:
    highest = max((sum(counts) for _, *counts in days), default=0)
    return alt.Axis(
        title=None,
        tickCount=min(3, max(1, highest)),
        tickMinStep=1,
        format="d",
        labelFontSize=11,
        labelColor=INK,
        gridColor=LINE,
        domain=False,
        ticks=False,
    )


def _bare(svg: str) -> SafeString:
    """The drawing without a size of its own, so that the page gives it one."""
    head, _, rest = svg.partition(">")
    words = [word for word in head.split(" ") if not word.startswith(("width=", "height="))]
    opened = " ".join([*words, 'aria-hidden="true" focusable="false"'])
    return mark_safe(f"{opened}>{rest}")  # noqa: S308 - our own drawing of figures and day names
