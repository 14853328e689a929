"""A digest as one reader's mail: in their language, and safe whatever a headline holds."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.packs import Pack
from language.text import clean, squeeze
from reports.digest import Digest, write
from reports.outbox import Letter
from tests.reports.making import composed, row, source

SITE = "https://desk.example/"
HOSTILE = [
    "<script>alert(1)</script>",
    "</title></td></table><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "{{ digest }} {% include 'x' %} {count} %(a)s",
    "a & b < c > d 'e'",
    "<style>p{}</style><link rel=stylesheet href=//evil.example/x.css>",
    "<!-- ]]> -->",
]


class Tags(HTMLParser):
    """The elements of a page with their attributes' names, and its links with their words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[tuple[str, str]] = []
        self.is_in_link = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", ""))
            self.is_in_link = True

    def handle_endtag(self, tag: str) -> None:
        self.is_in_link = self.is_in_link and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.is_in_link:
            address, words = self.links[-1]
            self.links[-1] = (address, words + data)


def told(digest: Digest, pack: Pack, language: str = "vi") -> Letter:
    return write(digest, pack, recipient="lai@songtrong.example", name="Lài", language=language, site=SITE)


def test_a_letter_belongs_to_its_edition_and_reader(pack: Pack) -> None:
    letter = told(composed(row()), pack)
    assert (letter.edition, letter.recipient) == ("daily:2026-10-01", "lai@songtrong.example")
    assert letter.subject == "Điểm báo Lam Giang (tỉnh giả tưởng) ngày 01/10/2026: 1 tin bài"


def test_an_english_reader_gets_an_english_letter(pack: Pack) -> None:
    letter = told(composed(row(tone=-1, copies=2), infrastructure="Infrastructure"), pack, "en")
    assert letter.subject == "Lam Giang (a fictional province) press review, 01/10/2026: 1 articles"
    assert '<html lang="en">' in letter.html
    for part in (
        "Here are 1 articles about Lam Giang (a fictional province) up to the morning of 01/10/2026.",
        "Press digest of 01/10/2026 (from 07:00 30/09 to 07:00 01/10)",
        "1 articles, 2 reprints · critical 1 · neutral 0 · positive 0",
        "WHAT MAY NEED AN ANSWER",
        "INFRASTRUCTURE (1)",
        "- Cầu Bến Lội thông xe sớm ba tháng (Báo Sông Trong, 09:30 30/09, +2)\n  https://bao.example/cau",
        "WHAT WAS NOT CHECKED",
        "0 of 0 sources answered.",
    ):
        assert part in letter.text


def test_a_vietnamese_letter_has_no_english_word_of_ours(pack: Pack) -> None:
    letter = told(composed(row(tone=-1), states=(source(),), infrastructure="Hạ tầng"), pack)
    assert '<html lang="vi">' in letter.html
    assert letter.text.startswith("Kính gửi anh/chị, dưới đây là 1 tin bài về Lam Giang")
    for english in (
        "Press digest",
        "critical",
        "reprints",
        "NEED AN ANSWER",
        "NOT CHECKED",
        "sources answered",
    ):
        assert english not in letter.text
        assert english.lower() not in letter.html.lower()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("vi", "0 tin bài"), ("en", "Nothing new about the province in this period.")],
)
def test_an_empty_day_says_so(pack: Pack, language: str, sentence: str) -> None:
    letter = told(composed(), pack, language)
    assert sentence in f"{letter.subject}\n{letter.text}"
    assert "urgent" not in [name for _, names in Tags(letter.html).seen for name in names]


def test_unchecked_sources_are_named_with_their_reason(pack: Pack) -> None:
    states = (source(state="blocked", outlet="Báo <Gió>", reason="200 + HTML"), source())
    letter = told(composed(states=states), pack, "en")
    assert "- Báo <Gió>: 200 + HTML\n" in letter.text
    assert "1 of 2 sources answered." in letter.text
    assert "Báo &lt;Gió&gt;: 200 + HTML" in letter.html


def test_an_undated_article_shows_no_date(pack: Pack) -> None:
    letter = told(composed(row(published_at=None)), pack)
    assert "- Cầu Bến Lội thông xe sớm ba tháng (Báo Sông Trong)\n" in letter.text


def test_times_are_the_desks_own(pack: Pack) -> None:
    letter = told(composed(row(published_at=datetime(2026, 9, 30, 17, 5, tzinfo=UTC))), pack)
    assert "(Báo Sông Trong, 00:05 01/10)" in letter.text
    assert "00:05 01/10" in letter.html


def test_styles_stand_in_the_elements_where_mail_programs_look(pack: Pack) -> None:
    html = told(composed(row()), pack).html
    assert "<style" not in html
    assert '<h1 style="font-size: 21px' in html


@pytest.mark.parametrize("headline", HOSTILE)
def test_a_hostile_headline_stays_a_text(pack: Pack, headline: str) -> None:
    plain = told(composed(row(tone=-1), infrastructure="x"), pack)
    letter = told(composed(row(tone=-1, title=headline, outlet=headline), infrastructure=headline), pack)
    assert Tags(letter.html).seen == Tags(plain.html).seen
    assert (row().url, headline) in Tags(letter.html).links
    assert f"- {headline} ({headline}, " in letter.text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_headline_reaches_the_reader_unchanged(pack: Pack, text: str) -> None:
    headline = f"T {squeeze(clean(text))}".strip()
    letter = told(composed(row(title=headline)), pack)
    assert (row().url, headline) in Tags(letter.html).links
    assert f"- {headline} (Báo Sông Trong" in letter.text


def test_an_address_cannot_leave_its_attribute(pack: Pack) -> None:
    url = 'https://bao.example/?a="><b>&c=1'
    letter = told(composed(row(url=url)), pack)
    assert url in [link for link, _ in Tags(letter.html).links]
    assert ("b", ()) not in Tags(letter.html).seen
