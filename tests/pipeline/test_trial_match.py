"""``try match``: queries of a table over documents, with the rules of every trial."""

import codecs
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.rows import LONGEST_LINE, InputMissing
from pipeline.trial_match import names_of
from search.errors import QueryError
from search.names import Name, Names
from search.query import parse
from tests.pipeline.test_trial import Tried, Try, lines, tried

__all__ = ["tried"]

FLOOD: dict[str, Any] = {
    "id": "lu",
    "url": "https://bao-song-trong.example/lu.html",
    "title": "Lũ trên sông Trong",
    "alt_title": "Nước lên từng giờ",
    "body": "Nước sông Trong dâng nhanh, ba xã phải di dời trong đêm.",
    "published": "2026-10-01 06:30",
    "lang": "vi",
    "outlet": "bao-song-trong",
    "source": "bao-song-trong/tin",
    "kind": "provincial",
    "country": "VN",
    "topics": ["environment", ["governance", 0.4]],
    "tone": -1,
    "places": [["xa-dong", 3, 9], "xa-tay", 5],
    "about": True,
}
NAMES = Names(
    [
        Name("outlet", "bao-song-trong", "Báo Sông Trong"),
        Name("topic", "environment", "Môi trường – thiên tai"),
        Name("place", "xa-dong", "xã Đông"),
        Name("kind", "provincial", "Báo địa phương"),
        Name("lang", "vi", "Vietnamese"),
    ]
)
PORT = {"id": "cang", "title": "Cảng mở rộng", "body": "Cảng Mỹ Lâm đón tàu."}


def asked(folder: Path, *queries: str) -> Path:
    """A table of queries, each known by itself."""
    return lines(folder / "Q.tsv", *(f"{query}\t{query}" for query in queries))


def test_each_query_is_told_with_each_document_that_it_finds(tmp_path: Path, tried: Try) -> None:
    queries = asked(tmp_path, "nước", "cảng OR lũ", "khôngcó")
    told = tried("match", lines(tmp_path / "docs.jsonl", PORT, FLOOD), queries=queries)
    assert told.pairs() == [["cảng OR lũ", "cang"], ["nước", "lu"], ["cảng OR lũ", "lu"]]
    assert (told.bad, told.told) == (0, [])


@pytest.mark.parametrize(
    "query",
    [
        "title:giờ",
        "outlet:bao-song-trong source:bao-song-trong/tin",
        "kind:provincial country:VN lang:vi",
        "topic:environment topic:governance",
        "tone:-1 about:1",
        "place:xa-dong place:xa-tay",
        "date:2026-10-01",
        'ngày:"hôm qua"',
    ],
)
def test_what_a_document_carries_is_asked(tmp_path: Path, tried: Try, query: str) -> None:
    queries = asked(tmp_path, query)
    told = tried("match", lines(tmp_path / "docs.jsonl", FLOOD, PORT), queries=queries)
    assert (told.told, told.pairs()) == ([], [[query, "lu"]])


@pytest.mark.parametrize("query", ['ngày:"hôm nay"', "lang:vi", "tone:0 about:0", "-kind:provincial"])
def test_what_a_document_does_not_carry_is_plain(tmp_path: Path, tried: Try, query: str) -> None:
    odd = {**PORT, "lang": 5, "topics": 1, "tone": "vui", "places": {"x": 1}, "about": 0.9, "published": None}
    told = tried("match", lines(tmp_path / "docs.jsonl", odd), queries=asked(tmp_path, query))
    assert told.pairs() == [[query, "cang"]]


def test_a_table_may_be_packed_and_begin_with_a_mark_of_order(tmp_path: Path, tried: Try) -> None:
    queries = tmp_path / "Q.tsv.gz"
    queries.write_bytes(gzip.compress(codecs.BOM_UTF8 + "1\tcảng\r\n\r\n2\tlũ\tsông\r\n".encode()))
    told = tried("match", lines(tmp_path / "docs.jsonl", FLOOD, PORT), queries=queries)
    assert told.pairs() == [["2", "lu"], ["1", "cang"]]


