"""``diembao source``: the sources, how they are doing, whether a pack's answer, and lists from elsewhere."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import yaml
from django.conf import settings

from archive import sources, taking
from archive.clock import desk_day, read_clock
from archive.packs import Pack, PackError, load
from config import home
from config.progress import Progress
from config.verbs.crawl import AGENT
from config.verbs.pack import folder_of
from crawler import opml
from crawler.addresses import host_of
from crawler.confined import Limits, Room
from crawler.door import Door, no_names, system_names
from crawler.marks import rule_of_text
from crawler.unfit import Unfit
from pipeline import source_check, source_import
from pipeline.rows import OutputRefused, whole_file
from pipeline.source_check import Finding, Round, Verdict

STRANGE_LINES, NOT_ALIVE = 3, 1
DEMO_ENDING = ".localhost"
SNIPPET = "outlets.import"
WORDS: Mapping[Verdict, str] = {
    Verdict.ALIVE: "sống / alive",
    Verdict.EMPTY: "trống / empty",
    Verdict.BLOCKED: "bị chặn / blocked",
    Verdict.NO_LIST: "không phải nguồn / no list",
    Verdict.GONE: "đã mất / gone",
    Verdict.FAILING: "lỗi / failing",
    Verdict.REFUSED: "robots.txt",
}


def parser() -> argparse.ArgumentParser:
    """What ``source`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao source",
        description="Danh sách và trạng thái nguồn; kiểm tra từng nguồn của gói; nhập danh sách OPML."
        " / The sources and their state; a pack's sources checked one by one; an OPML list taken in.",
    )
    found.add_argument(
        "act",
        choices=["list", "check", "import"],
        nargs="?",
        default="list",
        help="liệt kê, kiểm tra, nhập / list, check, import",
    )
    found.add_argument("what", nargs="*", help="mã nguồn, hoặc tệp OPML / keys of sources, or an OPML file")
    found.add_argument("--json", action="store_true", help="cho chương trình / for programs")
    found.add_argument("--pack", metavar="PACK", help="gói khác gói của kho / another pack than the desk's")
    found.add_argument(
        "--write", type=Path, metavar="FILE", help="ghi kết quả kiểm tra (YAML) / write what was found"
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """List, check or import."""
    asked = parser().parse_intermixed_args(arguments)
    try:
        return ACTS[asked.act](asked)
    except (PackError, OutputRefused) as wrong:
        raise home.Trouble(str(wrong)) from wrong


def listed(asked: argparse.Namespace) -> int:
    """The sources as they stand."""
    if asked.what:
        parser().error(f"thừa / too much: {' '.join(asked.what)}")
    rows = sources.rows()
    if asked.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, default=str))
        return 0
    for row in rows:
        mark = "" if row.is_verified else " (chưa kiểm chứng / unverified)"
        reason = f" — {row.reason}" if row.reason else ""
        print(f"{row.state:8} {row.articles:6} {row.key:28} {row.url}{mark}{reason}")
    return 0


def checked(asked: argparse.Namespace) -> int:
    """Ask a pack's sources and tell what each is."""
    pack = pack_of(asked.pack)
    try:
        wanted = source_check.chosen(pack, asked.what)
    except KeyError as strange:
        raise home.Trouble(
            f"Gói “{pack.name}” không có nguồn: {strange.args[0]}; xem `diembao source`."
            " / The pack has no such source; see `diembao source`."
        ) from strange
    dial_map = dict.fromkeys(demo_hosts(pack), "127.0.0.1")
    abroad = [spec.key for spec, _ in wanted if host_of(spec.url) not in dial_map]
    if settings.OFFLINE and abroad:
        raise home.Trouble(
            f"DIEMBAO_OFFLINE đang bật nên không hỏi được {len(abroad)} nguồn ngoài máy này; hãy tắt nó."
            " / DIEMBAO_OFFLINE is set, so sources beyond this machine cannot be asked; unset it."
        )
    clock = read_clock(settings.CLOCK_FILE)
    resolver = no_names if settings.OFFLINE else system_names
    door = Door(AGENT.format(contact=settings.SITE_URL), clock.now, dial_map=dial_map, resolver=resolver)
    progress = Progress("kiểm tra / checking")
    with Room(Limits()) as room:
        found = list(progress.over(Round(door, room, time.monotonic, time.sleep).check(wanted)))
    progress.end()
    day = desk_day(clock.now())
    if asked.write:
        write_report(asked.write, pack.name, day, found)
    show(found, as_json=asked.json)
    return 0 if all(one.verdict is Verdict.ALIVE for one in found) else NOT_ALIVE


def show(found: Sequence[Finding], *, as_json: bool) -> None:
    """A line for each source, then how many are alive; or all of it for programs."""
    if as_json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, default=str))
        return
    for one in found:
        facts = [f"{one.entries} bài / entries"] if one.entries else []
        facts += [desk_day(one.newest_at)] if one.newest_at else []
        facts += [word for word in (one.lang, one.charset) if word]
        facts += [f"{one.seconds:.1f} s"] if one.seconds else []
        facts += [f"→ {one.moved_to}"] if one.moved_to else []
        facts += [one.reason] if one.reason else []
        print(f"{WORDS[one.verdict]:26} {one.key:28} {' · '.join(facts)}")
    alive = sum(one.verdict is Verdict.ALIVE for one in found)
    print(f"{alive}/{len(found)} nguồn sống / sources alive")


def write_report(path: Path, pack: str, day: str, found: Sequence[Finding]) -> None:
    """What was found, with the lines a pack's keeper pastes into it."""
    head = (
        f"# diembao source check, {day}: chép `verified` (và `url` nếu có) vào outlets.yaml của gói {pack}.\n"
        f"# Copy `verified` (and `url` where it stands) into outlets.yaml of the pack {pack}.\n"
    )
    rows = [entry(one, day) for one in found]
    with whole_file(path) as out:
        out.write(head + yaml.safe_dump({"sources": rows}, allow_unicode=True, sort_keys=False, width=1000))


def entry(one: Finding, day: str) -> dict[str, object]:
    """A finding as the report has it; what is not alive is not verified."""
    told: dict[str, object] = {"key": one.key, "found": one.verdict.value}
    if one.verdict is Verdict.ALIVE:
        told["verified"] = date.fromisoformat(day)
    if one.moved_to:
        told["url"] = one.moved_to
    facts = {
        "entries": one.entries,
        "newest": one.newest_at.isoformat() if one.newest_at else "",
        "lang": one.lang,
        "charset": one.charset,
        "seconds": one.seconds,
        "reason": one.reason,
    }
    return told | {name: value for name, value in facts.items() if value}


def imported(asked: argparse.Namespace) -> int:
    """Turn an OPML list into outlets for a pack, and leave them to be looked through."""
    if len(asked.what) != 1:
        parser().error("cần một tệp OPML / one OPML file is needed")
    path = Path(asked.what[0])
    outline = outline_of(path)
    folder = folder_of(asked.pack) if asked.pack else None
    made = source_import.outlets_of(outline, path.name, pack_of(asked.pack) if folder else None)
    for sentence in made.told:
        print(sentence, file=sys.stderr)
    text = source_import.written(made, path.name)
    if folder is None:
        print(text, end="")
    else:
        with whole_file(folder / SNIPPET) as out:
            out.write(text)
        print(f"{folder / SNIPPET}: {made.sources} nguồn / sources, {len(made.outlets)} cơ quan / outlets")
    return STRANGE_LINES if made.told else 0


def outline_of(path: Path) -> opml.Outline:
    """The list in a file, or the sentence why there is none."""
    try:
        with path.open("rb") as stream:
            data = stream.read(opml.MOST_BYTES + 1)
    except OSError as fault:
        raise home.Trouble(
            f"{path}: không đọc được ({fault.strerror}); hãy kiểm tra đường dẫn và quyền đọc."
            " / cannot be read; check the path and who may read it."
        ) from fault
    with Room(Limits()) as room:
        outline = taking.read(room, opml.read, data)
    if isinstance(outline, opml.Outline):
        names = (name for one in outline.subscriptions for name in (one.name, *one.under))
        outline = Unfit.MARKED if rule_of_text("\n".join(names)) else outline
    if isinstance(outline, Unfit):
        raise home.Trouble(f"{path}: {outline.in_both}")
    return outline


def pack_of(name: str | None) -> Pack:
    """The pack that is meant: the desk's own where none is named."""
    place = folder_of(name) if name else settings.PACK
    return load(place, folder=settings.PACKS, fill={"press_port": str(settings.PRESS_PORT or 1)})


def demo_hosts(pack: Pack) -> list[str]:
    """The demo press's hosts, each by name and only while it is meant to run."""
    hosts = {host_of(source.url) for outlet in pack.outlets for source in outlet.sources}
    return sorted(host for host in hosts if settings.PRESS_PORT and host.endswith(DEMO_ENDING))


ACTS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "list": listed,
    "check": checked,
    "import": imported,
}
