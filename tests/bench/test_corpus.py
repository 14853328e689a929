from collections import Counter
from datetime import timedelta
from itertools import islice
from statistics import mean

import pytest

from bench import corpus
from language.tokens import streams
from search.model import Document

COUNT = 3000


@pytest.fixture(scope="module")
def made() -> list[Document]:
    return list(corpus.articles(COUNT))


def vietnamese(made: list[Document]) -> list[Document]:
    return [one for one in made if one.lang == "vi"]


def test_the_same_seed_makes_the_same_articles(made: list[Document]) -> None:
    assert list(corpus.articles(COUNT)) == made
    assert next(corpus.articles(1, seed=2)).body != made[0].body


@pytest.mark.parametrize("count", [0, 1, 999, 1001])
def test_as_many_are_made_as_are_asked_for(count: int) -> None:
    assert [one.id for one in corpus.articles(count)] == list(range(1, count + 1))


def test_the_first_ones_say_the_same_however_many_there_are(made: list[Document]) -> None:
    some = list(islice(corpus.articles(10**6), 20))
    assert [(one.title, one.body, one.source) for one in some] == [
        (one.title, one.body, one.source) for one in made[:20]
    ]


def test_they_are_as_long_as_those_of_the_press(made: list[Document]) -> None:
    assert 2400 < mean(len(one.body.encode()) for one in made) < 2800
    assert 400 < mean(len(streams(one.body)[0]) for one in vietnamese(made)) < 480


def test_an_article_repeats_its_words_as_those_of_the_press_do(made: list[Document]) -> None:
    assert 180 < mean(len(set(streams(one.body)[0])) for one in vietnamese(made)) < 240


def test_new_words_keep_coming(made: list[Document]) -> None:
    words = [set(streams(one.body)[0]) for one in vietnamese(made)]
    half, whole = (len(set.union(*words[:size])) for size in (len(words) // 2, len(words)))
    assert half > 6000
    assert whole > 1.25 * half


def test_four_in_five_are_vietnamese_and_every_language_is_there(made: list[Document]) -> None:
    shares = Counter(one.lang for one in made)
    assert 0.76 < shares["vi"] / COUNT < 0.84
    assert set(shares) == set(corpus.SHARES)


def test_a_source_is_as_busy_as_one_divided_by_its_rank(made: list[Document]) -> None:
    shown = Counter(one.source for one in made)
    first, tenth = (shown[corpus.outlets(corpus.SOURCES)[rank].source] for rank in (0, 9))
    assert 6 < first / tenth < 16
    assert len(shown) > 300


def test_sources_are_all_different_and_keep_to_one_language() -> None:
    shown = corpus.outlets(corpus.SOURCES)
    assert len({one.source for one in shown}) == corpus.SOURCES
    assert len({one.outlet for one in shown}) == len({(one.outlet, one.lang, one.country) for one in shown})


def test_dates_run_through_three_years_in_the_order_of_numbers(made: list[Document]) -> None:
    dates = [one.published_at for one in made if one.published_at]
    assert dates == sorted(dates)
    assert (dates[0], (dates[-1] - dates[0]).days) == (corpus.FIRST_AT, 1094)


@pytest.mark.parametrize("count", [10, 10**6, 10**8])
def test_the_last_of_any_number_comes_out_on_the_last_day(count: int) -> None:
    last = corpus.FIRST_AT + corpus.SPAN
    assert abs(last - corpus.SPAN / count - corpus.published(count - 1, count)) < timedelta(seconds=1)


def test_facets_have_values_to_count(made: list[Document]) -> None:
    assert {one.tone for one in made} == {-1, 0, 1}
    assert len({topic for one in made for topic in one.topics}) == 16
    assert len({place for one in made for place in one.places}) > 40
    assert {one.about for one in made} == {True, False}