@pytest.mark.parametrize("first", ["id\tquery", "query\tquery", "\ufeffmã\tquery"])
def test_a_first_line_that_names_the_columns_is_no_query(tmp_path: Path, tried: Try, first: str) -> None:
    queries = lines(tmp_path / "Q.tsv", first, "1\tcảng", "2\tquery")
    documents = lines(tmp_path / "docs.jsonl", PORT, {"id": "hoi", "title": "What is a query?"})
    told = tried("match", documents, queries=queries)
    assert (told.told, told.bad, told.pairs()) == ([], 0, [["1", "cang"], ["2", "hoi"]])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"cang", "thiếu “query” / “query” is missing"),
        (b"2\t ", "thiếu “query” / “query” is missing"),
        ("\tcảng".encode(), "thiếu “id” / “id” is missing"),
        ("1\tcảng".encode(), "“id” đã có ở dòng trước / the id stands in an earlier line"),
        (b"2\x01\tcang", "“id” có dấu cách cột, xuống dòng / the id holds a tab or a line break"),
        (b"2\tc\xff", "không phải UTF-8 / not UTF-8"),
        (b"2\t" + b"c" * LONGEST_LINE, "dòng quá dài / the line is too long"),
    ],
    ids=["one cell", "no query", "no id", "twice", "control", "bytes", "long"],
)
def test_a_bad_query_is_named_and_the_others_go_on(tmp_path: Path, tried: Try, line: bytes, why: str) -> None:
    queries = tmp_path / "Q.tsv"
    queries.write_bytes("1\tcảng\n".encode() + line + b"\n3\tcang\n")
    told = tried("match", lines(tmp_path / "docs.jsonl", PORT), queries=queries)
    assert (told.told, told.bad) == ([f"Q.tsv:2: {why}"], 1)
    assert told.pairs() == [["1", "cang"], ["3", "cang"]]


def test_a_query_that_cannot_be_read_is_told_with_its_place_and_hint(tmp_path: Path, tried: Try) -> None:
    queries = lines(tmp_path / "Q.tsv", "1\tcảng", "2\tcảng c*")
    told = tried("match", lines(tmp_path / "docs.jsonl", PORT), queries=queries)
    with pytest.raises(QueryError) as wrong:
        parse("cảng c*")
    assert told.told == [f"Q.tsv:2: ký tự 6 / character 6: {wrong.value.sentence}"]
    assert (told.bad, told.pairs()) == (1, [["1", "cang"]])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "không phải JSON / not JSON"),
        (json.dumps({"title": "Cảng"}), "thiếu “id” / “id” is missing"),
        (json.dumps(PORT), "“id” đã có ở dòng trước / the id stands in an earlier line"),
        (
            json.dumps({"id": "x", "published": "hôm nọ"}),
            "không hiểu ngày đăng / the publication date is not understood: 'hôm nọ'",
        ),
    ],
    ids=["torn", "no id", "twice", "date"],
)
def test_a_bad_document_is_named_and_the_others_go_on(
    tmp_path: Path, tried: Try, line: str, why: str
) -> None:
    path = lines(tmp_path / "docs.jsonl", PORT, line, {**PORT, "id": "cang 2"})
    told = tried("match", path, queries=asked(tmp_path, "cảng"))
    assert (told.told, told.bad) == ([f"docs.jsonl:2: {why}"], 1)
    assert told.pairs() == [["cảng", "cang"], ["cảng", "cang 2"]]


@pytest.mark.parametrize(
    "query",
    ['báo:"Sông Trong"', 'chủ đề:"thiên tai"', 'địa bàn:"Xã Đông"', "kind:provincial", "lang:Vietnamese"],
)
def test_with_names_a_query_may_say_what_values_are_called(tmp_path: Path, tried: Try, query: str) -> None:
    documents = lines(tmp_path / "docs.jsonl", FLOOD, PORT)
    told = tried("match", documents, queries=asked(tmp_path, query, "topic:thientay"), names=NAMES)
    assert told.pairs()[0] == [query, "lu"]
    (line,) = told.told
    assert line.startswith("Q.tsv:2: ký tự 7 / character 7: trường topic không có giá trị “thientay” / the")


@pytest.mark.parametrize("query", ['báo:"Sông Trong"', "topic:thientay"])
def test_without_names_a_value_is_a_code(tmp_path: Path, tried: Try, query: str) -> None:
    told = tried("match", lines(tmp_path / "docs.jsonl", FLOOD), queries=asked(tmp_path, query))
    assert (told.told, told.pairs()) == ([], [])


def test_queries_that_are_not_there_are_said(tmp_path: Path, tried: Try) -> None:
    path = lines(tmp_path / "docs.jsonl", PORT)
    with pytest.raises(InputMissing, match=r"khong-co: không đọc được \("):
        tried("match", path, queries=tmp_path / "khong-co")
    assert list(tmp_path.iterdir()) == [path]


def test_where_no_query_is_good_nothing_is_found(tmp_path: Path, tried: Try) -> None:
    told: Tried = tried("match", lines(tmp_path / "docs.jsonl", PORT), queries=asked(tmp_path, "("))
    assert (told.bad, told.pairs()) == (1, [])


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("a", ("a",)),
        (["a", "b"], ("a", "b")),
        ([["a", 0.9], ["b", 1, 2], []], ("a", "b")),
        ([1, None, "a"], ("a",)),
        ({"a": 1}, ()),
        (None, ()),
    ],
)
def test_names_in_any_of_their_forms(given: object, names: tuple[str, ...]) -> None:
    assert names_of(given) == names
