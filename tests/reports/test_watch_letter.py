"""A letter about a catch: what was found, what was held back, why it comes and how to stop it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk.officers import Reader
from desk.telling import Held
from desk.watch_rows import WatchRow
from reports.outbox import Letter
from reports.watch_items import Item, Piece
from reports.watch_letter import Told, edition_of, write, write_stopped
from tests.reports.making import MORNING
from tests.reports.test_letter import HOSTILE, Tags

SITE = "https://desk.example"
OWNER = Reader(4, "lai@songtrong.example", "Lài", "en")
WATCH = WatchRow(
    id=7,
    name="Cầu Bến Lội",
    query='"cầu Bến Lội"',
    owner_id=4,
    owner="Trần Thị Lài",
    team="monitor",
    state="active",
    by_mail=True,
    in_digest=False,
    hook_url="",
    has_feed=False,
    quiet_from=None,
    quiet_until=None,
    ceiling=3,
    office="",
    purpose="",
    decided_by="",
    decided_at=None,
    created_at=MORNING,
    changed_at=MORNING,
    swept_at=None,
)
ITEM = Item(
    id=1,
    title="Cầu Bến Lội thông xe sớm",
    outlet="Báo Sông Trong",
    published_at=datetime(2026, 9, 30, 2, 30, tzinfo=UTC),
    quote=(Piece("Sáng nay, ", is_found=False), Piece("cầu Bến Lội", is_found=True)),
    link=f"{SITE}/articles/1",
    original="https://bao.example/cau",
)


def told(*items: Item, total: int = 0, held: Held | None = None, **watch: str) -> Told:
    shown = items or (ITEM,)
    return Told(replace(WATCH, **watch), "watch:7:2026-10-01:1", shown, total or len(shown), held or Held())  # type: ignore[arg-type]


def letter(given: Told | None = None, reader: Reader = OWNER) -> Letter:
    return write(given or told(), reader, SITE)


def test_a_letter_belongs_to_its_edition_and_reader() -> None:
    made = letter()
    assert (made.edition, made.recipient) == ("watch:7:2026-10-01:1", "lai@songtrong.example")
    assert edition_of(7, date(2026, 10, 1), 1) == made.edition


def test_an_article_stands_with_outlet_date_quote_and_both_links() -> None:
    made = letter()
    assert Tags(made.html).links[:2] == [
        (f"{SITE}/articles/1", "Cầu Bến Lội thông xe sớm"),
        ("https://bao.example/cau", "At the outlet"),
    ]
    assert "<b>cầu Bến Lội</b>" in made.html
    for text in (made.html, made.text):
        assert "Báo Sông Trong" in text
        assert "09:30 30/09/2026" in text
    assert "  Sáng nay, cầu Bến Lội\n  https://desk.example/articles/1\n" in made.text


def test_a_story_that_others_carry_too_is_one_line_that_counts_them() -> None:
    made = letter(told(replace(ITEM, copies=3)))
    assert ">+3 reprints<" in made.html
    assert "09:30 30/09/2026, +3 reprints\n" in made.text
    assert ("reprints" in letter().html, "reprints" in letter().text) == (False, False)


def test_what_has_no_address_has_no_second_link() -> None:
    made = letter(told(replace(ITEM, original="", published_at=None)))
    assert ("At the outlet" in made.html, "At the outlet" in made.text) == (False, False)


@pytest.mark.parametrize(
    ("total", "subject"),
    [
        (1, "Watch “Cầu Bến Lội”: Cầu Bến Lội thông xe sớm"),
        (2, "Watch “Cầu Bến Lội”: 2 articles"),
    ],
)
def test_the_subject_tells_the_one_title_or_how_many(total: int, subject: str) -> None:
    assert letter(told(total=total)).subject == subject


def test_what_was_held_back_is_counted() -> None:
    made = letter(told(total=9, held=Held(quiet=5, ceiling=2)))
    for text in (made.html, made.text):
        assert "5 of them waited for the end of the quiet hours." in text
        assert "2 of them waited for the morning, for the watch tells at most 3 times a day." in text
        assert "and 8 more on the page of the watch" in text


def test_what_was_not_held_back_is_not_spoken_of() -> None:
    made = letter()
    assert ("waited" in made.html, "more on the page" in made.text) == (False, False)


def test_the_letter_says_why_it_comes_and_where_to_stop_it() -> None:
    made = letter()
    assert 'because you keep this watch, which looks for: "cầu Bến Lội"' in made.html
    assert Tags(made.html).links[-1] == (f"{SITE}/watches/7", f"{SITE}/watches/7")
    assert f"To pause it, or to have it told otherwise: {SITE}/watches/7" in made.text


def test_a_team_is_told_whose_watch_it_is() -> None:
    made = letter(reader=replace(OWNER, id=5))
    assert "because Trần Thị Lài shares this watch with your team" in made.text


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_headline_holds_stays_text(text: str) -> None:
    hostile = replace(ITEM, title=text, outlet=text, quote=(Piece(text, is_found=True),))
    made = letter(told(hostile, name=text, query=text))
    assert [tag for tag, _ in Tags(made.html).seen].count("script") == 0
    assert [tag for tag, _ in Tags(made.html).seen] == [tag for tag, _ in Tags(letter().html).seen]


def test_a_stopped_webhook_is_told_once_a_day() -> None:
    made = write_stopped(WATCH, OWNER, SITE, date(2026, 10, 1))
    assert (made.edition, made.subject) == (
        "hook:7:2026-10-01",
        "Watch “Cầu Bến Lội”: the webhook was switched off",
    )
    for text in (made.html, made.text):
        assert "gone for good (410)" in text
        assert f"{SITE}/watches/7" in text


def test_each_reader_reads_their_language() -> None:
    assert 'lang="vi"' in letter(reader=replace(OWNER, language="vi")).html
    assert 'lang="en"' in letter().html
