import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from tests import factory
from tests.config.conftest import Diembao, Index

pytestmark = pytest.mark.django_db


@pytest.fixture
def stocked(desk: Path, index: Index) -> Path:
    """A desk with two articles, one of them read."""
    bridge = factory.article("Cầu Bến Lội thông xe sớm ba tháng")
    factory.reading(bridge, tone=1)
    school = factory.article(
        "Trường Bến Lội xây thêm phòng học",
        url="https://bao.example/truong",
        published_at=None,
        seen_at=factory.MORNING - timedelta(days=1),
    )
    bridge.refresh_from_db()
    index(bridge, school)
    return desk


@pytest.mark.usefixtures("stocked")
def test_hits_are_two_lines_each_the_newest_first(diembao: Diembao) -> None:
    told = diembao("search", "ben loi")
    at = factory.MORNING.isoformat()
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == f"{at:25} Báo Sông Trong: Cầu Bến Lội thông xe sớm ba tháng"
    assert told.out.splitlines()[-1] == "2 bài / articles"
    assert len(told.out.splitlines()) == 5


@pytest.mark.usefixtures("stocked")
def test_an_undated_article_shows_a_dash(diembao: Diembao) -> None:
    first, second, last = diembao("search", "phong hoc").out.splitlines()
    assert (first[:26].strip(), second.strip(), last) == (
        "—",
        "https://bao.example/truong",
        "1 bài / articles",
    )


@pytest.mark.usefixtures("stocked")
def test_programs_get_hits_and_facets(diembao: Diembao) -> None:
    told = json.loads(diembao("search", "thong xe", "--json").out)
    (hit,) = told["hits"]
    assert told["count"] == 1
    assert told["facets"]["outlet"] == {"bao-song-trong": 1}
    assert {name: hit[name] for name in ("title", "outlet", "lang", "topics", "tone", "published_at")} == {
        "title": "Cầu Bến Lội thông xe sớm ba tháng",
        "outlet": "Báo Sông Trong",
        "lang": "vi",
        "topics": ["infrastructure"],
        "tone": 1,
        "published_at": factory.MORNING.isoformat(),
    }


@pytest.mark.usefixtures("stocked")
def test_the_page_is_as_long_as_asked_and_the_count_is_whole(diembao: Diembao) -> None:
    told = json.loads(diembao("search", "", "--json", "--limit", "1", "--order", "relevance").out)
    assert (told["count"], len(told["hits"])) == (2, 1)
    assert len(json.loads(diembao("search", "", "--json", "--limit", "-3").out)["hits"]) == 1


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(
    ("query", "count"),
    [('báo:"Báo Sông Trong"', 2), ('topic:"hạ tầng" lang:Vietnamese', 1), ("báo:Tin Sáng", 0)],
)
def test_a_query_may_say_what_values_are_called(query: str, count: int, diembao: Diembao) -> None:
    assert diembao("search", query).out.splitlines()[-1] == f"{count} bài / articles"


@pytest.mark.usefixtures("stocked")
def test_a_pack_that_cannot_be_read_is_one_sentence(settings: Settings, diembao: Diembao) -> None:
    settings.PACK = "khong-co"
    told = diembao("search", "lũ")
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert "không có gói “khong-co”" in told.err


@pytest.mark.usefixtures("stocked")
def test_nothing_found_is_no_fault(diembao: Diembao) -> None:
    told = diembao("search", "xyzxyz")
    assert (told.code, told.out, told.err) == (0, "0 bài / articles\n", "")


@pytest.mark.usefixtures("stocked")
def test_what_the_index_does_not_know_yet_is_said(diembao: Diembao) -> None:
    factory.index_change(
        factory.article("Tin chưa vào chỉ mục"), queued_at=factory.MORNING - timedelta(minutes=3)
    )
    assert diembao("search", "chua vao").out.splitlines() == [
        "0 bài / articles",
        (
            "Còn 1 bài chưa vào chỉ mục, cũ nhất 3 phút."
            " / 1 article is not in the index yet, the oldest for 3 minutes."
        ),
    ]
    told = json.loads(diembao("search", "chua vao", "--json").out)
    assert told["lag"] == {"waiting": 1, "since": "2026-10-01T00:57:00+00:00"}


