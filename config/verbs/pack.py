"""``diembao pack check``: everything that is wrong with a pack, file and line."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from archive.packs import PACKS, check, known, load
from config import environment, home

SHOWN = 10
# The demo's addresses want a port; what is checked here does not depend on it.
ANY_PORT = {"press_port": "1"}


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
        print("\n".join(known(shelf())))
        return 0
    if not asked.pack:
        parser().error("thiếu tên hoặc thư mục của gói / the pack's name or folder is missing")
    problems = check(folder_of(asked.pack), folder=shelf())
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{asked.pack}: {len(problems)} lỗi / problems")
    if not problems:
        tell_unchecked(load(folder_of(asked.pack), folder=shelf(), fill=ANY_PORT).to_check())
    return 1 if problems else 0


def tell_unchecked(keys: Sequence[str]) -> None:
    """What is well written but nobody has compared with its document, or seen answer."""
    if keys:
        shown = ", ".join(keys[:SHOWN]) + (" …" if len(keys) > SHOWN else "")
        print(f"{len(keys)} mục chưa đối chiếu / items nobody has checked yet: {shown}")


def shelf() -> Path:
    """The folder in which a pack's name is looked up, as the settings know it."""
    return Path(environment.text("DIEMBAO_PACKS", str(PACKS)))


def folder_of(pack: str) -> Path:
    """Where a pack lies: a name stands on the shelf, a folder is written with a slash."""
    names, is_folder = known(shelf()), "/" in pack
    if not (Path(pack).is_dir() if is_folder else pack in names):
        raise home.Trouble(
            f"Không có gói “{pack}”; các gói có: {', '.join(names)}; thư mục thì viết với dấu “/”."
            " / There is no such pack; those known are listed; a folder is written with a “/”."
        )
    return Path(pack) if is_folder else shelf() / pack
