"""``python -m config.words_extract``: both catalogues brought up to date from templates and code."""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SPEAKING = ("web", "reports", "desk", "archive")
LANGUAGES = ("vi", "en")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # a date that moved would make every update a change
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def texts(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Every file that may speak to a reader, as Python that Babel can read: its path and its text."""
    for package in SPEAKING:
        for path in sorted((root / package).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix == ".py":
                yield name, path.read_text("utf-8")
            elif "templates" in path.parts and path.suffix in {".html", ".txt"}:
                # Inside brackets Python does not mind a template's indentation.
                yield name, f"({templatize(path.read_text('utf-8'))})"


def said(root: Path = ROOT) -> Catalog:
    """The words that templates and code say, without translations."""
    found = Catalog(fuzzy=False)
    for name, text in texts(root):
        for _, words, _, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            found.add(words, locations=[(name, 1)], context=context)
    return found


def merge(spoken: Catalog, old: Catalog) -> Catalog:
    """What is said, with the translations there already were; what nobody says any more is left out."""
    new = Catalog(
        locale=old.locale,
        project="diembao",
        version="1",
        header_comment="# The words of the interface. After a change of code: python -m config.words_extract",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=SINCE,
        revision_date=SINCE,
        fuzzy=False,
    )
    for message in spoken:
        if message.id:
            known = old.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
            new.add(
                message.id,
                _string(message, known, str(old.locale)),
                message.locations,
                context=message.context,
            )
    return new


def _string(message: Message, known: Message | None, language: str) -> str | list[str] | tuple[str, ...]:
    if known is not None and known.string and not known.fuzzy:
        return known.string
    if language == "en":
        return message.id
    return "" if isinstance(message.id, str) else ("",)


def missing(catalogue: Catalog) -> list[str]:
    """The words without a translation."""
    return [
        str(m.id)
        for m in catalogue
        if m.id and not all(m.string if isinstance(m.string, tuple) else [m.string])
    ]


def path_of(language: str, root: Path = ROOT) -> Path:
    """Where a language's catalogue lies."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str, root: Path = ROOT) -> Catalog:
    """A language's catalogue, or an empty one."""
    path = path_of(language, root)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def update(root: Path = ROOT) -> dict[str, list[str]]:
    """Write both catalogues anew; returns what each still lacks."""
    spoken = said(root)
    lacking = {}
    for language in LANGUAGES:
        new = merge(spoken, read(language, root))
        path = path_of(language, root)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            write_po(stream, new, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
        lacking[language] = missing(new)
    return lacking


def main(root: Path = ROOT) -> int:
    """Update both catalogues and tell what is left to translate."""
    lacking = update(root)
    for language, words in lacking.items():
        sys.stdout.writelines(f"{language}: {word}\n" for word in words)
    return 1 if any(lacking.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
