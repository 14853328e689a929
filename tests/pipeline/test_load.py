"""Articles from a file enter the archive as if fetched; a line that cannot is named and the others go on."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyCase

from archive import notices, pulse
from archive.models import Address, Article, Capture, IndexChange, Job, Outlet, Source, Version
from crawler.model import DateOrigin, Moment
from pipeline import load
from pipeline.context import Context
from pipeline.load import Given, Loaded, article_of, authors_of, chunks, moment_of, outlet_name
from pipeline.rows import BadLine, Row, read_rows
from pipeline.worker import Worker, run_jobs
from tests import factory
from tests.pipeline.making import BODY, TITLE, found, waiting

NOW = factory.MORNING
WHOLE = "\n".join(BODY)


def row(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {"url": f"https://tin.example/{number}", "title": TITLE, "body": WHOLE, **fields}


def put_in(*values: dict[str, Any], now: datetime = NOW) -> tuple[Loaded, list[str]]:
    """Load rows; what went in, and the sentences told."""
    told: list[str] = []
    rows = (Row(number, value) for number, value in enumerate(values, 1))
    return load.load(rows, "tin.jsonl", lambda: now, lambda bad: told.append(str(bad))), told


@pytest.mark.django_db
def test_a_row_becomes_an_article_that_is_to_be_read() -> None:
    given = row(published="2026-10-01T06:30:00+07:00", outlet="Báo Mới", authors=["Hoài An", " Lê Bê "])
    assert put_in(given) == (Loaded(stored=1), [])
    article = Article.objects.get()
    assert (article.title, article.body, article.lang, article.authors) == (
        TITLE,
        WHOLE,
        "vi",
        ["Hoài An", "Lê Bê"],
    )
    assert (article.published_at, article.published_origin) == (
        datetime(2026, 9, 30, 23, 30, tzinfo=UTC),
        "given",
    )
    assert (article.outlet.name, article.outlet.kind) == ("Báo Mới", "import")
    assert waiting() == [("read", f"{article.id}:1")]


@pytest.mark.django_db
def test_a_loaded_address_is_never_fetched_and_its_source_never_polled() -> None:
    put_in(row())
    assert (Address.objects.get().state, Source.objects.get().is_active) == ("stored", False)
    assert not Job.objects.exclude(stage="read").exists()


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing() -> None:
    put_in(row(1), row(2))
    assert put_in(row(1), row(2))[0] == Loaded(known=2)
    assert (Version.objects.count(), len(waiting())) == (2, 2)


@pytest.mark.django_db
def test_the_same_address_written_differently_is_one_article() -> None:
    told, _ = put_in(row(), row(url="HTTP://tin.example/1?utm_source=zalo#dau"))
    assert (told.stored, told.known, Article.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_changed_words_are_a_new_version() -> None:
    put_in(row())
    assert put_in(row(body=f"{WHOLE}\nCập nhật."))[0] == Loaded(stored=1)
    assert (Article.objects.get().version, [key.split(":")[1] for _, key in waiting()]) == (2, ["1", "2"])


@pytest.mark.django_db
def test_a_known_outlet_keeps_its_articles_together() -> None:
    outlet = factory.outlet()
    put_in(row(outlet=outlet.name))
    assert Article.objects.get().outlet == outlet
    assert Outlet.objects.count() == 1


@pytest.mark.django_db
def test_bad_lines_are_told_and_the_others_go_on(tmp_path: Path) -> None:
    lines = [
        json.dumps(row(1)),
        "{",
        json.dumps({"url": "https://tin.example/2", "title": TITLE}),
        json.dumps(row(3, url="tin.example/3")),
        json.dumps(row(4, published="hôm nọ"), ensure_ascii=False),
        json.dumps(row(5)),
    ]
    path = tmp_path / "tin.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    bad: list[str] = []
    told = load.load(read_rows(path, load.NEEDS), path.name, lambda: NOW, lambda one: bad.append(str(one)))
    assert told == Loaded(stored=2, bad=4)
    assert [sentence.split(" / ")[0] for sentence in bad] == [
        "tin.jsonl:2: không phải JSON",
        "tin.jsonl:3: thiếu “body”",
        "tin.jsonl:4: địa chỉ không dùng được",
        "tin.jsonl:5: không hiểu ngày đăng",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"lang": "tiếng Việt có dấu"},
        {"lang": "vi\x00"},
        {"lang": 7},
        {"title": "T" * 3000},
        {"title": "a\x00b\ud83d"},
        {"body": "x\x00\ud83dy"},
        {"outlet": "Báo\x00\ud83d Gió"},
        {"outlet": "B" * 500},
        {"outlet": "\u202e"},
        {"authors": ["\ud83d\x00"]},
        {"published": "2026-10-01\x00"},
        {"published": "1 tháng 10 năm 2026" + " " * 500},
        {"published": ["2026"]},
        {"url": "https://tin.example/" + "x" * 1900},
        {"url": "https://tin.example/\ud83d\x00"},
        {"url": "https://[::1/"},
    ],
    ids=repr,
)
def test_whatever_a_row_holds_the_next_one_is_stored(fields: dict[str, Any]) -> None:
    told, bad = put_in(row(1, **fields), row(2))
    assert (told.stored + told.bad, told.bad) == (2, len(bad))
    assert Article.objects.filter(canonical_url="https://tin.example/2").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "kept"),
    [("vi", "vi"), ("EN", "en"), ("zh-CN", "zh"), ("klingon", "vi"), ("", "vi"), (None, "vi")],
)
def test_a_language_is_taken_as_given_if_it_is_one(given: object, kept: str) -> None:
    put_in(row(lang=given))
    assert Article.objects.get().lang == kept


class AnyRow(PropertyCase):
    """Whatever JSON a row holds, it is stored or told, and the next one goes on."""

    @settings(deadline=None, max_examples=60)
    @given(
        st.fixed_dictionaries(
            {
                "url": st.just("https://tin.example/1") | st.text(max_size=40),
                "title": st.text(),
                "body": st.text(),
            },
            optional={
                name: st.none() | st.text() | st.integers() | st.lists(st.text(), max_size=3)
                for name in ("published", "lang", "outlet", "authors")
            },
        )
    )
    def test_a_row_is_stored_or_told(self, value: dict[str, Any]) -> None:
        told, bad = put_in(value, row(2))
        assert told.stored + told.known == 2 - len(bad)


def test_a_chunk_holds_so_many_and_the_last_what_is_left() -> None:
    rows = [Row(number, {}) for number in range(5)]
    assert [len(chunk) for chunk in chunks(rows, 2)] == [2, 2, 1]
    assert [row for chunk in chunks(rows, 2) for row in chunk] == rows
    assert list(chunks([], 2)) == []


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        (None, Moment(None, "", DateOrigin.NONE)),
        ("", Moment(None, "", DateOrigin.NONE)),
        (
            "01/10/2026 06:30",
            Moment(datetime(2026, 9, 30, 23, 30, tzinfo=UTC), "01/10/2026 06:30", DateOrigin.GIVEN),
        ),
        (
            1790811000,
            Moment(datetime(2026, 9, 30, 23, 30, tzinfo=UTC), "1790811000", DateOrigin.GIVEN, has_zone=True),
        ),
        ("hôm nọ", None),
    ],
)
def test_a_date_is_understood_or_none_or_refused(raw: object, moment: Moment | None) -> None:
    assert moment_of(raw) == moment


@pytest.mark.parametrize(
    ("given", "names"),
    [("Hoài An", ("Hoài An",)), (["A", "", 3, " B  C "], ("A", "B C")), (None, ()), ({"name": "x"}, ())],
)
def test_authors_are_a_name_or_several(given: object, names: tuple[str, ...]) -> None:
    assert authors_of(given) == names


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"outlet": " Báo  Gió "}, "Báo Gió"),
        ({}, "tin.example"),
        ({"outlet": " "}, "tin.example"),
        ({"outlet": 5}, "tin.example"),
    ],
)
def test_an_outlet_is_named_or_the_host_stands_for_it(value: dict[str, Any], name: str) -> None:
    assert outlet_name(value, "https://tin.example/1") == name


def test_a_row_without_a_date_or_authors_is_an_article() -> None:
    made = article_of(Row(1, row()), "tin.jsonl")
    assert isinstance(made, Given)
    assert (made.article.published.at, made.article.authors, made.outlet) == (None, (), "tin.example")


@pytest.mark.parametrize("name", ["title", "body"])
def test_a_field_without_a_readable_sign_is_told(name: str) -> None:
    bad = article_of(Row(9, row() | {name: "\u202e\x00"}), "tin.jsonl")
    assert str(bad) == "tin.jsonl:9: “title” hoặc “body” không có chữ / title or body holds no words"


@pytest.mark.django_db
def test_of_a_row_that_bears_a_secret_mark_only_its_digest_is_kept() -> None:
    body = "TỐI MẬT\nBáo cáo tình hình."
    told, bad = put_in(row(body=body), row(2))
    assert (told.stored, told.bad, Article.objects.count()) == (1, 1, 1)
    assert bad[0].startswith("tin.jsonl:1: Mang dấu chỉ độ mật của nhà nước nên không lưu")
    kept = Capture.objects.get()
    assert (kept.sha256, kept.warc_file) == (hashlib.sha256(body.encode()).hexdigest(), "")
    assert kept.error == "state-secret mark: stamp tối mật"
    assert [notice.kind for notice in notices.standing()] == ["state-secret-mark"]
    assert "Báo cáo" not in json.dumps([notice.params for notice in notices.standing()])


def test_a_wrong_date_is_told_short() -> None:
    bad = article_of(Row(9, row(published="x" * 5000)), "tin.jsonl")
    assert isinstance(bad, BadLine)
    assert (bad.line, len(bad.why) < 400) == (9, True)


@pytest.mark.django_db
def test_a_worker_makes_what_was_loaded_findable(worker: Worker, folder: Path) -> None:
    put_in(row(1, published="2026-10-01"), row(2))
    assert load.left() == 4
    while worker.step():
        pass
    worker.indexer.close()
    assert load.left() == 0
    assert len(found(folder, "“Cửa Trầm”")) == 2


@pytest.mark.django_db
def test_steps_put_aside_are_not_waited_for() -> None:
    factory.job("read", "1:1", reason="ValueError", quarantined_at=NOW)
    factory.job("extract", "1")
    factory.job("relate", "2:1")
    assert (load.left(), load.left(has_pages=True)) == (1, 2)


@pytest.mark.django_db
def test_a_load_is_handed_over_only_to_a_worker_that_lives() -> None:
    assert not load.is_worked_on()
    pulse.beat("crawl:1", "crawl")
    assert not load.is_worked_on()
    pulse.beat("work:1", "work")
    assert load.is_worked_on()


@pytest.mark.django_db
def test_waiting_tells_how_many_are_left_until_all_are_findable(context: Context) -> None:
    put_in(row(1))
    told: list[int] = []

    def tell(left: int) -> None:
        told.append(left)
        run_jobs(["read", "relate"], context)
        if not Job.objects.filter(stage__in=["read", "relate"]).exists():
            IndexChange.objects.all().delete()

    pulse.beat("work:1", "work")
    load.wait_until_findable(tell, pause=0)
    assert told == [2, 2]


@pytest.mark.django_db
def test_waiting_ends_when_nobody_works_any_more() -> None:
    put_in(row(1))
    load.wait_until_findable(lambda _: None, pause=0)
    assert load.left() == 2
