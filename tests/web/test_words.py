import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from config import words_extract
from config.words_extract import LANGUAGES, merge, missing, path_of, read, said, update
from tests.words import PLAIN_STORAGE, prepare

PLACES = re.compile(r"%\(\w+\)[sd]|%%|</?\w+>")
CODE = 'from django.utils.translation import gettext as _, pgettext\n\nx = _("Day"), pgettext("sky", "Day")\n'
PAGE = """{% load i18n %}
<p>
    {% translate "Hello" %}
      {% blocktranslate count n=2 %}{{ n }} fish{% plural %}{{ n }} fishes{% endblocktranslate %}
  {# a bracket ( in a comment #}
</p>
"""


def ids(catalogue: Catalog) -> set[tuple[str | None, str]]:
    return {(message.context, first(message)) for message in catalogue if message.id}


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def strings(message: Message) -> list[str]:
    told = message.string or ""
    return [told] if isinstance(told, str) else list(told)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "web" / "templates").mkdir(parents=True)
    (tmp_path / "web" / "code.py").write_text(CODE, "utf-8")
    (tmp_path / "web" / "templates" / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "web" / "look.css").write_text("_('no')", "utf-8")
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_and_none_is_left_over(language: str) -> None:
    catalogue = read(language)
    assert ids(catalogue) == ids(said())
    assert (missing(catalogue), [m.id for m in catalogue if m.id and m.fuzzy]) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_of_values(language: str) -> None:
    for message in read(language):
        if message.id:
            wanted = set(PLACES.findall(first(message)))
            assert [set(PLACES.findall(string)) for string in strings(message)] == [wanted] * len(
                strings(message)
            )


def test_the_english_words_are_those_of_the_code() -> None:
    assert [m.id for m in read("en") if m.id and m.string != m.id] == []


def test_vietnamese_has_one_form_of_plural() -> None:
    assert {len(strings(m)) for m in read("vi") if m.id and not isinstance(m.id, str)} == {1}


def test_the_catalogues_are_written_as_the_program_writes_them(tmp_path: Path) -> None:
    for package in words_extract.SPEAKING:
        (tmp_path / package).symlink_to(words_extract.ROOT / package)
    for language in LANGUAGES:
        target = path_of(language, tmp_path)
        target.parent.mkdir(parents=True)
        target.write_bytes(path_of(language).read_bytes())
    update(tmp_path)
    assert [path_of(x, tmp_path).read_text("utf-8") == path_of(x).read_text("utf-8") for x in LANGUAGES] == [
        True,
        True,
    ]


def test_words_are_found_in_code_and_in_templates(tree: Path) -> None:
    assert ids(said(tree)) == {(None, "Day"), ("sky", "Day"), (None, "Hello"), (None, "%(n)s fish")}


def test_new_words_wait_for_vietnamese_and_speak_english_already(tree: Path) -> None:
    lacking = update(tree)
    assert (len(lacking["vi"]), lacking["en"]) == (4, [])
    english = {first(message): strings(message) for message in read("en", tree)}
    assert english["%(n)s fish"] == ["%(n)s fish", "%(n)s fishes"]


def test_a_translation_stays_and_what_nobody_says_goes(tree: Path) -> None:
    update(tree)
    path = path_of("vi", tree)
    path.write_text(
        path.read_text("utf-8").replace('msgid "Hello"\nmsgstr ""', 'msgid "Hello"\nmsgstr "Chào"'), "utf-8"
    )
    (tree / "web" / "code.py").write_text("", "utf-8")
    update(tree)
    kept = {first(message): strings(message) for message in read("vi", tree) if message.id}
    assert kept == {"Hello": ["Chào"], "%(n)s fish": [""]}


def test_a_fuzzy_translation_is_none() -> None:
    old = Catalog("vi")
    old.add("Day", "Ngày", flags=["fuzzy"])
    spoken = Catalog()
    spoken.add("Day")
    assert missing(merge(spoken, old)) == ["Day"]


def test_the_tests_home_is_made_where_none_is_given() -> None:
    surroundings: dict[str, str] = {}
    home = prepare(surroundings)
    assert surroundings == {"DIEMBAO_HOME": str(home), "DIEMBAO_STATIC_STORAGE": PLAIN_STORAGE}
    assert sorted(path.name for path in home.iterdir()) == ["locale", "static"]


def test_a_home_that_is_given_is_kept(tmp_path: Path) -> None:
    given = {"DIEMBAO_HOME": str(tmp_path), "DIEMBAO_STATIC_STORAGE": "other"}
    assert (prepare(given), given["DIEMBAO_STATIC_STORAGE"]) == (tmp_path, "other")
    assert (tmp_path / "locale" / "vi" / "LC_MESSAGES" / "django.mo").exists()
