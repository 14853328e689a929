import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import suggest
from search.fields import field_named
from search.names import Name, Names
from search.suggest import FIELDS, Choice, Typed, read

PRESS = [
    Choice("bao-lam-giang", "Báo Lam Giang"),
    Choice("nam-viet", "Hãng tin Nam Việt"),
    Choice("lam-bao", "Lâm báo"),
]
NAMES = Names(Name("outlet", choice.value, choice.name) for choice in PRESS)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("quang n", Typed("", ("quang", "n"))),
        ("lũ OR quang n", Typed("lũ OR ", ("quang", "n"))),
        ("lũ NEAR/5 qu", Typed("lũ NEAR/5 ", ("qu",))),
        ("(a OR b) lu", Typed("(a OR b) ", ("lu",))),
        ("(lu", Typed("(", ("lu",))),
        ("-quan", Typed("-", ("quan",))),
        ("lũ =ma", Typed("lũ =", ("ma",))),
        ("tone:-1 lu l", Typed("tone:-1 ", ("lu", "l"))),
        ('"quang n', Typed('"', ("quang", "n"))),
        ("lũ “quang n", Typed("lũ “", ("quang", "n"))),
        ('"a b" quang n', Typed('"a b" ', ("quang", "n"))),
        ("title:qua", Typed("title:", ("qua",))),
        ('tiêu đề:"quang n', Typed('tiêu đề:"', ("quang", "n"))),
        ("báo:lam", Typed("báo:", field="outlet", value="lam")),
        ("-báo:lam", Typed("-báo:", field="outlet", value="lam")),
        ("báo：", Typed("báo:", field="outlet")),
        ("chủ đề:ha", Typed("chủ đề:", field="topic", value="ha")),
        ("lũ chủ đề:ha", Typed("lũ chủ đề:", field="topic", value="ha")),
        ('place:"Ben L', Typed("place:", field="place", value="Ben L")),
    ],
)
def test_the_end_that_can_be_completed_is_found(query: str, expected: Typed) -> None:
    assert read(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "",
        "quang ",
        "AND",
        "lũ OR",
        "a)",
        '"a b"',
        "sorce:x",
        'sorce:"x',
        "10:30",
        "qua*",
        "-",
        "=",
        "title:",
        '"',
        "x" * 201,
    ],
)
def test_where_nothing_can_be_completed_nothing_is(query: str) -> None:
    assert read(query) is None


@given(st.text(max_size=60))
def test_what_stands_before_the_end_stays(query: str) -> None:
    typed = read(query)
    if typed is not None:
        assert query.replace("：", ":").startswith(typed.head)


def test_values_that_begin_so_come_before_those_that_contain_it() -> None:
    told = suggest.values(Typed("báo:", field="outlet", value="lam"), PRESS, NAMES)
    assert [(one.query, one.shown, one.code) for one in told] == [
        ('báo:"Lâm báo" ', "Lâm báo", "lam-bao"),
        ('báo:"Báo Lam Giang" ', "Báo Lam Giang", "bao-lam-giang"),
    ]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("n", ["nam-viet"]),
        ("viet", ["nam-viet"]),
        ("giang", ["bao-lam-giang"]),
        ("ang", ["bao-lam-giang", "nam-viet"]),
        ("g", ["bao-lam-giang"]),
        ("(", []),
    ],
)
def test_a_later_word_counts_less_and_a_piece_of_one_least(typed: str, codes: list[str]) -> None:
    told = suggest.values(Typed("báo:", field="outlet", value=typed), PRESS, NAMES)
    assert [one.code for one in told] == codes


def test_after_the_colon_alone_all_values_are_offered_as_they_come() -> None:
    press = [Choice(str(n), f"Báo {n}") for n in range(20)]
    told = suggest.values(Typed("báo:", field="outlet"), press, NAMES)
    assert [one.code for one in told] == [str(n) for n in range(suggest.MOST)]


def test_a_value_with_spaces_is_put_into_quotes() -> None:
    told = suggest.values(Typed("nguồn:", field="source"), [Choice("tin moi (2)", "Tin mới")], NAMES)
    assert told[0].query == 'nguồn:"tin moi (2)" '


@pytest.mark.parametrize(
    ("field", "choice", "written"),
    [
        ("outlet", Choice("nam-viet", "Hãng tin Nam Việt"), '"Hãng tin Nam Việt"'),
        ("outlet", Choice("nam-viet", "Nam-Việt"), "Nam-Việt"),
        ("outlet", Choice("nam-viet", "Lâm báo"), "nam-viet"),
        ("outlet", Choice("nam-viet", "Báo “Mới”"), "nam-viet"),
        ("outlet", Choice("nam-viet", "Báo *"), "nam-viet"),
        ("topic", Choice("health", "Y tế"), "health"),
        ("tone", Choice("-1", "tiêu cực"), '"tiêu cực"'),
        ("about", Choice("1", "có"), "có"),
    ],
)
def test_a_name_is_written_only_where_it_is_read_as_its_value(
    field: str, choice: Choice, written: str
) -> None:
    told = suggest.values(Typed("x:", field=field), [choice], NAMES)
    assert [(one.query, one.shown, one.code) for one in told] == [
        (f"x:{written} ", choice.name, choice.value)
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("bao",), ["báo:"]),
        (("chu", "d"), ["chủ đề:"]),
        (("lũ", "ngay"), ["lũ ngày:"]),
        (("to",), ["topic:", "tone:"]),
        (("b",), []),
        (("xyz",), []),
        ((), []),
    ],
)
def test_the_names_of_fields_are_completed(words: tuple[str, ...], expected: list[str]) -> None:
    assert [one.query for one in suggest.names(Typed("", words))] == expected


@pytest.mark.parametrize(("field", "called"), FIELDS.items())
def test_every_name_that_is_offered_is_understood(field: str, called: tuple[str, ...]) -> None:
    assert [field_named(name) for name in called] == [field, field]


@pytest.mark.parametrize(
    ("word", "is_one"), [("KHÔNG", True), ("NEAR/5", True), ("GẦN", True), ("không", False), ("OR5", False)]
)
def test_an_operator_is_known_by_its_capitals(word: str, *, is_one: bool) -> None:
    assert suggest.is_operator(word) is is_one
