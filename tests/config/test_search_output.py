from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.lagging import Behind
from config.search_output import lag, rows, write
from search.errors import SearchUnavailable
from search.model import Hit
from tests import factory

pytestmark = pytest.mark.django_db


def hit(number: int) -> Hit:
    return Hit(number, 0.0, number)


def broken(number: int) -> Iterator[Hit]:
    yield hit(number)
    raise SearchUnavailable("mất kết nối", "gone")


@pytest.mark.parametrize(
    ("count", "seconds", "told"),
    [
        (
            12,
            180,
            (
                "Còn 12 bài chưa vào chỉ mục, cũ nhất 3 phút."
                " / 12 articles are not in the index yet, the oldest for 3 minutes."
            ),
        ),
        (
            1,
            3_600,
            (
                "Còn 1 bài chưa vào chỉ mục, cũ nhất 1 giờ."
                " / 1 article is not in the index yet, the oldest for 1 hour."
            ),
        ),
    ],
)
def test_a_lag_is_told_in_both_languages(count: int, seconds: float, told: str) -> None:
    assert lag(Behind(count, factory.MORNING, seconds)) == told


def test_rows_come_in_the_order_of_the_hits_batch_by_batch() -> None:
    ids = [factory.article().id for _ in range(3)]
    asked = [hit(ids[1]), *(hit(10_000_000 + n) for n in range(1_500)), hit(ids[0])]
    assert [row.id for row in rows(asked)] == [ids[1], ids[0]]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_what_breaks_off_leaves_nothing_behind(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(SearchUnavailable):
        write(broken(factory.article().id), 2, tmp_path / f"lu{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_what_breaks_off_leaves_the_earlier_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "lu.csv"
    target.write_text("trước", "utf-8")
    with pytest.raises(SearchUnavailable):
        write(broken(factory.article().id), 2, target)
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["trước"]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_hits_are_counted_without_the_heading(tmp_path: Path, suffix: str) -> None:
    found = [hit(factory.article().id) for _ in range(2)]
    assert write(found, 2, tmp_path / f"lu{suffix}") == 2
    assert write([], 0, tmp_path / f"khong{suffix}") == 0
