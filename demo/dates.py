"""An instant as feeds write it: the right way and the ways that Vietnamese sites really use."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from email.utils import format_datetime


def feed_date(form: str, at: datetime, zone: tzinfo) -> str:
    """An instant in a list's own form, by the outlet's clock."""
    return _FORMS[form](at.astimezone(zone))


def http_date(at: datetime) -> str:
    """An instant as HTTP headers write it."""
    return format_datetime(at.astimezone(UTC), usegmt=True)


def _bare(at: datetime) -> str:
    return format_datetime(at).rpartition(" ")[0]


_FORMS: Mapping[str, Callable[[datetime], str]] = {
    "rfc822": format_datetime,
    "gmt7": lambda at: f"{_bare(at)} GMT+7",
    "gmt": http_date,
    "bare": _bare,
    "spaced": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    "iso": lambda at: at.isoformat(),
}
