"""An index asked: how long each kind of question takes, in CPU time, and how much memory that needs."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.questions import Kind, Question, questions
from bench.spent import memory, spread
from search.engine import Engine, open_engine
from search.model import Ask, Order
from search.query import parse

MILLI = 1000
PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking took: milliseconds of CPU for each kind, and memory."""

    took: dict[str, dict[str, float]]
    memory: dict[str, float]


def ask(folder: Path, each: int) -> Asked:
    """Ask an index so many questions of each kind, as a process that only reads."""
    engine = open_engine(f"tantivy://{folder}", write=False)
    found = questions(each)
    for kind in Kind:  # the first of each kind finds the files cold
        answered(engine, next(one for one in found if one.kind is kind))
    took = {kind: asdict(spread(times(engine, [one for one in found if one.kind is kind]))) for kind in Kind}
    told = Asked({str(kind): told for kind, told in took.items()}, memory())
    engine.close()
    return told


def times(engine: Engine, asked: Sequence[Question]) -> list[float]:
    """The milliseconds each question takes."""
    return [answered(engine, one) for one in asked]


def answered(engine: Engine, question: Question) -> float:
    """The milliseconds of CPU, in all threads, until a page of the answer is there with its exact count."""
    tree = parse(question.query)
    order = Order.RELEVANCE if question.by_score else Order.TIME
    wanted = Ask(order, PAGE, facets=question.has_facets, histogram=question.has_histogram)
    began = time.process_time()
    engine.search(tree, wanted)
    return (time.process_time() - began) * MILLI
