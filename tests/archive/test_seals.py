from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from archive import captures, seals
from archive.models import Capture, Seal, Source
from crawler import model as crawler
from crawler.bundle import State
from crawler.evidence import Shelf
from crawler.sealing import NOTHING, climb, leaf_digest

pytestmark = pytest.mark.django_db
# The desk's midnight is 17:00 in UTC.
NOON = datetime(2026, 10, 1, 5, tzinfo=UTC)
AFTER = datetime(2026, 10, 1, 17, 10, tzinfo=UTC)
DAY = timedelta(days=1)

Fetched = Callable[..., int]


@pytest.fixture
def fetched(source: Source, tmp_path: Path) -> Fetched:
    """Keep a page fetched at an instant; returns the capture's id."""
    shelf = Shelf(tmp_path, "thu")

    def kept(at: datetime = NOON, body: bytes = b"mot trang") -> int:
        url = f"https://bao.example/{at.timestamp()}"
        answer = crawler.Capture("", url, url, crawler.Shape.PAGE, 200, (), body, at)
        return captures.keep(answer, shelf.keep(answer), source.id)

    return kept


def test_a_day_is_sealed_after_its_midnight(fetched: Fetched) -> None:
    ids = [fetched(), fetched(NOON + timedelta(hours=1))]
    link = seals.seal(AFTER)
    assert link is not None
    assert (link.number, link.day, link.count, link.previous) == (1, date(2026, 10, 1), 2, NOTHING)
    assert list(Capture.objects.order_by("leaf").values_list("id", flat=True)) == ids


def test_the_running_day_is_not_sealed(fetched: Fetched) -> None:
    fetched()
    assert seals.seal(NOON + timedelta(hours=2)) is None
    assert Seal.objects.count() == 0


def test_each_day_holds_the_digest_of_the_one_before(fetched: Fetched) -> None:
    links = []
    for number in range(3):
        fetched(NOON + number * DAY)
        links.append(seals.seal(AFTER + number * DAY))
    assert [link.previous for link in links[1:] if link] == [link.digest for link in links[:-1] if link]


def test_a_day_without_captures_makes_no_seal(fetched: Fetched) -> None:
    fetched()
    assert seals.seal(AFTER) is not None
    assert seals.seal(AFTER + DAY) is None


def test_what_comes_too_late_is_sealed_with_the_next_day(fetched: Fetched) -> None:
    fetched()
    seals.seal(AFTER)
    late = fetched(NOON + timedelta(hours=11, minutes=59))
    assert seals.seal(AFTER + timedelta(hours=1)) is None
    link = seals.seal(AFTER + DAY)
    assert link is not None
    assert (link.number, link.count) == (2, 1)
    assert Capture.objects.get(id=late).seal_id == Seal.objects.get(number=2).id


def test_a_withheld_capture_is_sealed_by_its_digest(fetched: Fetched, source: Source) -> None:
    marked = crawler.Capture("", "https://b.example/1", "", crawler.Shape.PAGE, 200, (), b"MAT", NOON)
    captures.withhold(marked, "secret", source.id)
    link = seals.seal(AFTER)
    assert link is not None
    assert link.count == 1


def test_the_next_sealing_is_just_after_the_desks_midnight() -> None:
    assert seals.next_sealing(NOON) == AFTER
    assert seals.next_sealing(AFTER) == AFTER + DAY


def test_a_proof_climbs_to_the_days_root(fetched: Fetched) -> None:
    ids = [fetched(NOON + timedelta(minutes=number)) for number in range(7)]
    link = seals.seal(AFTER)
    assert link is not None
    for proof in seals.proofs(ids):
        assert climb(leaf_digest(proof.leaf), proof.path) == link.root
        assert proof.seal == 1


def test_a_capture_of_the_running_day_has_no_path_yet(fetched: Fetched) -> None:
    (proof,) = seals.proofs([fetched()])
    assert (proof.seal, proof.path) == (0, ())


