"""Values of fields by what people call them: whole names, parts of them, and what is no value at all."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import QueryError
from search.fields import read_tag
from search.names import CLOSED, Name, Names
from search.query import parse
from search.refusals import MOST_TERMS
from search.tree import And, Node, Not, Or, Tag, phrase, tag

CALLED = [
    Name("topic", "environment", "Môi trường – thiên tai"),
    Name("topic", "environment", "Environment and disasters"),
    Name("topic", "culture_tourism", "Văn hóa – du lịch"),
    Name("topic", "economy", "Kinh tế"),
    Name("outlet", "bao-lam-giang", "Báo Lam Giang"),
    Name("outlet", "nam-viet", "Hãng tin Nam Việt (NVA)"),
    Name("outlet", "the-thao", "Thể Thao"),
    Name("source", "lam-giang-tin", "Báo Lam Giang"),
    Name("source", "lam-giang-xa-hoi", "Báo Lam Giang"),
    Name("place", "tan-an", "Tân An"),
    Name("place", "tan-an-xa", "Tấn Ẩn"),
    Name("place", "phuoc-dien", "Phước Điền"),
    Name("country", "JP", "Nhật Bản"),
    Name("country", "JP", "Nhật"),
    Name("country", "JP", "Japan"),
    Name("country", "US", "Mỹ"),
    Name("country", "MY", "Malaysia"),
    Name("lang", "en", "Tiếng Anh"),
    Name("kind", "ministry", "Báo bộ, ngành"),
    Name("kind", "provincial", "Báo địa phương"),
]
NAMES = Names(CALLED)


@pytest.mark.parametrize(
    ("field", "value", "codes"),
    [
        ("topic", "environment", ["environment"]),
        ("topic", "Môi trường – thiên tai", ["environment"]),
        ("topic", "moi truong - thien tai", ["environment"]),
        ("topic", "thiên tai", ["environment"]),
        ("topic", "DISASTERS", ["environment"]),
        ("topic", "disaster", ["environment"]),
        ("topic", "Văn hoá", ["culture_tourism"]),
        ("topic", "culture tourism", ["culture_tourism"]),
        ("topic", "kinh", []),
        ("outlet", "Báo Lam Giang", ["bao-lam-giang"]),
        ("outlet", "lam giang", ["bao-lam-giang"]),
        ("outlet", "Báo Thể Thao", ["the-thao"]),
        ("outlet", "Nam Việt", ["nam-viet"]),
        ("outlet", "NVA", ["nam-viet"]),
        ("source", "Báo Lam Giang", ["lam-giang-tin", "lam-giang-xa-hoi"]),
        ("place", "Tân An", ["tan-an"]),
        ("place", "tan an", ["tan-an", "tan-an-xa"]),
        ("place", "tan-an", ["tan-an"]),
        ("place", "Tãn An", ["tan-an", "tan-an-xa"]),
        ("place", "phuocdien", ["phuoc-dien"]),
        ("country", "Mỹ", ["us"]),
        ("country", "Mĩ", ["us"]),
        ("country", "my", ["my"]),
        ("lang", "Anh", ["en"]),
        ("kind", "ngành", ["ministry"]),
        ("kind", "", []),
    ],
)
def test_a_value_is_known_by_its_code_its_name_or_a_part_of_it(
    field: str, value: str, codes: list[str]
) -> None:
    assert [one.value for one in NAMES.tags(field, value)] == codes
    assert [one.value for one in NAMES.tags(field, unicodedata.normalize("NFD", value))] == codes


@pytest.mark.parametrize(
    ("field", "value", "near"),
    [
        ("topic", "thien tia", ["Môi trường – thiên tai"]),
        ("country", "Nhạt Bổn", ["Nhật Bản"]),
        ("kind", "báo dịa phươg", ["Báo địa phương"]),
        ("topic", "xyzzy", []),
        ("outlet", "x" * 4_000, []),
        ("tone", "xấu", []),
    ],
)
def test_what_is_written_most_like_it_is_told(field: str, value: str, near: list[str]) -> None:
    assert NAMES.nearest(field, value) == near


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ('chủ đề:"thiên tai"', tag("topic", "environment")),
        ("topic:disaster", tag("topic", "environment")),
        ("topic:(disaster OR Kinh-tế)", Or((tag("topic", "environment"), tag("topic", "economy")))),
        ('nguồn:"Báo Lam Giang"', Or((tag("source", "lam-giang-tin"), tag("source", "lam-giang-xa-hoi")))),
        ('-quốc gia:"Nhật Bản"', Not(tag("country", "JP"))),
        ("quốc gia:Nhật Bản", tag("country", "JP")),
        ("quốc gia:Nhật bão", And((tag("country", "JP"), phrase("bão")))),
        ("country:JP Nhật Bản", And((tag("country", "JP"), phrase("Nhật"), phrase("Bản")))),
        ("địa bàn:tan-an Phước Điền", And((tag("place", "tan-an"), phrase("Phước"), phrase("Điền")))),
        ("báo:Lam Giang chủ đề:kinh tế", And((tag("outlet", "bao-lam-giang"), tag("topic", "economy")))),
        ('báo:"Báo Lạ"', tag("outlet", "Báo Lạ")),
        ("place:o-dau", tag("place", "o-dau")),
        ("sắc thái:tiêu-cực", Tag("tone", "-1")),
    ],
)
def test_a_query_names_values_as_people_do(query: str, tree: Node) -> None:
    assert parse(query, names=NAMES) == tree


@pytest.mark.parametrize(
    ("query", "position", "length", "hint"),
    [
        ('lũ chủ đề:"thien tia"', 11, 9, "có phải / did you mean: “Môi trường – thiên tai”?"),
        ("country:Japn", 8, 4, "có phải / did you mean: “Japan”?"),
        ("ngôn ngữ:xyzzy", 9, 5, "gõ “ngôn ngữ:” để xem các giá trị / type “lang:” to see its values"),
        ("tone:xấu", 5, 3, "-1, 0, 1 / tiêu cực, trung tính, tích cực"),
    ],
)
def test_what_is_no_value_is_refused_with_what_is_near(
    query: str, position: int, length: int, hint: str
) -> None:
    with pytest.raises(QueryError, match="has no value") as wrong:
        parse(query, names=NAMES)
    assert (wrong.value.position, wrong.value.length, wrong.value.hint) == (position, length, hint)


@pytest.mark.parametrize("query", ["topic:thiên-tai", "country:Japn", 'lang:"tiếng Anh"'])
def test_without_names_a_value_is_a_code_known_or_not(query: str) -> None:
    field, _, value = query.partition(":")
    assert parse(query) == tag(field, value.strip('"'))


def test_each_of_several_values_counts_as_a_term() -> None:
    many = Names(Name("source", f"nguon-{n}", "Báo Lam Giang") for n in range(MOST_TERMS))
    assert isinstance(parse('source:"Báo Lam Giang"', names=many), Or)
    with pytest.raises(QueryError, match="500 terms"):
        parse('source:"Báo Lam Giang" lũ', names=many)


CODES = st.sampled_from(CALLED).map(lambda name: f"{name.field}:{name.code}")
UNKNOWN = st.sampled_from(["outlet:tuoi-nay", "place:o-dau", "source:la/1", "tone:-1", "lũ", '"sông Trầm"'])
SIDES = st.lists(CODES | UNKNOWN, min_size=1, max_size=4)


@given(SIDES, st.sampled_from([" ", " OR ", " -"]))
def test_names_never_change_what_a_query_by_code_finds(sides: list[str], between: str) -> None:
    query = between.join(sides)
    assert parse(query, names=NAMES) == parse(query)


@given(st.sampled_from(CALLED), st.sampled_from([str, str.upper, str.lower]))
def test_every_name_means_its_value(name: Name, written: type[str]) -> None:
    assert tag(name.field, name.code) in NAMES.tags(name.field, written(name.text))


@given(st.sampled_from(sorted({name.field for name in CALLED})), st.text(max_size=12))
def test_any_value_is_read_or_refused(field: str, value: str) -> None:
    try:
        found = read_tag(field, value, 0, NAMES)
    except QueryError:
        assert field in CLOSED or "*" in value
    else:
        assert isinstance(found, Tag | Or)
