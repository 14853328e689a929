"""The demo's press read page by page in the order in which it came out, each through the real stages."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from archive import additions, announced, jobs, sources
from archive.models import Article, Outlet, Overlap, Pickup, Signal, Source, StoryMember, StoryTie
from archive.packs import PACKS, load
from classifier.reader import Reader
from crawler.evidence import Shelf
from crawler.model import Capture, Shape
from demo.answers import answer
from demo.around import url_of
from demo.clock import ZONE, day_of, instant
from demo.edition import edition
from demo.exchange import Asked
from demo.plan import Instance
from demo.truth import ArticleTruth, Truth, truth
from desk import claims
from desk.claim_rows import ClaimWish
from desk.models import ClaimHit
from desk.rights import Role
from pipeline import leaves, signals
from pipeline.context import Context
from pipeline.index import Indexer
from pipeline.worker import run_jobs
from search.engine import open_engine
from tests.desk.making import actor
from tests.pipeline.making import Hands

PORT = 8093
# The press is read for so long that what is usual is known before the first story, and the lull is long.
FIRST_DAY, LAST_DAY = 48, 104
# On the evening before that day the first claim has been told everywhere and the second nowhere.
CLAIMS_DAY = 93
# In the order in which they follow each other; the index is brought up to date for whoever searches it.
STAGES = ("extract", "read", "relate", "story", "across", "claim")
PAGES_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Raised:
    """A signal: of what, for which day, and on which day it was told."""

    kind: str
    subject: str
    key: str
    day: date
    raised_on: date


@dataclass(frozen=True, slots=True)
class Found:
    """What the desk came to know of the press, by the articles' addresses, beside what is true of it."""

    truth: Truth
    told: Mapping[str, ArticleTruth]
    head: Mapping[str, str]
    overlaps: frozenset[frozenset[str]]
    origin: Mapping[str, str]
    story: Mapping[str, int]
    ties: Mapping[str, frozenset[frozenset[int]]]
    hits: Mapping[str, Mapping[str, tuple[str, str]]]
    signals: tuple[Raised, ...]

    def stories_of(self, story: str) -> list[int]:
        """The numbers of the stories in which the originals of a true story stand."""
        mine = [url for url, one in self.told.items() if one["story"] == story and one["role"] == "original"]
        return [self.story[self.head[url]] for url in mine if self.head[url] in self.story]


