"""The tools of a process, made from the settings once."""

import os

from django.conf import settings

from archive.clock import read_clock
from archive.packs import Pack, load
from classifier.reader import Reader
from crawler.confined import Room
from pipeline.context import Context, Post
from pipeline.index import Indexer
from search.engine import Engine, open_engine


def pack() -> Pack:
    """The desk's pack."""
    return load(settings.PACK, folder=settings.PACKS, fill={"press_port": str(settings.PRESS_PORT)})


def context(kind: str) -> Context:
    """What the stages are handed in this process."""
    desk = pack()
    return Context(
        now=read_clock(settings.CLOCK_FILE).now,
        pack=desk,
        warc_folder=settings.WARC_FOLDER,
        reader=Reader(desk.gazetteer(), settings.MODEL_FOLDER),
        owner=f"{kind}:{os.getpid()}",
        apart=Room(),
        engine=engine,
    )


def post() -> Post:
    """How this process's mail leaves."""
    return Post(settings.SMTP_URL, settings.MAIL_FROM, settings.SITE_URL)


def engine() -> Engine:
    """The search engine, to ask."""
    return open_engine(settings.SEARCH_URL, write=False)


def indexer() -> Indexer:
    """The search engine, to keep up to date."""
    return Indexer(settings.SEARCH_URL, read_clock(settings.CLOCK_FILE).now, owner=f"work:{os.getpid()}")