@pytest.mark.usefixtures("stocked")
def test_what_waits_since_a_moment_is_not_worth_a_word(diembao: Diembao) -> None:
    factory.index_change(factory.article("Tin vừa về"))
    assert diembao("search", "vua ve").out == "0 bài / articles\n"
    assert "lag" not in json.loads(diembao("search", "vua ve", "--json").out)


@pytest.mark.usefixtures("stocked")
def test_days_are_counted_back_from_the_desks_day(diembao: Diembao) -> None:
    assert diembao("search", "ngày:hôm nay").out.splitlines()[-1] == "1 bài / articles"
    assert diembao("search", "ngày:hôm qua").out.splitlines()[-1] == "1 bài / articles"


@pytest.mark.usefixtures("stocked")
def test_programs_get_every_topic_and_place(diembao: Diembao, index: Index) -> None:
    row = factory.article("Cảng Mỹ Lâm mở bến")
    factory.reading(row, topics=[("infrastructure", 0.9), ("investment", 0.6)], places=[("cua-tram", 0, 4)])
    row.refresh_from_db()
    index(row)
    (hit,) = json.loads(diembao("search", "cang", "--json").out)["hits"]
    assert hit == {
        "id": row.id,
        "url": row.canonical_url,
        "title": "Cảng Mỹ Lâm mở bến",
        "published_at": factory.MORNING.isoformat(),
        "outlet": "Báo Sông Trong",
        "lang": "vi",
        "topics": ["infrastructure", "investment"],
        "tone": 0,
        "places": ["cua-tram"],
    }


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(
    ("step", "bars"),
    [
        ("day", {"2026-09-30": 1, "2026-10-01": 1}),
        ("week", {"2026-09-28": 2}),
        ("month", {"2026-09-01": 1, "2026-10-01": 1}),
        ("quarter", {"2026-07-01": 1, "2026-10-01": 1}),
    ],
)
def test_articles_are_counted_by_any_step(diembao: Diembao, step: str, bars: dict[str, int]) -> None:
    assert json.loads(diembao("search", "", "--json", "--histogram", step).out)["histogram"] == bars
    lines = diembao("search", "", "--histogram", step).out.splitlines()
    assert lines[4:-1] == [f"{day:25} {count}" for day, count in bars.items()]


def test_nothing_found_has_an_empty_histogram(stocked: Path, diembao: Diembao) -> None:
    told = json.loads(diembao("search", "xyzxyz", "--json", "--histogram", "week").out)
    assert (told["count"], told["histogram"]) == (0, {})


def test_more_than_a_page_can_hold_is_read_page_by_page(stocked: Path, diembao: Diembao) -> None:
    told = json.loads(diembao("search", "", "--json", "--limit", "10001").out)
    assert (told["count"], len(told["hits"])) == (2, 2)


@pytest.mark.usefixtures("stocked")
def test_all_hits_are_written_for_spreadsheets(diembao: Diembao, tmp_path: Path) -> None:
    target = tmp_path / "lu.csv"
    told = diembao("search", "ben loi", "--export", str(target))
    assert (told.code, told.out) == (0, f"{target}: 2 bài / articles\n")
    text = target.read_bytes().decode("utf-8-sig")
    head, first, second = csv.reader(io.StringIO(text, newline=""))
    assert head[:4] == ["Tiêu đề", "Cơ quan báo chí", "Xuất bản", "Liên kết"]
    assert first[:3] == ["Cầu Bến Lội thông xe sớm ba tháng", "Báo Sông Trong", "2026-10-01 08:00"]
    assert second[2:4] == ["", "https://bao.example/truong"]


@pytest.mark.usefixtures("stocked")
def test_all_hits_are_written_for_programs(diembao: Diembao, tmp_path: Path) -> None:
    target = tmp_path / "lu.jsonl"
    diembao("search", "ben loi", "--export", str(target))
    hits = json.loads(diembao("search", "ben loi", "--json").out)["hits"]
    assert [json.loads(line) for line in target.read_text("utf-8").splitlines()] == hits


