"""``diembao search``: the same search as the page's, for terminals and programs."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from archive import articles, hits, namings
from archive.clock import DESK_ZONE, read_clock
from archive.lagging import behind
from archive.packs import PackError
from config import search_output, tools
from search.engine import Engine
from search.errors import IndexMismatch, QueryError, SearchUnavailable
from search.histogram import Step
from search.like import like
from search.model import Answer, Ask, Hit, Order
from search.query import parse
from search.rows import DEEPEST_PAGE
from search.tree import Node


class Refused(Exception):
    """What was asked for does not go together; the message says so in both languages."""


def parser() -> argparse.ArgumentParser:
    """What ``search`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao search",
        description="Tìm trong kho. / Search the archive."
        " Ví dụ / e.g.: diembao search 'lũ AND báo:bao-lam-giang'",
    )
    found.add_argument("query", nargs="?", help="câu hỏi / the query")
    found.add_argument("--json", action="store_true", help="kết quả cho chương trình / for programs")
    found.add_argument("--limit", type=int, default=20, help="số bài / how many (20)")
    found.add_argument(
        "--order",
        choices=[order.value for order in Order],
        default=Order.TIME.value,
        help="mới nhất hay hợp nhất trước / newest or best first (time)",
    )
    found.add_argument(
        "--histogram",
        choices=[step.value for step in Step],
        help="số bài theo ngày, tuần, tháng hay quý / articles by day, week, month or quarter",
    )
    found.add_argument(
        "--export",
        type=Path,
        metavar="FILE",
        help="ghi mọi bài tìm thấy ra tệp .csv hay .jsonl / write all hits to a .csv or .jsonl file",
    )
    found.add_argument(
        "--like", type=int, metavar="ID", help="các bài tương tự một bài / articles like one in the archive"
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """Search and print."""
    asked = parser().parse_args(arguments)
    try:
        check(asked)
        tree = parse(asked.query or "", today=today(), names=namings.names(tools.pack()))
        engine = tools.engine()
        try:
            act(asked, tree, engine)
        finally:
            engine.close()
    except QueryError as error:
        print(error.caret(asked.query), file=sys.stderr)
        return 2
    except (Refused, PackError, SearchUnavailable, IndexMismatch) as away:
        print(away, file=sys.stderr)
        return 2
    return 0


def check(asked: argparse.Namespace) -> None:
    """Raise Refused for what does not go together."""
    if (asked.query is None) == (asked.like is None):
        raise Refused("Hãy cho một câu hỏi hoặc --like ID. / Give either a query or --like ID.")
    if asked.like is not None and (asked.export or asked.histogram):
        raise Refused(
            "--like chỉ đi với --limit và --json. / --like goes with --limit and --json only.",
        )
    if asked.export and asked.export.suffix not in search_output.SUFFIXES:
        raise Refused(
            f"{asked.export}: tên tệp phải kết thúc bằng .csv hoặc .jsonl."
            " / the file's name must end in .csv or .jsonl."
        )
    if asked.order == Order.RELEVANCE.value and asked.limit > DEEPEST_PAGE:
        raise Refused(
            f"Xếp theo độ khớp chỉ được {DEEPEST_PAGE} bài; bỏ --order để lấy mọi bài theo thời gian."
            f" / By relevance there are {DEEPEST_PAGE:,} articles at most; without --order all come by time."
        )


def act(asked: argparse.Namespace, tree: Node, engine: Engine) -> None:
    """Do what is asked with what the engine finds."""
    if asked.export:
        export(engine, tree, asked.export)
    elif asked.like is not None:
        found = alike(engine, asked.like, max(1, asked.limit))
        show(asked, Answer(len(found), found), found)
    else:
        limit = min(max(1, asked.limit), DEEPEST_PAGE)
        wanted = bool(asked.histogram)
        answer = engine.search(tree, Ask(Order(asked.order), limit, facets=asked.json, histogram=wanted))
        deep = asked.limit > DEEPEST_PAGE
        show(asked, answer, engine.every(tree, asked.limit) if deep else answer.hits)


def export(engine: Engine, tree: Node, target: Path) -> None:
    """Write all hits into a file and say how many there are."""
    count = engine.search(tree, Ask(limit=1)).count
    try:
        written = search_output.write(engine.every(tree), count, target)
    except OSError as error:
        raise Refused(f"{target}: không ghi được / cannot be written: {error.strerror}") from error
    print(f"{target}: {written} bài / articles")


def alike(engine: Engine, article_id: int, limit: int) -> tuple[Hit, ...]:
    """What is like an article, without itself and its copies."""
    text = articles.text(article_id)
    if text is None:
        raise Refused(f"Không có bài {article_id} trong kho. / There is no article {article_id}.")
    return like(text.title, text.whole, engine, limit=limit, without=hits.family(article_id))


def show(asked: argparse.Namespace, answer: Answer, found: Iterable[Hit]) -> None:
    """Print what was found, for people or for programs."""
    late = behind(read_clock(settings.CLOCK_FILE))
    rows, steps = search_output.rows(found), search_output.steps(answer, asked.histogram)
    if asked.json:
        print(json.dumps(search_output.told(answer, rows, steps, late), ensure_ascii=False))
        return
    for row in rows:
        print(search_output.line(row))
    for day, count in (steps or {}).items():
        print(f"{day:25} {count}")
    print(f"{answer.count} bài / articles")
    if late:
        print(search_output.lag(late))


def today() -> date:
    """The desk's day."""
    return read_clock(settings.CLOCK_FILE).now().astimezone(DESK_ZONE).date()
