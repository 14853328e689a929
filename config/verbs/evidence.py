"""``diembao evidence``: verified, taken out with its proof, removed by a signed order."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from archive import articles, jobs, removals, seals
from archive.clock import read_clock
from archive.stories import to_cluster
from config.progress import Progress
from config.words_evidence import ALTERED_CURE, STATES, chain_line, finding_line
from crawler import bundle, evidence
from crawler.bundle import BadBundle, Finding, State
from desk import claims, officers

WELL = frozenset({State.INTACT, State.REMOVED})


def parser() -> argparse.ArgumentParser:
    """What ``evidence`` takes."""
    return _built()[0]


def acts() -> Mapping[str, argparse.ArgumentParser]:
    """What each of its acts takes."""
    return _built()[1]


def _built() -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    found = argparse.ArgumentParser(
        prog="diembao evidence",
        description="Chứng cứ: kiểm tra, xuất kèm bằng chứng, gỡ theo lệnh đã ký."
        " / Evidence: verify, export with its proof, remove by a signed order.",
    )
    sub = found.add_subparsers(
        dest="act", required=True, metavar="verify|export|remove", help="việc / the act"
    )
    for name, (line, add) in ACTS.items():
        add(sub.add_parser(name, help=line, description=line))
    return found, sub.choices


def _add_verify(told: argparse.ArgumentParser) -> None:
    told.add_argument(
        "file", nargs="?", type=Path, help="tệp đã xuất; bỏ trống: cả kho / an export; none: all"
    )
    told.add_argument("--days", type=int, help="chỉ các ngày gần đây / only the last days' payloads")
    told.add_argument("--head", default="", help="mã cuối chuỗi đã biết / the chain's known last digest")
    told.add_argument("--json", action="store_true", help="cho chương trình / for programs")


def _add_export(told: argparse.ArgumentParser) -> None:
    told.add_argument(
        "what",
        metavar="URL|CAPTURE",
        help="bài trong kho, hoặc số lần chụp / an article, or a capture's number",
    )
    told.add_argument("--out", required=True, type=Path, help="tệp .zip / the file")


def _add_remove(told: argparse.ArgumentParser) -> None:
    told.add_argument(
        "what", nargs="+", metavar="URL|CAPTURE", help="bài, hoặc số lần chụp / articles or captures"
    )
    told.add_argument("--order", required=True, help="số, ký hiệu của lệnh / the order's number")
    told.add_argument("--signed-by", required=True, help="người ký / who signed it")
    told.add_argument(
        "--signed-on", required=True, type=date.fromisoformat, help="ngày ký / when: 2026-11-21"
    )
    told.add_argument("--reason", required=True, help="lý do / the reason")
    told.add_argument("--by", required=True, help="thư của người thực hiện / the mail address of who does it")


ACTS = {
    "verify": ("kiểm tra kho hoặc một tệp đã xuất / check the archive or an export", _add_verify),
    "export": ("xuất kèm bằng chứng / take out with the proof", _add_export),
    "remove": ("gỡ theo lệnh đã ký / remove by a signed order", _add_remove),
}


def run(arguments: Sequence[str]) -> int:
    """Verify, export or remove."""
    asked = parser().parse_args(arguments)
    if asked.act == "export":
        return export(asked)
    if asked.act == "remove":
        return remove(asked)
    return verify_file(asked) if asked.file else verify_all(asked)


def verify_file(asked: argparse.Namespace) -> int:
    """Check an export by itself."""
    try:
        verdict = bundle.check(asked.file)
    except (BadBundle, OSError) as fault:
        return _refuse(f"{fault}: không phải tệp chứng cứ đã xuất / no file that `evidence export` wrote")
    is_known = not asked.head or asked.head == verdict.head
    if asked.json:
        told = {"findings": [_told(one) for one in verdict.findings], "head": verdict.head}
        print(json.dumps({**told, "is_good": verdict.is_good and is_known}, ensure_ascii=False))
    else:
        for one in verdict.findings:
            print(finding_line(one))
        print(chain_line(verdict.head, verdict.broken_at, is_known=is_known))
    return 0 if verdict.is_good and is_known else 1


def verify_all(asked: argparse.Namespace) -> int:
    """Check every payload of the archive, and the chain."""
    since = read_clock(settings.CLOCK_FILE).now() - timedelta(days=asked.days) if asked.days else None
    total, counts = seals.count(since), dict.fromkeys(State, 0)
    progress = Progress(f"chứng cứ / evidence ({total})")
    bad = []
    for one in progress.over(seals.examine(settings.WARC_FOLDER, since)):
        counts[one.state] += 1
        if one.state not in WELL:
            bad.append(one)
    progress.end()
    chain = seals.state(settings.WARC_FOLDER)
    is_known = not asked.head or any(link.digest == asked.head for link in seals.chain())
    is_good = not bad and chain.is_good and is_known
    if asked.json:
        told = {"counts": counts, "bad": [_told(one) for one in bad], "chain": asdict(chain)}
        print(json.dumps({**told, "is_good": is_good}, ensure_ascii=False, default=str))
        return 0 if is_good else 1
    for one in bad:
        print(finding_line(one))
    print(", ".join(f"{count} {STATES[state]}" for state, count in counts.items()))
    print(chain_line(chain.head, chain.broken_at, is_known=is_known))
    for number in (*chain.differing, *filter(None, [chain.unlike_copy])):
        print(f"✗ ngày số {number} không khớp mã niêm phong / day {number} does not match its seal")
    print(
        f"{chain.days} ngày, {chain.sealed} lần chụp đã niêm phong, {chain.waiting} chờ nửa đêm"
        f" / {chain.days} days, {chain.sealed} captures sealed, {chain.waiting} waiting for midnight"
    )
    if not is_good:
        print(ALTERED_CURE)
    return 0 if is_good else 1


def export(asked: argparse.Namespace) -> int:
    """Take captures out with what proves them."""
    captures = _captures(asked.what)
    proofs = seals.proofs(captures)
    if not proofs:
        return _refuse(f"{asked.what}: không có trong kho / not in the archive")
    records, lost = {}, []
    for place in seals.places(captures):
        try:
            records[place.capture] = evidence.copy(settings.WARC_FOLDER, place.place)
        except evidence.EvidenceMissing as fault:
            lost.append(str(fault))
    oldest = min((proof.seal for proof in proofs if proof.seal), default=0)
    try:
        bundle.pack(asked.out, proofs, records, seals.chain(oldest) if oldest else [])
    except OSError as fault:
        return _refuse(
            f"Không ghi được {asked.out}: {fault.strerror}; hãy chọn chỗ khác. / Choose another place."
        )
    for sentence in lost:
        print(f"{sentence}: thiếu trong tệp / left out", file=sys.stderr)
    waiting = sum(not proof.seal and not proof.removed_by for proof in proofs)
    print(f"{asked.out}: {len(records)} lần chụp / captures")
    if waiting:
        print(
            f"{waiting} lần chụp chưa niêm phong: sau nửa đêm hãy xuất lại để có đủ bằng chứng."
            f" / {waiting} not sealed yet: export again after midnight for the whole proof."
        )
    return 1 if lost else 0


def remove(asked: argparse.Namespace) -> int:
    """Remove payloads by a signed order."""
    if not officers.exists(asked.by):
        return _refuse(f"{asked.by}: không có tài khoản này / there is no such account")
    captures = sorted({id for what in asked.what for id in _captures(what)})
    if not captures:
        return _refuse(f"{', '.join(asked.what)}: không có trong kho / not in the archive")
    order = removals.Order(asked.order, asked.signed_by, asked.signed_on, asked.reason, asked.by)
    now = read_clock(settings.CLOCK_FILE).now()
    try:
        removed = removals.carry_out(order, captures, settings.WARC_FOLDER, now)
        claims.forget(removed.articles)
        jobs.put([to_cluster(id, asked.order, now) for id in removed.articles])
    except removals.OrderDiffers:
        return _refuse(
            f"Lệnh {asked.order} đã có trong sổ với người ký, ngày hoặc lý do khác; hãy kiểm tra lại."
            " / That order is known with another signer, day or reason; check it."
        )
    except evidence.EvidenceMissing as fault:
        return _refuse(
            f"{fault}: chưa gỡ xong; sửa rồi chạy lại đúng lệnh này."
            " / not finished; mend it and run the same command again."
        )
    print(
        f"Đã gỡ {removed.captures} lần chụp, {len(removed.articles)} bài, theo lệnh {asked.order};"
        " mã SHA-256 vẫn còn trong chuỗi."
        f" / {removed.captures} captures and {len(removed.articles)} articles removed; their SHA-256 stay."
    )
    return 0


def _captures(what: str) -> list[int]:
    number = what.removeprefix("#")
    if number.isascii() and number.isdecimal():
        return [int(number)]
    article = articles.find_by_url(what)
    return removals.captures_of(article) if article is not None else []


def _told(one: Finding) -> dict[str, str | bool]:
    return {
        "capture": f"#{one.leaf.number}",
        "url": one.leaf.url,
        "fetched_at": one.leaf.fetched_at.isoformat(),
        "sha256": one.leaf.sha256,
        "state": one.state.value,
        "is_sealed": one.is_sealed,
        "removed_by": one.removed_by,
    }


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
