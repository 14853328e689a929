"""The province whose desk this is: names of topics and places in the reader's language, from the pack."""

from functools import cache

from django.conf import settings
from django.utils.translation import get_language

from archive import namings, packs
from archive.pack_basis import Words
from archive.packs import Pack
from search.names import Names


@cache
def pack() -> Pack:
    """The pack this process was started with; a changed one needs a new start."""
    return packs.load(
        settings.PACK, folder=settings.PACKS, fill={"press_port": str(settings.PRESS_PORT or 80)}
    )


def names() -> Names:
    """What the values of a query's fields are called here, in any language."""
    return namings.names(pack())


def title() -> str:
    """The desk's name."""
    return _in_reader_language(pack().title)


def topic(code: str) -> str:
    """A topic's name; an unknown code stands for itself."""
    return _in_reader_language(words) if (words := _topics().get(code)) else code


def place(key: str) -> str:
    """A place's name; an unknown key stands for itself."""
    names = _places().get(key, {})
    wanted = names.get(get_language() or "vi") or names.get("vi") or next(iter(names.values()), ())
    return wanted[0] if wanted else key


@cache
def _topics() -> dict[str, Words]:
    return {spec.code: spec.name for spec in pack().topics}


@cache
def _places() -> dict[str, dict[str, tuple[str, ...]]]:
    loaded = pack()
    return {spec.key: dict(spec.names) for spec in (*loaded.provinces, *loaded.places)}


def _in_reader_language(words: Words) -> str:
    return words.en if get_language() == "en" else words.vi
