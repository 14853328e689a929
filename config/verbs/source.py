"""``diembao source``: the sources and how they are doing."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict

from archive import sources


def parser() -> argparse.ArgumentParser:
    """What ``source`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao source", description="Danh sách và trạng thái nguồn. / The sources and their state."
    )
    found.add_argument("act", choices=["list"], nargs="?", default="list", help="liệt kê / list")
    found.add_argument("--json", action="store_true", help="cho chương trình / for programs")
    return found


def run(arguments: Sequence[str]) -> int:
    """List."""
    asked = parser().parse_args(arguments)
    rows = sources.rows()
    if asked.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, default=str))
        return 0
    for row in rows:
        mark = "" if row.is_verified else " (chưa kiểm chứng / unverified)"
        reason = f" — {row.reason}" if row.reason else ""
        print(f"{row.state:8} {row.articles:6} {row.key:28} {row.url}{mark}{reason}")
    return 0
