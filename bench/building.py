"""An index built of made-up articles: how fast, how large, with how much memory.

The engine writes in threads of its own, so its CPU seconds are those of the whole process less what this
thread spends on making the articles; the analysis among them is timed apart, on some batches.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench import corpus
from bench.spent import Stopwatch, memory
from search.engine import open_engine
from search.rows import row

BATCH, BATCHES_PER_COMMIT, BATCHES_PER_SAMPLE = 1000, 20, 20

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took, a second of CPU being the measure."""

    articles: int
    text_bytes: float
    whole_rate: float
    analysis_rate: float
    engine_rate: float
    disk_bytes: float
    memory: dict[str, float]


def build(folder: Path, count: int, tell: Tell) -> Built:
    """Put so many articles into a new index."""
    engine = open_engine(f"tantivy://{folder}", write=True)
    made, aside, analysis = corpus.articles(count), Stopwatch(), Stopwatch()
    sampled = size = done = 0
    began = time.process_time()
    for number in range(-(-count // BATCH)):
        with aside:
            batch = list(islice(made, BATCH))
            size += sum(len(one.body.encode()) + len(one.title.encode()) for one in batch)
        if number % BATCHES_PER_SAMPLE == 0:
            sampled += len(batch)
            with aside, analysis:
                for one in batch:
                    row(one)
        engine.index(batch)
        done += len(batch)
        if number % BATCHES_PER_COMMIT == BATCHES_PER_COMMIT - 1:
            engine.commit()
            tell(f"{done:,} / {count:,}")
    engine.commit()
    engine.close()
    spent = time.process_time() - began - aside.seconds
    analysing = analysis.seconds / sampled * count
    whole_rate, analysis_rate, engine_rate = rates(count, spent, analysing)
    return Built(
        articles=count,
        text_bytes=size / count,
        whole_rate=whole_rate,
        analysis_rate=analysis_rate,
        engine_rate=engine_rate,
        disk_bytes=disk(folder) / count,
        memory=memory(),
    )


def rates(count: int, whole: float, analysing: float) -> tuple[float, float, float]:
    """Articles a second of all, of the analysis, and of the engine, whose share is what is left."""
    return count / whole, count / analysing, count / max(whole - analysing, 1e-9)


def disk(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
