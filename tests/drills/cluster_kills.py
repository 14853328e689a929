"""kill -9 of nodes of a real cluster, the master first, while it is written and searched without a pause."""

import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from search.engine import open_engine
from search.errors import SearchUnavailable
from search.model import Ask, Document
from search.query import parse
from tests.elastic import Node, running_cluster
from tests.search.newsstand import article

BATCH = 20
ARTICLES = 4_000
FIRST_DAY = datetime(2024, 6, 1, tzinfo=UTC)
# Between two tries of a cluster that does not take a batch, as the indexer waits.
PAUSE = 0.5
PATIENCE = 120.0


@dataclass
class Report:
    """What the kills did."""

    kills: int = 0
    victims: list[str] = field(default_factory=list)
    batches: int = 0
    acknowledged: int = 0
    refused: int = 0
    searches: int = 0
    unanswered: list[str] = field(default_factory=list)
    longest_silence: float = 0.0
    lost: list[int] = field(default_factory=list)
    double: list[int] = field(default_factory=list)
    seconds: float = 0.0


@dataclass
class Load:
    """A writer and a reader at work, and what they were told."""

    url: str
    chance: random.Random
    report: Report = field(default_factory=Report)
    stop: threading.Event = field(default_factory=threading.Event)
    acknowledged: dict[int, int] = field(default_factory=dict)

    def write(self) -> None:
        """Write batch after batch; one that is refused is written again, as the queue of changes would be."""
        revision = 0
        with closing(open_engine(self.url, write=True)) as engine:
            while not self.stop.is_set():
                revision += 1
                batch = [self.document(revision) for _ in range(BATCH)]
                while not self.stop.is_set():
                    try:
                        engine.index(batch)
                        engine.commit()
                    except SearchUnavailable:
                        self.report.refused += 1
                        self.stop.wait(PAUSE)
                    else:
                        self.acknowledged |= {document.id: document.revision for document in batch}
                        self.report.batches += 1
                        break

    def document(self, revision: int) -> Document:
        """An article, new or changed; now and then its date has moved to another year."""
        number = self.chance.randint(1, ARTICLES)
        at = FIRST_DAY + timedelta(days=self.chance.randint(0, 1_000))
        return article(
            number, f"Lũ về lần {revision}", "nước sông lên nhanh", revision=revision, published_at=at
        )

    def read(self) -> None:
        """Search as a page does, again and again."""
        answered_at = time.monotonic()
        with closing(open_engine(self.url, write=False)) as engine:
            while not self.stop.is_set():
                try:
                    engine.search(parse("“lũ về”"), Ask(facets=True))
                    self.report.searches += 1
                    silence, answered_at = time.monotonic() - answered_at, time.monotonic()
                    self.report.longest_silence = max(self.report.longest_silence, silence)
                except SearchUnavailable as away:
                    self.report.unanswered.append(away.message_en)


def drill(folder: Path, kills: int, seed: int) -> Report:
    """Kill a node, let it come back, kill the next; at the end everything acknowledged is there once."""
    began = time.monotonic()
    chance = random.Random(seed)
    with running_cluster(folder, 3) as nodes:
        hosts = ",".join(f"127.0.0.1:{node.http}" for node in nodes)
        load = Load(f"http://{hosts}/drill", random.Random(seed))
        open_engine(load.url, write=True).close()
        workers = [threading.Thread(target=work) for work in (load.write, load.read)]
        for worker in workers:
            worker.start()
        try:
            for number in range(kills):
                grow(load)
                victim = master(nodes) if number % 2 == 0 else chance.choice(nodes)
                healthy(next(node for node in nodes if node is not victim))
                victim.kill()
                load.report.kills += 1
                load.report.victims.append(victim.settings["node.name"])
                grow(load)
                if number + 1 < kills:
                    victim.launch()
                    victim.wait()
        finally:
            load.stop.set()
            for worker in workers:
                worker.join()
        check(load)
    load.report.seconds = round(time.monotonic() - began, 1)
    return load.report


def grow(load: Load) -> None:
    """Wait until more was acknowledged and answered, be it by those that are left."""
    written, searched = load.report.batches, load.report.searches
    until = time.monotonic() + PATIENCE
    while load.report.batches < written + 10 or load.report.searches < searched + 20:
        if time.monotonic() > until:
            raise AssertionError(f"nothing is written or answered any more: {load.report}")
        time.sleep(0.05)


def master(nodes: Sequence[Node]) -> Node:
    """The node that leads the others."""
    told = nodes[0].ask("/_cluster/state/master_node,nodes")
    name = told["nodes"][str(told["master_node"])]["name"]
    return next(node for node in nodes if node.settings["node.name"] == name)


def healthy(node: Node) -> None:
    """Wait until every part has its copy: what is acknowledged then lies on two machines."""
    node.ask("/_cluster/health?wait_for_status=green&timeout=50s")


def check(load: Load) -> None:
    """Count what was lost, and what is there twice."""
    with closing(open_engine(load.url, write=True)) as engine:
        engine.commit()
        found = engine.ids(0, ARTICLES * 2)
        hits = [hit.id for hit in engine.every(parse(""))]
    there = dict(found)
    load.report.acknowledged = len(load.acknowledged)
    load.report.lost = sorted(i for i, n in load.acknowledged.items() if there.get(i, 0) < n)
    load.report.double = sorted(i for i, times in Counter(hits).items() if times > 1)
