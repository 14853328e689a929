import json
import time
import tracemalloc
from collections import Counter, defaultdict
from datetime import datetime
from itertools import combinations, islice
from pathlib import Path

import pytest

from demo import load
from demo.load import FIRST_DAY, SHARES, SPAN, Row, articles, stocks_of
from demo.plan import Plan

COUNT = 2000
SHINGLE = 5
ALIKE = 0.3


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(articles(COUNT, 1))


def test_so_many_articles_come_as_were_ordered(rows: list[Row]) -> None:
    assert len(rows) == COUNT
    assert len({one["url"] for one in rows}) == COUNT


@pytest.mark.parametrize("count", [0, 1, 1001])
def test_any_number_can_be_ordered(count: int) -> None:
    assert len(list(articles(count, 1))) == count


def test_one_seed_gives_one_load(rows: list[Row]) -> None:
    assert list(articles(COUNT, 1)) == rows
    assert list(articles(COUNT, 2)) != rows


def test_the_first_articles_come_before_the_last_are_made() -> None:
    assert len(list(islice(articles(10**9, 1), 5))) == 5


def test_a_row_has_the_fields_that_are_loaded(rows: list[Row]) -> None:
    fields = {"url", "title", "body", "published", "lang", "outlet", "authors"}
    assert all(one.keys() == fields and all(one.values()) for one in rows)


def test_bodies_are_as_long_as_real_ones(rows: list[Row]) -> None:
    sizes = sorted(len(one["body"].encode()) for one in rows)
    assert 2200 <= sum(sizes) / COUNT <= 2900
    assert sizes[COUNT // 100] > 1300
    assert sizes[-COUNT // 100] < 4600


def test_articles_are_spread_over_the_years_in_order(rows: list[Row]) -> None:
    times = [datetime.fromisoformat(one["published"]) for one in rows]
    assert times == sorted(times)
    assert times[0] == FIRST_DAY
    assert times[-1] > FIRST_DAY + SPAN * 0.99


def test_languages_have_their_shares(rows: list[Row], plan: Plan) -> None:
    found = Counter(one["lang"] for one in rows)
    assert set(found) <= SHARES.keys()
    assert found["vi"] / COUNT == pytest.approx(SHARES["vi"] / 100, abs=0.02)
    outlets = {one.name: one.lang for one in plan.outlets}
    assert all(outlets[one["outlet"]] == one["lang"] for one in rows)


def test_the_false_claim_is_not_recombined(rows: list[Row]) -> None:
    assert [one["url"] for one in rows if "xyanua" in one["body"] and "Phước Điền nhiễm" in one["body"]] == []


def test_stocks_are_large_enough(plan: Plan) -> None:
    stocks = stocks_of(plan)
    assert len(stocks["vi"].forms) > 2000
    assert all(len(stock.forms) >= 40 for stock in stocks.values())


def shared(rows: list[Row]) -> list[float]:
    """The share of common words of each pair that has any."""
    where: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    sizes = {}
    for number, one in enumerate(rows):
        words = one["body"].split()
        found = {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
        sizes[number] = len(found)
        for shingle in found:
            where[shingle].append(number)
    pairs = Counter(pair for numbers in where.values() for pair in combinations(numbers, 2))
    return [count / min(sizes[one], sizes[other]) for (one, other), count in pairs.items()]


def test_accidental_copies_are_rare(rows: list[Row]) -> None:
    sample = [one for one in rows if one["lang"] in {"vi", "en"}][:800]
    alike = sum(share >= ALIKE for share in shared(sample))
    assert alike <= 4


def test_articles_come_fast() -> None:
    begun = time.process_time()
    count = sum(1 for _ in articles(5000, 3))
    assert count / (time.process_time() - begun) >= 2000


def test_memory_does_not_grow_with_the_load() -> None:
    list(articles(10, 1))
    tracemalloc.start()
    for _ in articles(4000, 1):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_the_command_line_writes_whole_files(tmp_path: Path) -> None:
    out = tmp_path / "load.jsonl"
    load.main(["--articles", "30", "--out", str(out), "--seed", "5"])
    assert [json.loads(line) for line in out.read_text("utf-8").splitlines()] == list(articles(30, 5))
    assert [path.name for path in tmp_path.iterdir()] == ["load.jsonl"]
