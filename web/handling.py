"""The tools of pages that take files in: one confined room a process, a shelf for each piece of evidence."""

from functools import cache

from django.conf import settings

from archive.taking import LIMITS, Tools
from crawler.confined import Room
from crawler.evidence import Shelf
from web.moments import now


@cache
def room() -> Room:
    """Where strangers' bytes are read; its child starts with the first file."""
    return Room(LIMITS)


def shelf() -> Shelf:
    """A file of its own for each piece: several threads serve the pages, and writers never share one."""
    return Shelf(settings.WARC_FOLDER, f"{now():%Y%m%dT%H%M%S}-added")


def tools() -> Tools:
    """What taking in works with on this site."""
    return Tools(room(), shelf)
