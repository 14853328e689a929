import gettext
import os
from pathlib import Path

import pytest

from config.words import SOURCE, compile_words

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Day"\nmsgstr "{}"\n'


def put(source: Path, language: str, word: str) -> Path:
    """A catalogue with one word."""
    path = source / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PO.format(word), "utf-8")
    return path


def say(target: Path, language: str) -> str:
    """The word as the program would say it."""
    with (target / language / "LC_MESSAGES" / "django.mo").open("rb") as stream:
        return gettext.GNUTranslations(stream).gettext("Day")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Catalogues in two languages."""
    put(tmp_path / "po", "vi", "Ngày")
    put(tmp_path / "po", "en", "Day")
    return tmp_path / "po"


def test_every_catalogue_is_compiled(source: Path, tmp_path: Path) -> None:
    assert compile_words(tmp_path / "mo", source) == 2
    assert (say(tmp_path / "mo", "vi"), say(tmp_path / "mo", "en")) == ("Ngày", "Day")


def test_what_is_compiled_stays(source: Path, tmp_path: Path) -> None:
    compile_words(tmp_path / "mo", source)
    assert compile_words(tmp_path / "mo", source) == 0


def test_a_changed_catalogue_is_compiled_again(source: Path, tmp_path: Path) -> None:
    compile_words(tmp_path / "mo", source)
    changed = put(source, "vi", "Hôm")
    later = (tmp_path / "mo" / "vi" / "LC_MESSAGES" / "django.mo").stat().st_mtime + 5
    os.utime(changed, (later, later))
    assert (compile_words(tmp_path / "mo", source), say(tmp_path / "mo", "vi")) == (1, "Hôm")


def test_nothing_half_written_is_left(source: Path, tmp_path: Path) -> None:
    compile_words(tmp_path / "mo", source)
    files = [path.name for path in (tmp_path / "mo").rglob("*") if path.is_file()]
    assert files == ["django.mo", "django.mo"]


def test_no_catalogue_is_no_fault(tmp_path: Path) -> None:
    assert compile_words(tmp_path / "mo", tmp_path / "none") == 0


def test_the_programs_own_words_are_compiled(tmp_path: Path) -> None:
    assert compile_words(tmp_path) == len(list(SOURCE.glob("*/LC_MESSAGES/django.po"))) == 2