def test_a_whole_archive_is_intact(fetched: Fetched, tmp_path: Path) -> None:
    fetched()
    seals.seal(AFTER)
    fetched(NOON + DAY)
    seals.copy_chain(tmp_path)
    assert [(f.state, f.is_sealed) for f in seals.examine(tmp_path)] == [
        (State.INTACT, True),
        (State.INTACT, False),
    ]
    state = seals.state(tmp_path)
    assert (state.is_good, state.days, state.sealed, state.waiting) == (True, 1, 1, 1)


def test_only_the_last_days_are_looked_at_where_asked(fetched: Fetched, tmp_path: Path) -> None:
    fetched()
    late = fetched(NOON + DAY)
    assert [f.leaf.number for f in seals.examine(tmp_path, NOON + timedelta(hours=1))] == [late]
    assert (seals.count(NOON + timedelta(hours=1)), seals.count()) == (1, 2)


def test_a_changed_file_is_altered_and_a_lost_one_missing(fetched: Fetched, tmp_path: Path) -> None:
    fetched()
    (warc,) = tmp_path.glob("*.warc.gz")
    good = warc.read_bytes()
    warc.write_bytes(good[:60] + b"X" + good[61:])
    assert [f.state for f in seals.examine(tmp_path)] == [State.ALTERED]
    warc.unlink()
    assert [f.state for f in seals.examine(tmp_path)] == [State.MISSING]


@pytest.mark.parametrize(
    "fields", [{"url": "https://khac.example/"}, {"sha256": "0" * 64}, {"status": 404}, {"fetched_at": AFTER}]
)
def test_a_row_changed_after_its_seal_differs(
    fetched: Fetched, tmp_path: Path, fields: dict[str, object]
) -> None:
    fetched()
    seals.seal(AFTER)
    Capture.objects.update(**fields)
    assert seals.state(tmp_path).differing == (1,)


def test_a_row_deleted_after_its_seal_differs(fetched: Fetched, tmp_path: Path) -> None:
    fetched()
    gone = fetched(NOON + timedelta(minutes=1))
    seals.seal(AFTER)
    Capture.objects.filter(id=gone).delete()
    assert seals.state(tmp_path).differing == (1,)


def test_a_chain_forged_anew_is_unlike_its_copy(fetched: Fetched, tmp_path: Path) -> None:
    fetched()
    seals.seal(AFTER)
    seals.copy_chain(tmp_path)
    Capture.objects.update(seal=None, leaf=None, url="https://khac.example/")
    Seal.objects.all().delete()
    seals.seal(AFTER)
    state = seals.state(tmp_path)
    assert (state.is_good, state.broken_at, state.differing, state.unlike_copy) == (False, None, (), 1)


def test_a_chain_cut_at_its_end_is_told_by_its_copy(fetched: Fetched, tmp_path: Path) -> None:
    for number in range(2):
        fetched(NOON + number * DAY)
        seals.seal(AFTER + number * DAY)
    seals.copy_chain(tmp_path)
    Capture.objects.filter(seal__number=2).update(seal=None)
    Seal.objects.filter(number=2).delete()
    broken = seals.state(tmp_path).broken_at
    assert broken is not None
    assert broken.number == 2


def test_the_copy_gets_what_it_lacks_once(fetched: Fetched, tmp_path: Path) -> None:
    for number in range(2):
        fetched(NOON + number * DAY)
        seals.seal(AFTER + number * DAY)
    assert [seals.copy_chain(tmp_path), seals.copy_chain(tmp_path)] == [2, 0]
    lines = (tmp_path / seals.CHAIN_FILE).read_text("utf-8").splitlines()
    assert len(lines) == 2


def test_a_line_torn_by_a_crash_is_written_again(fetched: Fetched, tmp_path: Path) -> None:
    fetched()
    seals.seal(AFTER)
    (tmp_path / seals.CHAIN_FILE).write_text('{"number": 1, "da\n', "utf-8")
    assert seals.copy_chain(tmp_path) == 1
    assert seals.state(tmp_path).is_good
