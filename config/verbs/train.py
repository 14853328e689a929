"""``diembao train``: the next models from what officers corrected, taken only if they are not worse."""

import argparse
import sys
from collections.abc import Sequence

from django.conf import settings

from archive.clock import read_clock
from archive.packs import PackError
from classifier.linear import ModelError
from classifier.relearning import Relearned
from classifier.shelf import ShelfBusy
from config import home, tools
from config.progress import Progress
from desk.label_runs import words
from pipeline import learning

ACCEPTED, REFUSED, NOTHING = 0, 1, 2
TASKS = {
    "about": "liên quan / relevance",
    "topic": "chủ đề / topics",
    "tone": "sắc thái / tone",
}
BUSY = (
    "Đang có lần huấn luyện khác chạy; đợi xong rồi chạy lại. / Another training runs; wait until it is done."
)
NO_LABEL = (
    "Chưa có nhãn nào: hãy gán nhãn ở trang “Gán nhãn” hoặc sửa kết quả đọc ở trang bài."
    " / There is no label yet: label articles on the page “Gán nhãn”, or correct readings."
)


def parser() -> argparse.ArgumentParser:
    """What ``train`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao train",
        description="Học từ nhãn của cán bộ; phần nào kém mô hình đang dùng thì không nhận."
        " Mã thoát: 0 có phần được nhận, 1 không phần nào, 2 không có gì để học."
        " / Learn from officers' labels; what is worse than the model in use is refused."
        " Exit code: 0 something was taken, 1 nothing was, 2 there is nothing to learn from.",
    )
    found.add_argument(
        "--dry-run", action="store_true", help="chỉ đo, không thay mô hình / only measure, change nothing"
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """Train, and tell what became of it."""
    asked = parser().parse_args(arguments)
    shown = Progress("huấn luyện / training")
    try:
        found = learning.train(
            tools.shelf(),
            tools.pack().gazetteer(),
            read_clock(settings.CLOCK_FILE).now,
            lambda what: shown.tell(TASKS.get(what, what)),
            is_dry=asked.dry_run,
        )
    except ShelfBusy as busy:
        raise home.Trouble(BUSY) from busy
    except (PackError, ModelError) as wrong:
        raise home.Trouble(str(wrong)) from wrong
    finally:
        shown.end()
    if found is None:
        print(NO_LABEL, file=sys.stderr)
        return NOTHING
    tell(found, is_dry=asked.dry_run)
    return ACCEPTED if found.is_accepted else REFUSED


def tell(found: Relearned, *, is_dry: bool) -> None:
    """Each task with its figures and the reason; then which model reads."""
    print(
        f"{found.labels} nhãn để học, {found.held} nhãn giữ lại"
        f" / {found.labels} labels to learn from, {found.held} held"
    )
    for one in found.judgements:
        mark = "✓" if one.is_accepted else "✗"
        print(f"{mark} {TASKS[one.task]}: {' / '.join(words(one))}")
    if is_dry:
        print("Chỉ thử: mô hình giữ nguyên. / A trial only: the model stays.")
    elif found.name == found.parent:
        print(f"Mô hình giữ nguyên / the model stays: {found.name}")
    else:
        print(f"Mô hình mới / the new model: {found.name} ({found.parent} →)")
