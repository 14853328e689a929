"""``diembao try STAGE``: one stage of the real code on the user's own files; no archive is touched."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from classifier.linear import ModelError
from config.progress import Progress
from pipeline import trial
from pipeline.rows import InputMissing, OutputRefused

BAD_LINES = 3
TAKES, GIVES = "tệp vào / the input", "tệp ra / the output"


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
        stage.add_argument("--in", dest="source", type=Path, required=True, metavar=trying.takes, help=TAKES)
        stage.add_argument("--out", type=Path, required=True, metavar=trying.gives, help=GIVES)
    return found


def run(arguments: Sequence[str]) -> int:
    """Run the stage over the file."""
    asked = parser().parse_args(arguments)
    stage: Callable[..., int] = trial.STAGES[asked.stage].run
    progress = Progress(f"try {asked.stage}")
    try:
        bad = stage(asked.source, asked.out, lambda wrong: print(wrong, file=sys.stderr), progress)
    except (InputMissing, OutputRefused, ModelError) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    progress.end()
    return BAD_LINES if bad else 0
