import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from crawler import bundle, evidence
from crawler.bundle import BadBundle, Proof, State, check, pack
from crawler.evidence import Shelf
from crawler.model import Capture, Shape
from crawler.sealing import NOTHING, Leaf, forge, leaf_digest, path_of

AT = datetime(2026, 10, 1, tzinfo=UTC)
BODIES = [f"Bài số {number}".encode() * 50 for number in range(5)]


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """An export of the third capture of a day of five, with the two days after it."""
    shelf = Shelf(tmp_path, "thu")
    places = []
    for number, body in enumerate(BODIES):
        url = f"https://bao.example/{number}"
        agent = (("User-Agent", "diembao"),)
        places.append(
            shelf.keep(Capture("k", url, url, Shape.PAGE, 200, (), body, AT, request_headers=agent))
        )
    leaves = [
        Leaf(number, f"https://bao.example/{number}", AT, 200, sha256(body).hexdigest())
        for number, body in enumerate(BODIES)
    ]
    digests = [leaf_digest(leaf) for leaf in leaves]
    first = forge(1, date(2026, 10, 1), digests, NOTHING)
    chain = [first, forge(2, date(2026, 10, 2), [], first.digest)]
    proof = Proof(leaves[2], path_of(digests, 2), 1)
    path = tmp_path / "xuat.zip"
    pack(path, [proof], {2: evidence.copy(tmp_path, places[2])}, chain)
    return path


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The same export, some of its files changed or left out."""
    with zipfile.ZipFile(path) as packed:
        files = {name: change(name, packed.read(name)) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            if data is not None:
                out.writestr(name, data)
    return path


def with_proof(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The same export, its proof changed."""

    def changed(name: str, data: bytes) -> bytes:
        if name != bundle.PROOF:
            return data
        told = json.loads(data)
        change(told)
        return json.dumps(told).encode()

    return rewritten(path, changed)


def test_an_export_proves_itself(packed: Path) -> None:
    verdict = check(packed)
    assert verdict.is_good
    assert [(f.state, f.is_sealed, f.leaf.number) for f in verdict.findings] == [(State.INTACT, True, 2)]


def test_its_last_digest_is_that_of_the_chain(packed: Path) -> None:
    with zipfile.ZipFile(packed) as opened:
        told = json.loads(opened.read(bundle.PROOF))
    assert check(packed).head == told["chain"][-1]["digest"]


def test_an_altered_payload_is_told(packed: Path, tmp_path: Path) -> None:
    other = Shelf(tmp_path, "khac").keep(
        Capture("k", "https://bao.example/2", "https://bao.example/2", Shape.PAGE, 200, (), b"khac", AT)
    )
    stranger = evidence.copy(tmp_path, other)
    verdict = check(rewritten(packed, lambda name, data: stranger if name == "2.warc.gz" else data))
    assert (verdict.is_good, verdict.findings[0].state) == (False, State.ALTERED)


def test_a_record_that_cannot_be_read_is_altered(packed: Path) -> None:
    verdict = check(rewritten(packed, lambda name, data: data[:50] if name == "2.warc.gz" else data))
    assert verdict.findings[0].state == State.ALTERED


def test_a_missing_record_is_told(packed: Path) -> None:
    verdict = check(rewritten(packed, lambda name, data: None if name == "2.warc.gz" else data))
    assert (verdict.is_good, verdict.findings[0].state) == (False, State.MISSING)


@pytest.mark.parametrize("fact", ["url", "sha256", "status"])
def test_facts_that_the_seal_does_not_know_are_told(packed: Path, fact: str) -> None:
    def change(told: dict[str, Any]) -> None:
        told["captures"][0]["leaf"][fact] = 404 if fact == "status" else "https://bao.example/khac"

    assert check(with_proof(packed, change)).findings[0].state == State.ALTERED


def test_a_chain_with_another_day_breaks(packed: Path) -> None:
    def change(told: dict[str, Any]) -> None:
        told["chain"][1]["count"] = 9

    verdict = check(with_proof(packed, change))
    assert verdict.broken_at is not None
    assert (verdict.is_good, verdict.broken_at.number) == (False, 2)


def test_a_capture_of_a_day_not_sealed_yet_is_intact_and_said_to_be_unsealed(packed: Path) -> None:
    def change(told: dict[str, Any]) -> None:
        told["captures"][0] |= {"seal": 0, "path": []}
        told["chain"] = []

    verdict = check(with_proof(packed, change))
    assert [(f.state, f.is_sealed) for f in verdict.findings] == [(State.INTACT, False)]
    assert (verdict.is_good, verdict.head) == (True, "")


def test_a_payload_removed_by_an_order_is_told_apart(packed: Path) -> None:
    def change(told: dict[str, Any]) -> None:
        told["captures"][0]["removed_by"] = "12/QĐ"

    verdict = check(with_proof(packed, change))
    assert [(f.state, f.removed_by, f.is_sealed) for f in verdict.findings] == [
        (State.REMOVED, "12/QĐ", True)
    ]
    assert verdict.is_good


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"khong phai zip"),
        lambda path: rewritten(path, lambda name, data: None if name == bundle.PROOF else data),
        lambda path: rewritten(path, lambda name, data: b"{" if name == bundle.PROOF else data),
        lambda path: with_proof(path, lambda told: told.update(format=2)),
        lambda path: with_proof(path, lambda told: told["captures"][0].pop("path")),
        lambda path: with_proof(path, lambda told: told["captures"][0]["leaf"].update(fetched_at="hôm qua")),
        lambda path: with_proof(path, lambda told: told.update(captures=told["captures"] * 1001)),
    ],
)
def test_what_is_no_export_is_refused(packed: Path, damage: Callable[[Path], object]) -> None:
    damage(packed)
    with pytest.raises(BadBundle, match=packed.name):
        check(packed)


def test_a_record_that_unpacks_too_large_is_refused_by_its_size_alone(packed: Path) -> None:
    large = b"\0" * (bundle.MOST_BYTES + 1)
    with pytest.raises(BadBundle, match="too large"):
        check(rewritten(packed, lambda name, data: large if name == "2.warc.gz" else data))


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    proof = Proof(Leaf(1, "https://bao.example/1", AT, 200, ""))
    with pytest.raises(TypeError):
        pack(tmp_path / "x.zip", [proof], {1: 3}, [])  # type: ignore[dict-item]
    assert list(tmp_path.iterdir()) == []
