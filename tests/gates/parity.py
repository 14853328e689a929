"""Both engines and the matcher asked the same of the demo's articles: made-up queries of every kind."""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from demo.edition import edition
from demo.plan import Instance, Plan
from search.engine import Engine
from search.model import Document
from search.tree import Node
from tests.elastic import running_node
from tests.search.engines import engine, put
from tests.search.shelf import Shelf
from tests.search.trees import trees

TREES = 2_000
# As many as are held against each query by hand; the first of every language are among them.
ARTICLES = 600
_SHOWN = 5


@dataclass
class Agreement:
    """How many queries were answered alike by all three, and which were not."""

    asked: int = 0
    strays: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of queries answered alike."""
        return 1 - len(self.strays) / self.asked if self.asked else 0.0

    def hear(self, tree: Node, shelf: Shelf, engines: Sequence[Engine]) -> None:
        """Ask all of them one query."""
        wanted = shelf.answer(tree)
        self.asked += 1
        wrong = [type(one).__name__ for one in engines if one.search(tree, shelf.ask) != wanted]
        if wrong:
            self.strays.append(f"{' and '.join(wrong)}: {tree!r}")


def agreement(count: int = TREES) -> Agreement:
    """Ask so many queries of a fresh index of each kind."""
    shelf = Shelf(documents(edition(), ARTICLES))
    with (
        tempfile.TemporaryDirectory(prefix="diembao-parity-") as folder,
        running_node(Path(folder)) as url,
        engine(f"tantivy://{folder}/index") as embedded,
        engine(f"{url}/parity") as grown,
    ):
        for one in (embedded, grown):
            put(one, shelf.documents)
        return compare(shelf, (embedded, grown), count)


def compare(shelf: Shelf, engines: Sequence[Engine], count: int) -> Agreement:
    """Ask so many made-up queries, always the same ones."""
    found = Agreement()

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(tree=trees(shelf.documents))
    def ask(tree: Node) -> None:
        found.hear(tree, shelf, engines)

    ask()
    for stray in found.strays[:_SHOWN]:
        print(stray, file=sys.stderr)
    return found


def documents(plan: Plan, count: int) -> list[Document]:
    """The demo's articles as the index takes them: every original, then copies, up to so many."""
    instances = sorted(plan.instances, key=lambda one: one.role != "original")[:count]
    return [_document(number, one, plan) for number, one in enumerate(instances, start=1)]


def _document(number: int, one: Instance, plan: Plan) -> Document:
    outlet, event, text = plan.by_slug[one.outlet], one.event, one.text
    return Document(
        id=number,
        revision=1,
        url=f"http://{one.outlet}{one.path}",
        title=text.title,
        alt_title=event.headlines[0] if event.headlines and number % 3 == 0 else "",
        body="\n".join((text.standfirst, *text.body)),
        published_at=None if number % 20 == 0 else one.published_at,
        fetched_at=one.published_at + timedelta(minutes=7),
        source=f"{one.outlet}/{one.section}",
        outlet=one.outlet,
        kind=outlet.kind,
        country=outlet.country,
        lang=event.lang,
        topics=(event.topic,),
        tone=event.tone,
        places=tuple(event.places),
        about=bool(event.about),
    )
