"""``diembao try STAGE``: one stage of the real code on the user's own files; no archive is touched."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.clock import system_clock
from archive.pack_names import of_pack
from archive.packs import PACKS, PackError, load
from classifier.linear import ModelError
from config import environment
from config.progress import Progress
from pipeline import trial
from pipeline.rows import InputMissing, OutputRefused

BAD_LINES = 3
ANY_PORT = {"press_port": "80"}
TAKES, GIVES = "tệp vào / the input", "tệp ra / the output"
ASKS = "tệp câu hỏi, mỗi dòng: mã, dấu tab, câu / the queries, a line each: id, tab, query"


def parser() -> argparse.ArgumentParser:
    """What ``try`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao try",
        description="Chạy một bước trên tệp của bạn. / Run one stage on your own files."
        " Dòng lỗi được nêu tên, các dòng khác vẫn chạy (mã 3)."
        " / Bad lines are named, the others go on (exit 3).",
    )
    stages = found.add_subparsers(dest="stage", required=True, metavar="STAGE")
    for name, trying in trial.STAGES.items():
        stage = stages.add_parser(name, help=trying.line, description=trying.line)
        if trying.queries:
            stage.add_argument("--queries", type=Path, required=True, metavar=trying.queries, help=ASKS)
        stage.add_argument(
            trying.flag, dest="source", type=Path, required=True, metavar=trying.takes, help=TAKES
        )
        stage.add_argument("--out", type=Path, required=True, metavar=trying.gives, help=GIVES)
        for one in trying.options:
            stage.add_argument(
                f"--{one.name}", type=one.read, metavar=one.shown, help=one.help, default=one.default
            )
    return found


def run(arguments: Sequence[str]) -> int:
    """Run the stage over the file."""
    asked = parser().parse_args(arguments)
    stage = trial.STAGES[asked.stage]
    progress = Progress(f"try {asked.stage}")
    try:
        more = queried(asked.queries) if stage.queries else {}
        more |= {one.name: getattr(asked, one.name) for one in stage.options}
        bad = stage.run(asked.source, asked.out, lambda bad: print(bad, file=sys.stderr), progress, **more)
    except (InputMissing, OutputRefused, ModelError, PackError) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    progress.end()
    return BAD_LINES if bad else 0


def queried(table: Path) -> dict[str, Any]:
    """What a stage with queries is told beside its files; a desk's own pack tells what values are called."""
    pack = environment.text("DIEMBAO_PACK")
    folder = Path(environment.text("DIEMBAO_PACKS", str(PACKS)))
    names = of_pack(load(pack, folder=folder, fill=ANY_PORT)) if pack else None
    return {"queries": table, "now": system_clock().now(), "names": names}
