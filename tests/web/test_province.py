import pytest
from django.test import RequestFactory
from django.utils import translation

from tests import factory
from web import province
from web.frame import frame, ways


@pytest.mark.parametrize(
    ("language", "title", "topic", "place"),
    [
        ("vi", "Lam Giang (tỉnh giả tưởng)", "Y tế", "Lam Giang"),
        ("en", "Lam Giang (a fictional province)", "Health", "Lam Giang"),
    ],
)
def test_the_pack_speaks_the_readers_language(language: str, title: str, topic: str, place: str) -> None:
    with translation.override(language):
        assert (province.title(), province.topic("health"), province.place("lam-giang")) == (
            title,
            topic,
            place,
        )


def test_a_place_without_a_name_in_the_language_keeps_its_vietnamese_one() -> None:
    with translation.override("en"):
        assert province.place("lam-giang-cu") == "Lam Giang cũ"


def test_codes_nobody_knows_stand_for_themselves() -> None:
    assert (province.topic("no-topic"), province.place("no-place")) == ("no-topic", "no-place")


def test_a_request_that_no_one_is_behind_has_no_ways(rf: RequestFactory) -> None:
    assert ways(rf.get("/")) == []


@pytest.mark.django_db
def test_the_frame_offers_the_other_language(rf: RequestFactory) -> None:
    request = rf.get("/sources")
    request.user = factory.officer()
    told = frame(request)
    assert (told["language"], told["other_language"]) == ("vi", ("en", "English"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "here"),
    [("/", ["/"]), ("/search", ["/search"]), ("/sources", ["/sources"]), ("/articles/1", [])],
)
def test_only_the_page_one_is_on_is_marked(rf: RequestFactory, path: str, here: list[str]) -> None:
    request = rf.get(path)
    request.user = factory.officer()
    assert [way.address for way in ways(request) if way.is_here] == here
