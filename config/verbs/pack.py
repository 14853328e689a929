"""``diembao pack check``: everything that is wrong with a pack, file and line."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from archive.packs import PACKS, check, known


def parser() -> argparse.ArgumentParser:
    """What ``pack`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao pack",
        description="Gói của tỉnh. / A province's pack. Hướng dẫn / guide: docs/guides/packs.md",
    )
    found.add_argument("act", choices=["check", "list"], help="kiểm tra, liệt kê / check, list")
    found.add_argument("pack", nargs="?", help="tên hoặc thư mục / name or folder")
    return found


def run(arguments: Sequence[str]) -> int:
    """Check or list."""
    asked = parser().parse_args(arguments)
    if asked.act == "list":
        print("\n".join(known()))
        return 0
    if not asked.pack:
        parser().error("thiếu tên hoặc thư mục của gói / the pack's name or folder is missing")
    folder = PACKS / asked.pack if asked.pack in known() else Path(asked.pack)
    problems = check(folder)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{asked.pack}: {len(problems)} lỗi / problems")
    return 1 if problems else 0
