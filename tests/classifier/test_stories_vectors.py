"""An article as a vector: what is in it, and that packing loses nothing."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.stories import Item, item, pack, unpack
from classifier.stories_vectors import MOST_TERMS, UNDATED
from classifier.stories_words import fact_terms, load, pair_terms, single_terms
from language.text import fold
from tests.classifier.events_told import BRIDGE, FIRE, NOW, article


def weight(one: Item, term: int) -> float:
    return float(one.vector[np.searchsorted(one.terms, term)])


def like(one: Item, other: Item) -> float:
    _, mine, theirs = np.intersect1d(one.terms, other.terms, return_indices=True)
    return float(one.vector[mine] @ other.vector[theirs])


def test_the_terms_are_in_order_and_the_vector_is_of_length_one() -> None:
    one = article(1, FIRE[0])
    assert (np.diff(one.terms.astype(np.int64)) > 0).all()
    assert float(one.vector @ one.vector) == pytest.approx(1, abs=1e-5)


def test_words_pairs_and_facts_are_terms() -> None:
    one = article(1, FIRE[0])
    wanted = [*single_terms(["thieu"]), *pair_terms(["thieu", "rui"]), *fact_terms({"cua tram", "38"})]
    assert set(wanted) <= set(one.terms)


def test_a_headline_weighs_more_than_a_body() -> None:
    term = int(single_terms(["ghenh"])[0])
    body = "Tin từ bến sông chiều nay, nước lên chậm."
    above = item(1, "Ghềnh đá", body, NOW, "", "vi")
    below = item(2, "Bến sông", f"{body} ghềnh", NOW, "", "vi")
    assert weight(above, term) > weight(below, term)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    one = item(1, "", "người ghềnh", NOW, "", "vi")
    common, rare = (int(single_terms([word])[0]) for word in ("nguoi", "ghenh"))
    assert weight(one, rare) > 2 * weight(one, common)


def test_articles_of_one_event_are_more_alike_than_of_two() -> None:
    fire, again, bridge = article(1, FIRE[0]), article(2, FIRE[1]), article(3, BRIDGE[0])
    assert like(fire, again) > 3 * like(fire, bridge)


def test_lost_accents_and_capitals_leave_what_the_words_have_in_common() -> None:
    plain = item(2, fold(FIRE[0][0]), fold(FIRE[0][1]), NOW, "", "vi")
    assert like(article(1, FIRE[0]), plain) >= 0.7


def test_no_more_than_so_many_terms_are_kept_and_the_rare_ones_stay() -> None:
    words = [f"tu{number}" for number in range(290)]
    one = item(1, "ghềnh đá", " ".join(words), NOW, "", "vi")
    assert len(one.terms) == MOST_TERMS
    assert int(single_terms(["ghenh"])[0]) in one.terms


@pytest.mark.parametrize(("title", "body"), [("", ""), ("…", "!?")])
def test_a_text_without_words_has_no_terms(title: str, body: str) -> None:
    one = item(1, title, body, NOW, "", "vi")
    assert (one.terms.tolist(), unpack(1, NOW, pack(one)).terms.tolist()) == ([], [])


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 10, 4, 17, 30, tzinfo=UTC), date(2026, 10, 5)),
        (datetime(2026, 10, 4, 16, 30, tzinfo=UTC), date(2026, 10, 4)),
        (UNDATED, None),
    ],
)
def test_the_day_is_the_desk_s(at: datetime, day: date | None) -> None:
    assert item(1, "Tin", "", at, "", "vi").told.day == day


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=600), st.sampled_from(["vi", "en", "zh", "xx"]))
def test_what_is_unpacked_is_what_was_packed(title: str, body: str, lang: str) -> None:
    one = item(7, title, body, NOW, "báo\tgió", lang)
    again = unpack(7, NOW, pack(one))
    assert (again.id, again.at, again.lang, again.told) == (one.id, one.at, one.lang, one.told)
    assert again.terms.tolist() == one.terms.tolist()
    assert again.vector.tolist() == one.vector.tolist()
    assert pack(again) == pack(one)


def test_a_packed_article_is_small() -> None:
    words = " ".join(f"từ{number} Hòn{number} Nghê" for number in range(400))
    assert len(pack(item(1, "Một tựa rất dài " * 12, words, NOW, "bao-song-trong", "vi"))) <= 2560


def test_half_a_sign_is_packed_as_well() -> None:
    one = item(1, "Tựa \ud83d", "Thân \ud83d bài", NOW, "", "vi")
    assert unpack(1, NOW, pack(one)).told == one.told


def test_the_shipped_words_are_read_once() -> None:
    assert load() is load()
