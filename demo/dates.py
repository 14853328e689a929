"""An instant as feeds write it: the right way and the ways that Vietnamese sites really use."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from email.utils import format_datetime

NOON = 12


def feed_date(form: str, at: datetime, zone: tzinfo) -> str:
    """An instant in a list's own form, by the outlet's clock."""
    return _FORMS[form](at.astimezone(zone))


def http_date(at: datetime) -> str:
    """An instant as HTTP headers write it."""
    return format_datetime(at.astimezone(UTC), usegmt=True)


def _bare(at: datetime) -> str:
    return format_datetime(at).rpartition(" ")[0]


def _half_days(at: datetime) -> str:
    half = "SA" if at.hour < NOON else "CH"
    return f"{at:%d/%m/%Y} {at.hour % NOON or NOON}:{at:%M} {half}"


_FORMS: Mapping[str, Callable[[datetime], str]] = {
    "rfc822": format_datetime,
    "gmt7": lambda at: f"{_bare(at)} GMT+7",
    "utc7": lambda at: f"{_bare(at)} UTC+7",
    "ict": lambda at: f"{_bare(at)} ICT",
    "gmt": http_date,
    "bare": _bare,
    "spaced": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    "iso": lambda at: at.isoformat(),
    "day-first": lambda at: f"{at:%d/%m/%Y %H:%M}",
    "half-days": _half_days,
    "words": lambda at: f"Ngày {at.day} tháng {at.month} năm {at.year}, {at:%H:%M}",
}
