"""How what was found is spread over time: bars of days, weeks, months or quarters, each with its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, pgettext_lazy

from search.histogram import Step, fitting, possible
from search.model import Bucket
from web import bars, names
from web.asking import Asked
from web.bars import Tick
from web.moments import near_day, plain_day, short_day

STEPS: dict[Step, names.Text] = {
    Step.DAY: pgettext_lazy("step", "days"),
    Step.WEEK: pgettext_lazy("step", "weeks"),
    Step.MONTH: pgettext_lazy("step", "months"),
    Step.QUARTER: pgettext_lazy("step", "quarters"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One bar of the histogram."""

    bar: bars.Bar
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Switch:
    """Another size of the bars."""

    name: names.Text
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """The histogram of a search."""

    bars: tuple[Shown, ...]
    ticks: tuple[Tick, ...]
    switches: tuple[Switch, ...]

    @property
    def highest(self) -> int:
        """How many articles the highest bar stands for."""
        return max((shown.bar.count for shown in self.bars), default=0)


def spread(asked: Asked, days: Sequence[Bucket], today: date) -> Spread:
    """The histogram of some days in the step asked for; if that is none or too small, in one that fits."""
    choice = possible(days)
    step = asked.step if asked.step in choice else fitting(days)
    drawn = bars.histogram(days, step)
    return Spread(
        tuple(Shown(bar, label(bar, step, today), _within(asked, bar)) for bar in drawn),
        bars.ticks(drawn, lambda bar: short_label(bar, step, today)),
        tuple(Switch(STEPS[one], asked.stepped(one).address(), one is step) for one in choice),
    )


def label(bar: bars.Bar, step: Step, today: date) -> str:
    """The days of a bar in words; the year of a week only where it is another one."""
    first, last = bar.first, bar.last
    match step:
        case Step.DAY:
            return f"{short_day(first)} {plain_day(first)}"
        case Step.WEEK:
            year = "" if first.year == last.year == today.year else f"/{last.year}"
            return gettext("week %(days)s") % {
                "days": f"{first.day}/{first.month}–{last.day}/{last.month}{year}"
            }
        case Step.MONTH:
            return gettext("month %(month)s") % {"month": f"{first.month}/{first.year}"}
        case Step.QUARTER:
            return gettext("Q%(quarter)s") % {"quarter": f"{last.month // 3}/{first.year}"}


def short_label(bar: bars.Bar, step: Step, today: date) -> str:
    """The days of a bar as there is room for under it."""
    match step:
        case Step.DAY | Step.WEEK:
            return near_day(bar.first, today)
        case Step.MONTH:
            return f"{bar.first.month}/{bar.first.year}"
        case Step.QUARTER:
            return label(bar, step, today)


def _within(asked: Asked, bar: bars.Bar) -> str:
    """Where a bar leads: into its days, as far as they were asked for, in the step that fits them."""
    first = max(bar.first, asked.first or bar.first)
    last = min(bar.last, asked.last or bar.last)
    return asked.between(first, last).stepped(None).address()
