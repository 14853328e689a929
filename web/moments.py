"""Times as readers want them: the shown clock, and the desk's days in words."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from archive.clock import DESK_ZONE, Clock, read_clock

LONG_DAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
SHORT_DAYS = (
    pgettext_lazy("short day", "Mon"),
    pgettext_lazy("short day", "Tue"),
    pgettext_lazy("short day", "Wed"),
    pgettext_lazy("short day", "Thu"),
    pgettext_lazy("short day", "Fri"),
    pgettext_lazy("short day", "Sat"),
    pgettext_lazy("short day", "Sun"),
)


def clock() -> Clock:
    """The clock all pages show."""
    return read_clock(settings.CLOCK_FILE)


def now() -> datetime:
    """The shown time."""
    return clock().now()


def day_of(at: datetime) -> date:
    """The desk's day of an instant."""
    return at.astimezone(DESK_ZONE).date()


def long_day(day: date) -> str:
    """The day in full: ``Thứ Hai, 29/6/2026``."""
    return f"{LONG_DAYS[day.weekday()]}, {plain_day(day)}"


def plain_day(day: date) -> str:
    """The day alone: ``29/6/2026``."""
    return f"{day.day}/{day.month}/{day.year}"


def near_day(day: date, today: date) -> str:
    """The day as charts have room for, its year only where it is another one: ``29/6``."""
    return f"{day.day}/{day.month}" if day.year == today.year else plain_day(day)


def short_day(day: date) -> str:
    """The day's name as charts have room for: ``T2``."""
    return str(SHORT_DAYS[day.weekday()])


def heading(day: date, today: date) -> str:
    """The day as the heading of a list."""
    if day == today:
        return gettext("Today, %(day)s") % {"day": long_day(day)}
    if day == today - timedelta(days=1):
        return gettext("Yesterday, %(day)s") % {"day": long_day(day)}
    return long_day(day)


def stamp(at: datetime | None, today: date) -> str:
    """An instant, short: only the time today, the day and the time before."""
    if at is None:
        return ""
    local = at.astimezone(DESK_ZONE)
    if local.date() == today:
        return date_format(local, "H:i")
    return date_format(local, "H:i j/n" if local.year == today.year else "H:i j/n/Y")