@pytest.mark.usefixtures("stocked")
def test_a_file_is_written_whole_or_not_at_all(diembao: Diembao, tmp_path: Path) -> None:
    (tmp_path / "lu.csv").mkdir()
    told = diembao("search", "ben loi", "--export", str(tmp_path / "lu.csv"))
    assert (told.code, told.out) == (2, "")
    assert told.sentences == [f"{tmp_path / 'lu.csv'}: không ghi được / cannot be written: Is a directory"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.usefixtures("stocked")
def test_a_folder_that_is_not_there_is_a_sentence(diembao: Diembao, tmp_path: Path) -> None:
    told = diembao("search", "lu", "--export", str(tmp_path / "nowhere" / "lu.csv"))
    assert (told.code, len(told.sentences)) == (2, 1)
    assert told.sentences[0].endswith("cannot be written: No such file or directory")


def test_what_is_like_an_article_is_told_without_its_copies(
    desk: Path, diembao: Diembao, index: Index
) -> None:
    body = "Nước sông Trầm đổi màu, dân Bình Khê vớt cá chết."
    first = factory.article("Cá chết trắng sông Trầm ở Bình Khê", body=body)
    copy = factory.article("Cá chết trắng sông Trầm ở Bình Khê", body=body, copy_of=first)
    other = factory.article("Dân Bình Khê vớt cá chết trên sông Trầm", body=body)
    index(first, copy, other, factory.article("Giá lúa tăng"))
    told = json.loads(diembao("search", "--like", str(first.id), "--json").out)
    assert (told["count"], [hit["id"] for hit in told["hits"]]) == (1, [other.id])
    assert diembao("search", "--like", str(first.id)).out.splitlines()[-1] == "1 bài / articles"


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Give either a query or --like ID."),
        (("lu", "--like", "1"), "Give either a query or --like ID."),
        (("--like", "1", "--histogram", "day"), "--like goes with --limit and --json only."),
        (("--like", "999999"), "There is no article 999999."),
        (("lu", "--export", "lu.xlsx"), "the file's name must end in .csv or .jsonl."),
        (
            ("lu", "--order", "relevance", "--limit", "10001"),
            "By relevance there are 10,000 articles at most; without --order all come by time.",
        ),
    ],
)
def test_what_does_not_go_together_is_a_sentence(
    diembao: Diembao, words: tuple[str, ...], sentence: str
) -> None:
    told = diembao("search", *words)
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert told.sentences[0].endswith(f"/ {sentence}")


@pytest.mark.parametrize("query", ["(cau OR", "cau AND", "tone:gian", '"cau', "ngay:2026-13-01"])
def test_a_wrong_query_is_a_caret_and_a_sentence(query: str, desk: Path, diembao: Diembao) -> None:
    told = diembao("search", query)
    line, caret, sentence = told.err.rstrip("\n").split("\n")
    assert (told.code, told.out, line) == (2, "", query)
    assert set(caret) <= {" ", "^"}
    assert "^" in caret
    assert " / " in sentence


def test_a_wrong_query_is_wrong_for_programs_too(desk: Path, diembao: Diembao) -> None:
    told = diembao("search", "(cau", "--json")
    assert (told.code, told.out) == (2, "")


def test_no_index_yet_is_one_sentence(desk: Path, diembao: Diembao) -> None:
    told = diembao("search", "cau")
    assert (told.code, told.out) == (2, "")
    assert told.sentences == [
        (
            f"Chưa có chỉ mục ở {desk}/index: hãy lập chỉ mục trước."
            f" / There is no index at {desk}/index yet: build it first."
        )
    ]


def test_an_index_of_another_version_is_one_sentence(stocked: Path, diembao: Diembao) -> None:
    index = stocked / "index"
    live = index / (index / "live").read_text("utf-8").strip()
    (live / "diembao.json").write_text('{"schema": 0, "analysis": 0}', "utf-8")
    told = diembao("search", "cau")
    assert (told.code, len(told.sentences)) == (2, 1)
    assert told.err.startswith(f"Chỉ mục {live} do phiên bản khác lập hoặc bị hỏng")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://127.0.0.1:9/thu", "Không nối được tới Elasticsearch ở http://127.0.0.1:9"),
        ("ftp://may/thu", "Không hiểu địa chỉ tìm kiếm ftp://…/thu"),
        ("tantivy://thu", "Không hiểu địa chỉ tìm kiếm tantivy://…"),
    ],
)
def test_an_engine_that_is_away_is_a_sentence(
    url: str, sentence: str, desk: Path, settings: Settings, diembao: Diembao
) -> None:
    settings.SEARCH_URL = url
    told = diembao("search", "cau")
    assert (told.code, told.out) == (2, "")
    assert told.sentences[-1].startswith(sentence)
    assert " / " in told.sentences[-1]
