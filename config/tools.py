"""The tools of a process, made from the settings once."""

import os
from functools import partial
from pathlib import Path

from django.conf import settings

from archive.clock import read_clock
from archive.packs import Pack, load
from classifier import encoders, plugged, reader
from classifier.linear import ModelError
from classifier.reader import Reader
from classifier.shelf import Latest, Shelf
from crawler.confined import Room
from pipeline.context import Context, Post
from pipeline.index import Indexer
from pipeline.plug_findings import PlugState
from search.engine import Engine, open_engine


def pack() -> Pack:
    """The desk's pack."""
    return load(settings.PACK, folder=settings.PACKS, fill={"press_port": str(settings.PRESS_PORT)})


def context(kind: str) -> Context:
    """What the stages are handed in this process."""
    desk, models = pack(), shelf()
    return Context(
        now=read_clock(settings.CLOCK_FILE).now,
        pack=desk,
        warc_folder=settings.WARC_FOLDER,
        reader=Latest(models, partial(_reader, desk)),
        owner=f"{kind}:{os.getpid()}",
        apart=Room(),
        engine=engine,
        shelf=models,
        encoder=encoders.load(settings.ENCODER_FOLDER) if settings.ENCODER_FOLDER else None,
        budget=settings.ALERT_BUDGET,
    )


def shelf() -> Shelf:
    """Where the shipped models and the desk's own stand."""
    return Shelf(settings.HOME / "models", settings.MODEL_FOLDER)


def _reader(desk: Pack, models: Path) -> Reader:
    return Reader(desk.gazetteer(), models, settings.PLUG_FOLDER, desk.own_topics())


def plug_state() -> PlugState | None:
    """The desk's own model, if one is plugged in: its name, or why it cannot be used."""
    if settings.PLUG_FOLDER is None:
        return None
    try:
        _, shipped = reader.load(settings.MODEL_FOLDER)
        plug = plugged.load(settings.PLUG_FOLDER, shipped["topic"].classes)
    except ModelError as wrong:
        return PlugState("", str(wrong))
    return PlugState(plug.card.full_name)


def encoder_state() -> PlugState | None:
    """The desk's own story encoder, if one is plugged in: its name, or why it cannot be used."""
    if settings.ENCODER_FOLDER is None:
        return None
    try:
        return PlugState(encoders.load(settings.ENCODER_FOLDER).name)
    except ModelError as wrong:
        return PlugState("", str(wrong))


def post() -> Post:
    """How this process's mail leaves."""
    return Post(settings.SMTP_URL, settings.MAIL_FROM, settings.SITE_URL)


def engine() -> Engine:
    """The search engine, to ask."""
    return open_engine(settings.SEARCH_URL, write=False)


def indexer() -> Indexer:
    """The search engine, to keep up to date."""
    return Indexer(settings.SEARCH_URL, read_clock(settings.CLOCK_FILE).now, owner=f"work:{os.getpid()}")