@dataclass
class Home:
    """A desk that reads the press, and what is true of it."""

    context: Context
    hands: Hands
    indexer: Indexer
    shelf: Shelf
    sources: Mapping[str, int]
    truth: Truth = field(default_factory=lambda: truth(instant(LAST_DAY), PORT))

    def read(self, first: int, last: int) -> None:
        """Let days pass: what came out is read in the evening, and counted."""
        for day in range(first, last):
            self.hands.at = instant(day + 1) - timedelta(minutes=1)
            with transaction.atomic():
                for one in edition().instances:
                    if day_of(one.published_at) == day:
                        self.take(one)
            self.work()
            jobs.plan(signals.STAGE, signals.KEY, self.hands.at)
            run_jobs([signals.STAGE], self.context)

    def take(self, one: Instance) -> None:
        """The page of an article, kept and put in line."""
        at = min(one.published_at + timedelta(minutes=5), self.hands.at)
        page = self.page(url_of(edition().by_slug[one.outlet], one, PORT), at)
        additions.extract_later(page, self.shelf, self.sources[one.outlet], at)

    def page(self, url: str, at: datetime) -> Capture:
        """A page as its outlet serves it."""
        parts = urlsplit(url)
        given = answer(edition(), Asked(parts.netloc, parts.path, parts.query, PORT, at))
        headers = (("Content-Type", given.type), *given.headers.items())
        return Capture("", url, url, Shape.PAGE, given.status, headers, given.body, at)

    def work(self) -> None:
        """Run every stage until nothing is left; who searches the archive finds all of it."""
        while self.turn_over() or run_jobs(STAGES, self.context):
            pass
        while self.indexer.step():
            pass

    def turn_over(self) -> int:
        """Fetch the second pages of articles that have them."""
        waiting = jobs.claim([announced.LEAF], self.context.owner, self.hands.at, PAGES_AT_ONCE)
        for claim in waiting:
            page = self.page(claim.payload["url"], self.hands.at)
            leaves.take(claim, page, self.shelf.keep(page), self.hands.at)
        return len(waiting)

    def open_claim(self, key: str) -> int:
        """Follow one of the planted claims, as an officer writes it down."""
        (told,) = [one for one in self.truth["claims"] if one["id"] == key]
        wish = ClaimWish(told["text"], tuple(told["wordings"]))
        return claims.open_claim(actor(Role.CLAIMS, email=f"{key}@a.example"), wish, self.hands.at)

    def found(self, claim_ids: Mapping[str, int]) -> Found:
        """Everything that was found."""
        articles = {one["url"]: one for one in self.truth["articles"]}
        rows = Article.objects.values_list("canonical_url", "copy_of__canonical_url")
        overlaps = Overlap.objects.values_list("article__canonical_url", "other__canonical_url")
        raised = Signal.objects.order_by("id")
        return Found(
            truth=self.truth,
            told={url: articles[url] for url, _ in rows},
            head={url: head or url for url, head in rows},
            overlaps=frozenset(frozenset(pair) for pair in overlaps),
            origin=dict(
                Pickup.objects.filter(origin__isnull=False).values_list(
                    "article__canonical_url", "origin__canonical_url"
                )
            ),
            story=dict(StoryMember.objects.values_list("article__canonical_url", "story_id")),
            ties={kind: _ties(kind) for kind in ("series", "across")},
            hits={key: _hits(id) for key, id in claim_ids.items()},
            signals=tuple(
                Raised(row.kind, row.subject, row.key, row.day, row.raised_at.astimezone(ZONE).date())
                for row in raised
            ),
        )


def _ties(kind: str) -> frozenset[frozenset[int]]:
    rows = StoryTie.objects.filter(kind=kind).values_list("a_id", "b_id")
    return frozenset(frozenset(pair) for pair in rows)


def _hits(claim_id: int) -> dict[str, tuple[str, str]]:
    rows = ClaimHit.objects.filter(claim=claim_id)
    told = rows.values_list("article__canonical_url", "sentence", "hint")
    return {url: (sentence.strip(), hint) for url, sentence, hint in told}


def follow(folder: Path) -> Found:
    """The press read from the first day to the last, two claims being opened on the way."""
    with home(folder) as desk:
        desk.read(FIRST_DAY, CLAIMS_DAY)
        opened = {one["id"]: desk.open_claim(one["id"]) for one in desk.truth["claims"]}
        desk.work()
        desk.read(CLAIMS_DAY, LAST_DAY)
        return desk.found(opened)


def tell(figure: str, value: object) -> None:
    """Print a figure beside the test that asks for it."""
    sys.stdout.write(f"{figure}: {value}\n")


@contextmanager
def home(folder: Path) -> Iterator[Home]:
    """A desk with the demo's pack, the shipped models and an index of its own."""
    hands = Hands(instant(FIRST_DAY))
    pack = load("demo", folder=PACKS, fill={"press_port": str(PORT)})
    url = f"tantivy://{folder / 'index'}"
    sources.sync(pack, hands.at)
    numbers = dict(Outlet.objects.values_list("key", "id"))
    firsts = {row.outlet_id: row.id for row in Source.objects.order_by("-id")}
    reader = Reader(pack.gazetteer(), settings.MODEL_FOLDER, own_topics=pack.own_topics())
    context = Context(
        hands, pack, folder / "warc", reader, "work:1", engine=lambda: open_engine(url, write=False)
    )
    indexer = Indexer(url, hands)
    by_slug = {outlet.slug: firsts[numbers[outlet.slug]] for outlet in edition().outlets}
    try:
        yield Home(context, hands, indexer, Shelf(folder / "warc", "relate"), by_slug)
    finally:
        indexer.close()
