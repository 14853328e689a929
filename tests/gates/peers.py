"""The peers' answers scored as ours are, and the table of all of them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.peers import Run

Score = Mapping[str, float]
FIELDS = ("body_F1", "body_bad", "title", "day", "instant", "authors_F1")


def scores_of(runs: Sequence[Run], score: Callable[[Path], Score]) -> dict[str, Score]:
    """What a scorer says of each run."""
    return {run.name: score(run.answers) for run in runs}


def best(scores: Mapping[str, Score], field: str, without: str) -> float:
    """The best figure of a field among the others."""
    return max(score.get(field, 0.0) for name, score in scores.items() if name != without)


def table(runs: Sequence[Run], scores: Mapping[str, Score]) -> str:
    """The runs as lines: quality, errors, and the CPU of a page."""
    heads = (*FIELDS, "errors", "ms mean", "ms median")
    lines = [f"{'':18}" + "".join(f"{head:>11}" for head in heads)]
    for run in runs:
        figures = "".join(f"{scores[run.name].get(field, 0.0):11.4f}" for field in FIELDS)
        lines.append(f"{run.name:18}{figures}{run.errors:11d}{run.mean_ms:11.1f}{run.median_ms:11.1f}")
    return "\n".join(lines)
