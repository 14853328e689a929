"""The figures of the search as they are kept: one file for programs, and a page of tables for people."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.goals import Figures, Goal, Sizes, goals, growth
from bench.questions import Kind

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "figures"
JSON, PAGE = "search.json", "search.md"
LARGE = 1000
HEAD = """# The search by size

`make bench` writes this page and `search.json`; `python -m bench --search --million` measures a million
articles as well. The articles are made up out of the demo's own words; their length and the growth of
their list of words are those of Vietnamese press. Times are CPU milliseconds of the whole process with the
exact count, p50 / p95. Questions are worded out of the articles themselves, so their words are frequent ones.
“Facets” are all that the product counts: source, outlet, kind, country, language, topic, tone and place.

SQLite FTS5 stands beside it with one stream (accents folded) against our two, counts four facets, and has
100 CPU seconds for all its questions: “(34)” tells how many of a kind it answered in its share of them, “—”
that it answered none.

Memory is the most that a process held, with the files of the index that the system had mapped in for it;
“own” is what was no file's.
"""


def kept(folder: Path = FOLDER) -> dict[int, Figures]:
    """The figures of earlier runs, by size."""
    path = folder / JSON
    told = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return {int(size): figures for size, figures in told.items()}


def keep(measured: Sizes, folder: Path = FOLDER) -> None:
    """Write figures down; those of other sizes stay."""
    sizes = dict(sorted((kept(folder) | dict(measured)).items()))
    folder.mkdir(parents=True, exist_ok=True)
    told = {str(size): rounded(figures) for size, figures in sizes.items()}
    (folder / JSON).write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")
    (folder / PAGE).write_text(page(sizes), "utf-8")


def rounded(value: Any) -> Any:
    """The same with as many digits as mean something."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return round(value, 3) if isinstance(value, float) else value


def page(sizes: Sizes) -> str:
    """The page."""
    parts = {
        "Goals": told(goals(sizes)),
        "Building": built(sizes),
        "Asking": asked(sizes),
        "Memory, and time until found": held(sizes),
    }
    return "\n".join((HEAD, *(f"## {name}\n\n{part}" for name, part in parts.items())))


def told(found: Sequence[Goal]) -> str:
    """The goals as a table."""
    rows = [
        (one.name, short(one.figure), one.limited, one.unit, "yes" if one.is_met else "**no**")
        for one in found
    ]
    return table(("goal", "figure", "limit", "unit", "met"), rows)


def built(sizes: Sizes) -> str:
    """What building took."""
    ours = ("text_bytes", "whole_rate", "analysis_rate", "engine_rate", "disk_bytes")
    rows = [
        (
            f"{size:,}",
            *(f"{one['built'][name]:,.0f}" for name in ours),
            *(f"{one['peer'][name]:,.0f}" for name in ("engine_rate", "disk_bytes")),
        )
        for size, one in sizes.items()
    ]
    head = ("articles", "bytes of text", "articles/s", "analysis/s", "engine/s", "bytes on disk")
    return table((*head, "FTS5 articles/s", "FTS5 bytes"), rows)


def asked(sizes: Sizes) -> str:
    """What each kind of question took, beside the peer at each size."""
    head = ["question"]
    for size in sizes:
        head += [f"{size:,}", "FTS5", "FTS5 ÷ ours"]
    rows = [(kind, *cells(sizes, kind)) for kind in Kind]
    return table((*head, "growth p50"), rows)


def cells(sizes: Sizes, kind: Kind) -> Iterator[str]:
    """A kind's row."""
    for one in sizes.values():
        ours, theirs = one["asked"]["took"][kind], one["peer"]["took"].get(kind)
        yield shown(ours)
        yield (shown(theirs) + some(one["peer"], kind)) if theirs else "—"
        yield f"{short(theirs['p50'] / max(ours['p50'], 1e-9))} ×" if theirs else "—"
    yield f"{growth(sizes, kind):.1f} ×"


def some(peer: Figures, kind: Kind) -> str:
    """How many the peer answered where that was not all."""
    return f" ({peer['took'][kind]['count']})" if kind in peer["capped"] else ""


def held(sizes: Sizes) -> str:
    """What the processes held, and how long a stored article was not found."""
    rows = [
        (f"{size:,}", *map(weight, (one["built"]["memory"], one["asked"]["memory"])), shown(one["found"]))
        for size, one in sizes.items()
    ]
    return table(("articles", "building, MB (own)", "asking, MB (own)", "found after, s"), rows)


def weight(memory: Figures) -> str:
    """What a process held, where the system told."""
    return f"{short(memory['peak_mb'])} ({short(memory['own_mb'])})" if memory else "—"


def short(figure: float) -> str:
    """A figure with three digits, or with all that stand before its point."""
    return f"{figure:,.0f}" if figure >= LARGE else f"{figure:.3g}"


def shown(spread: Figures) -> str:
    """The middle and the nearly worst."""
    return f"{short(spread['p50'])} / {short(spread['p95'])}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
