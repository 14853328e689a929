"""Captures taken out of the archive with what proves them: one file that anybody can check without us."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.sealing import Leaf, Link, Step, climb, first_break, leaf_digest

FORMAT = 1
PROOF, README = "proof.json", "README.txt"
MOST_CAPTURES, MOST_BYTES, MOST_PROOF = 1000, 64 * 1024 * 1024, 64 * 1024 * 1024
_README = """\
diembao: chứng cứ xuất từ kho / evidence taken out of the archive

Mỗi tệp N.warc.gz là bản ghi WARC nguyên vẹn (trả lời của máy chủ và câu hỏi) của lần chụp số N.
proof.json chứa: địa chỉ, thời điểm, SHA-256 của nội dung, đường đi tới mã niêm phong của ngày, và chuỗi ngày.
Kiểm tra: diembao evidence verify TỆP_NÀY. Không có diembao: giải nén, đọc WARC bằng công cụ bất kỳ,
tính SHA-256 của nội dung và so với proof.json; mã cuối chuỗi so với mã đã công bố hoặc in trong thư điểm báo.

Each file N.warc.gz is the whole WARC record (the server's answer and our question) of capture N.
proof.json holds: address, time, SHA-256 of the payload, the path to its day's seal, and the chain of days.
To check: diembao evidence verify THIS_FILE. Without diembao: unpack, read the WARC with any tool, reckon the
payload's SHA-256 and compare; compare the last digest of the chain with the one that was made public.
"""


class BadBundle(ValueError):
    """A file that is no bundle of evidence."""


class State(StrEnum):
    """What became of a capture's payload."""

    INTACT = "intact"
    ALTERED = "altered"
    MISSING = "missing"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves one capture: its facts, its path, and the day's seal that took it in."""

    leaf: Leaf
    path: tuple[Step, ...] = ()
    seal: int = 0  # the day's number in the chain; 0 if its day is not sealed yet
    removed_by: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found of one capture."""

    leaf: Leaf
    state: State
    is_sealed: bool
    removed_by: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a bundle found."""

    findings: tuple[Finding, ...]
    head: str  # the digest of the last day of its chain
    broken_at: Link | None

    @property
    def is_good(self) -> bool:
        """Whether everything is as it was, or was removed by an order that is told."""
        kept = all(f.state in {State.INTACT, State.REMOVED} for f in self.findings)
        return kept and self.broken_at is None


def pack(path: Path, proofs: Sequence[Proof], records: Mapping[int, bytes], chain: Sequence[Link]) -> None:
    """Write a bundle, whole or not at all."""
    aside = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_STORED) as out:
            out.writestr(README, _README)
            out.writestr(PROOF, json.dumps(_told(proofs, chain), ensure_ascii=False, indent=1))
            for number, record in records.items():
                out.writestr(_name(number), record)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def check(path: Path) -> Verdict:
    """Check a bundle by itself."""
    try:
        with zipfile.ZipFile(path) as packed:
            proofs, chain = _read(json.loads(_bytes(packed, PROOF, MOST_PROOF)))
            seals = {link.number: link for link in chain}
            findings = tuple(_checked(packed, proof, seals) for proof in proofs)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, zlib.error) as fault:
        raise BadBundle(f"{path.name}: {fault}") from fault
    return Verdict(findings, chain[-1].digest if chain else "", first_break(chain))


def _checked(packed: zipfile.ZipFile, proof: Proof, seals: Mapping[int, Link]) -> Finding:
    link = seals.get(proof.seal)
    is_sealed = link is not None and climb(leaf_digest(proof.leaf), proof.path) == link.root
    if proof.seal and not is_sealed:
        return Finding(proof.leaf, State.ALTERED, is_sealed=False)
    if proof.removed_by:
        return Finding(proof.leaf, State.REMOVED, is_sealed, proof.removed_by)
    if _name(proof.leaf.number) not in packed.namelist():
        return Finding(proof.leaf, State.MISSING, is_sealed)
    body = _payload(_bytes(packed, _name(proof.leaf.number), MOST_BYTES))
    same = body is not None and hashlib.sha256(body).hexdigest() == proof.leaf.sha256
    return Finding(proof.leaf, State.INTACT if same else State.ALTERED, is_sealed)


def _payload(record: bytes) -> bytes | None:
    try:
        content = next(iter(ArchiveIterator(io.BytesIO(record)))).content_stream()
        body: bytes = content.read(MOST_BYTES)
    except (EOFError, StopIteration, zlib.error, ArchiveLoadFailed):
        return None
    return body


def _bytes(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    if packed.getinfo(name).file_size > most:
        raise BadBundle(f"{name}: too large")
    return packed.read(name)


def _name(number: int) -> str:
    return f"{number}.warc.gz"


def _told(proofs: Sequence[Proof], chain: Sequence[Link]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "captures": [
            {**asdict(proof), "leaf": {**asdict(proof.leaf), "fetched_at": proof.leaf.fetched_at.isoformat()}}
            for proof in proofs
        ],
        "chain": [{**asdict(link), "day": link.day.isoformat()} for link in chain],
    }


def _read(told: Mapping[str, Any]) -> tuple[list[Proof], list[Link]]:
    if told["format"] != FORMAT or len(told["captures"]) > MOST_CAPTURES:
        raise BadBundle("format")
    proofs = [
        Proof(
            Leaf(**{**one["leaf"], "fetched_at": datetime.fromisoformat(one["leaf"]["fetched_at"])}),
            tuple(Step(**step) for step in one["path"]),
            int(one["seal"]),
            str(one["removed_by"]),
        )
        for one in told["captures"]
    ]
    return proofs, [Link(**{**one, "day": date.fromisoformat(one["day"])}) for one in told["chain"]]
