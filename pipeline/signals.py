"""Signals: each hour, what is written about more or less than it should be, and the week ahead."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from archive import jobs, signals
from archive.packs import Pack
from classifier import days_off
from pipeline.context import Context

STAGE = "signals"
KEY = "hourly"
EVERY = timedelta(hours=1)


def run(job: jobs.Claim, context: Context) -> None:
    """Look, tell, and come back."""
    now, is_off = context.now(), day_off(context.pack)
    found = signals.look(now, is_off, context.budget)
    with transaction.atomic():
        signals.keep(found, now, is_off)
        jobs.again(job, now + EVERY)


def day_off(pack: Pack) -> Callable[[date], bool]:
    """Whether a day is a public holiday: by the pack's calendar, and by rule for years it does not tell."""

    def is_off(day: date) -> bool:
        return days_off.is_day_off(day) or any(one.falls_on(day) for one in pack.calendar.holidays)

    return is_off
