"""Every name a page shows for a value is understood where a query says it, in both languages."""

import pytest
from django.utils import translation

from search.names import Names
from search.query import parse
from search.tree import Tag, tag
from web import names, province

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def known() -> Names:
    return province.names()


@pytest.mark.parametrize("code", names.KINDS)
def test_kinds_of_press(known: Names, language: str, code: str) -> None:
    with translation.override(language):
        assert known.tags("kind", names.kind(code)) == (tag("kind", code),)


@pytest.mark.parametrize("code", ["vi", "en", "zh", "ja", "ko", "km", "lo", "th", "fr", "ru", "other"])
def test_languages(known: Names, language: str, code: str) -> None:
    with translation.override(language):
        assert known.tags("lang", names.language(code)) == (tag("lang", code),)


@pytest.mark.parametrize("code", ["VN", "US", "GB", "JP", "KR", "KH", "LA", "HK", "MY"])
def test_countries(known: Names, language: str, code: str) -> None:
    with translation.override(language):
        assert known.tags("country", names.country(code)) == (tag("country", code),)


def test_topics_and_places_of_the_pack(known: Names, language: str) -> None:
    pack = province.pack()
    with translation.override(language):
        assert [known.tags("topic", province.topic(spec.code)) for spec in pack.topics] == [
            (tag("topic", spec.code),) for spec in pack.topics
        ]
        for spec in (*pack.provinces, *pack.places):
            assert tag("place", spec.key) in known.tags("place", province.place(spec.key))


@pytest.mark.parametrize("sign", names.TONES)
def test_tones(known: Names, language: str, sign: int) -> None:
    with translation.override(language):
        query = f'tone:"{names.TONES[sign].word}"'
    assert parse(query, names=known) == Tag("tone", str(sign))
