from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction

from archive import announced, articles, captures, corrections, marks, removals, seals, training_runs
from archive.models import (
    Address,
    Anchor,
    Article,
    Correction,
    Fingerprint,
    IndexChange,
    Reading,
    RemovalOrder,
    Source,
    Version,
)
from archive.removals import Order, OrderDiffers
from crawler import model as crawler
from crawler.bundle import State
from crawler.evidence import EvidenceMissing, Shelf
from crawler.model import Entry
from tests.archive.making import article
from tests.archive.saying import machine, officer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 1, 5, tzinfo=UTC)
AFTER = datetime(2026, 10, 1, 17, 10, tzinfo=UTC)
ORDER = Order("12/QĐ-UBND", "Trần Thị B", date(2026, 10, 2), "dữ liệu cá nhân", "admin@lamgiang.example")
URL = "https://bao.example/1"


@pytest.fixture
def stored(source: Source, tmp_path: Path) -> tuple[int, list[int]]:
    """An article of two versions, each from a capture of its own."""
    shelf = Shelf(tmp_path, "thu")
    ids = []
    for body in ("Lời đầu có tên người.", "Lời sau đã bỏ tên."):
        answer = crawler.Capture("", URL, URL, crawler.Shape.PAGE, 200, (), body.encode(), NOW)
        ids.append(captures.keep(answer, shelf.keep(answer), source.id))
        made = article(URL, body=body)
        with transaction.atomic():
            entry = Entry(URL, URL, made.title, made.published, summary=body)
            address = announced.import_address(source.id, entry, NOW)
            kept = articles.store(made, address, ids[-1], NOW)
    with transaction.atomic():
        marks.keep(kept.article_id, (1, 2))
    Reading.objects.create(article_id=kept.article_id, version=2, model="m", lang="vi", read_at=NOW)
    IndexChange.objects.all().delete()
    return kept.article_id, ids


def bodies() -> list[str]:
    return list(Version.objects.order_by("number").values_list("body", flat=True))


def test_an_old_version_goes_and_the_article_stays(stored: tuple[int, list[int]], tmp_path: Path) -> None:
    _, (first, _) = stored
    removed = removals.carry_out(ORDER, [first], tmp_path, NOW)
    assert removed.captures == 1
    assert bodies() == ["", "Lời sau đã bỏ tên."]
    assert Article.objects.get().body == "Lời sau đã bỏ tên."
    assert Reading.objects.count() == 1


def test_the_present_version_takes_the_articles_words_with_it(
    stored: tuple[int, list[int]], tmp_path: Path
) -> None:
    article_id, ids = stored
    removed = removals.carry_out(ORDER, ids, tmp_path, NOW)
    row = Article.objects.get()
    assert removed == removals.Removed(2, (article_id,))
    assert (row.title, row.body, row.authors, row.reading) == ("[gỡ theo lệnh 12/QĐ-UBND]", "", [], None)
    assert bodies() == ["", ""]
    assert [kind.objects.count() for kind in (Reading, Fingerprint, Anchor)] == [0, 0, 0]
    assert Address.objects.get().title == ""


def test_the_index_learns_of_it(stored: tuple[int, list[int]], tmp_path: Path) -> None:
    article_id, ids = stored
    removals.carry_out(ORDER, ids, tmp_path, NOW)
    assert IndexChange.objects.get().article_id == article_id


def test_an_articles_captures_are_those_its_words_came_from(stored: tuple[int, list[int]]) -> None:
    article_id, ids = stored
    assert removals.captures_of(article_id) == ids


def test_removed_by_order_is_told_apart_from_altered(stored: tuple[int, list[int]], tmp_path: Path) -> None:
    _, (first, second) = stored
    seals.seal(AFTER)
    removals.carry_out(ORDER, [first], tmp_path, AFTER)
    found = {f.leaf.number: (f.state, f.removed_by) for f in seals.examine(tmp_path)}
    assert found == {first: (State.REMOVED, ORDER.number), second: (State.INTACT, "")}
    assert seals.state(tmp_path).is_good
    assert [place.capture for place in seals.places([first, second])] == [second]


def test_a_removal_that_was_not_carried_out_is_altered(stored: tuple[int, list[int]], tmp_path: Path) -> None:
    _, ids = stored
    (warc,) = tmp_path.glob("*.warc.gz")
    before = warc.read_bytes()
    removals.carry_out(ORDER, ids, tmp_path, NOW)
    warc.write_bytes(before)
    assert {f.state for f in seals.examine(tmp_path)} == {State.ALTERED}


def test_an_order_that_stopped_half_way_is_finished_by_asking_again(
    stored: tuple[int, list[int]], tmp_path: Path
) -> None:
    _, ids = stored
    (warc,) = tmp_path.glob("*.warc.gz")
    away = warc.rename(tmp_path / "away")
    with pytest.raises(EvidenceMissing):
        removals.carry_out(ORDER, ids, tmp_path, NOW)
    away.rename(warc)
    assert removals.carry_out(ORDER, ids, tmp_path, NOW).captures == 2
    assert removals.carry_out(ORDER, ids, tmp_path, NOW).captures == 0
    assert RemovalOrder.objects.count() == 1


@pytest.mark.parametrize(
    "differing", [{"signed_by": "Người khác"}, {"signed_on": date(2026, 1, 1)}, {"reason": "khác"}]
)
def test_one_number_is_one_order(
    stored: tuple[int, list[int]], tmp_path: Path, differing: dict[str, object]
) -> None:
    _, (first, second) = stored
    removals.carry_out(ORDER, [first], tmp_path, NOW)
    with pytest.raises(OrderDiffers, match="12/QĐ-UBND"):
        removals.carry_out(replace(ORDER, **differing), [second], tmp_path, NOW)  # type: ignore[arg-type]
    assert bodies()[1] == "Lời sau đã bỏ tên."


def test_what_an_officer_said_stays_without_the_words(stored: tuple[int, list[int]], tmp_path: Path) -> None:
    article_id, ids = stored
    machine(article_id, why="Lời sau đã bỏ tên.")
    officer(article_id, tone=-1)
    removals.carry_out(ORDER, ids, tmp_path, NOW)
    (row,) = corrections.standing(article_id)
    assert (row.label.tone, "bỏ tên" in str(Correction.objects.values().get())) == (-1, False)
    assert (Reading.objects.count(), list(training_runs.examples())) == (0, [])
