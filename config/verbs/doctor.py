"""``diembao doctor``: what is wrong, and the cure."""

import argparse
import json
from collections.abc import Sequence

from django.conf import settings

from archive import jobs, namings, pulse
from archive.clock import read_clock
from config import tools
from config.site import answers
from pipeline.doctor import examine
from pipeline.finding import Colour, Finding
from search.errors import IndexMismatch, SearchUnavailable
from search.model import EngineState

MARKS = {Colour.GREEN: "✓", Colour.YELLOW: "!", Colour.RED: "✗"}


def parser() -> argparse.ArgumentParser:
    """What ``doctor`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao doctor",
        description="Nguồn, các bước, cách ly, chỉ mục, thư, phiên bản; mã thoát 1 khi có gì đỏ."
        " / Sources, stages, quarantine, index, mail, versions; exit code 1 when something is red.",
    )
    found.add_argument("--json", action="store_true", help="cho chương trình / for programs")
    found.add_argument(
        "--alive", choices=["crawl", "work", "serve"], help="chỉ hỏi: còn sống? / only ask: is it alive?"
    )
    found.add_argument("--port", type=int, default=8000, help="cổng của trang web / the site's port")
    found.add_argument(
        "--retry", action="store_true", help="cho việc bị cách ly chạy lại / run what was put aside again"
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """Examine and print."""
    asked = parser().parse_args(arguments)
    if asked.alive:
        return 0 if is_alive(asked.alive, asked.port) else 1
    clock = read_clock(settings.CLOCK_FILE)
    if asked.retry:
        count = jobs.retry([row.id for row in jobs.quarantined(10_000)], clock.now())
        print(f"{count} việc chạy lại / steps will run again")
    names = namings.names(tools.pack())
    engine, plug, shelf = engine_state(), tools.plug_state(), tools.shelf()
    encoder = tools.encoder_state()
    findings = examine(clock.now(), settings.HOME, engine, clock.speed, names, plug, shelf, encoder)
    if asked.json:
        print(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(line(finding))
    return 1 if any(finding.colour == Colour.RED for finding in findings) else 0


def is_alive(kind: str, port: int) -> bool:
    """Whether a process of a kind shows itself; the site by answering, the others by their pulse."""
    if kind == "serve":
        return answers(f"http://127.0.0.1:{port}/health")
    return any(beat.kind == kind and beat.is_fresh for beat in pulse.beats())


def line(finding: Finding) -> str:
    """A finding as one line, its cure on the next."""
    cure = f"\n    → {finding.cure}" if finding.cure else ""
    return f"{MARKS[finding.colour]} {finding.what}: {finding.state}{cure}"


def engine_state() -> EngineState:
    """How the engine feels; one that cannot be opened says why."""
    try:
        engine = tools.engine()
        state = engine.state()
        engine.close()
    except (SearchUnavailable, IndexMismatch) as away:
        return EngineState("search", "", 0, 0, ok=False, reason=str(away))
    return state
