import pytest

from language.sequences import in_cyrillic, in_latin


def told(text: str, likeness: float = -1.0, hint: str = "") -> str:
    """The language of a text whose words look so Vietnamese."""
    return in_latin(text, text.split(), likeness, hint)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Obama told reporters", "en"),
        ("Le président a parlé aux journalistes", "fr"),
        ("El presidente habló con los periodistas", "es"),
        ("Der Präsident sprach mit den Journalisten", "de"),
        ("Presiden berbicara kepada para wartawan", ""),
    ],
)
def test_a_language_has_its_sequences(text: str, expected: str) -> None:
    assert told(text) == expected


def test_one_small_word_outweighs_the_names_around_it() -> None:
    assert (told("Bernie Sanders supporters"), told("The Bernie Sanders supporters")) == ("de", "en")


def test_vietnamese_is_only_what_looks_so() -> None:
    assert (told("toi o nha", 0.3), told("toi o nha", -0.3) == "vi") == ("vi", False)


def test_a_hint_tips_the_scales() -> None:
    assert [told("Bernie Sanders supporters", hint=hint) for hint in ("", "en")] == ["de", "en"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Президент подписал указ о новых налогах", "ru"),
        ("Президентът подписа указа за новите данъци днес", ""),
        ("Председник је потписао нови закон о порезима", ""),
    ],
)
def test_russian_is_told_from_its_neighbours(text: str, expected: str) -> None:
    assert in_cyrillic(text, "") == expected


def test_a_text_without_letters_is_no_error() -> None:
    assert told("") in {"en", "fr", "es", "de"}
