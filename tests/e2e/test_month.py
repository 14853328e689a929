"""A month of the demo's press, followed by the pipeline: the archive holds what was true at each look."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from archive import sources
from archive.models import Article, Job
from archive.packs import PACKS, load
from archive.revisits import PLAN
from classifier.reader import Reader
from crawler.evidence import Shelf
from crawler.model import Capture, Fetch
from demo import clock
from demo.answers import answer
from demo.around import standing_of, url_of
from demo.edition import edition
from demo.exchange import Asked
from demo.plan import Instance
from language.text import fold
from pipeline import extract
from pipeline.collect import Collector
from pipeline.context import Context
from pipeline.lanes import Lanes
from pipeline.worker import run_jobs
from tests.pipeline.making import Hands

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]
FIRST_DAY, DAYS, STEP = 84, 31, timedelta(hours=3)
PORT = 8091
# Between two questions to one host passes as much of the crawl's own time as any host asks for.
PAUSE_SECONDS = 60.0
# Of some pages a paragraph is missed or one too many taken: that is measured elsewhere.
LEAST_EXACT = 0.9


@dataclass
class Press:
    """The demo's press without the wire and in a patient mood; remembers when each address was asked."""

    now: Hands
    asked: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def get(self, fetch: Fetch) -> Capture:
        """One answer, as the spider would hand it over."""
        self.asked[fetch.url].append(self.now())
        parts = urlsplit(fetch.url)
        asked = Asked(
            parts.netloc, parts.path, parts.query, PORT, self.now(), fetch.etag, fetch.last_modified
        )
        given = answer(edition(), asked)
        hop = given.headers.get("Location", "")
        return Capture(
            key=fetch.key,
            url=fetch.url,
            final_url=fetch.url,
            shape=fetch.shape,
            status=given.status,
            headers=(("Content-Type", given.type), *given.headers.items()),
            body=given.body,
            fetched_at=self.now(),
            hop=urljoin(fetch.url, hop) if hop else "",
        )


@dataclass
class Tick:
    """The crawl's own seconds, which pass as fast as a test wants."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as the archive has it, beside the press's own plan of it."""

    instance: Instance
    asked: tuple[datetime, ...]
    versions: tuple[str, ...]
    outcomes: tuple[str, ...]
    is_removed: bool

    def lines_at(self, at: datetime) -> tuple[str, ...]:
        """What it truly said, title, standfirst and paragraphs."""
        text = standing_of(self.instance, at).text
        return tuple(letters(line) for line in (text.title, text.standfirst, *text.body))

    def is_removed_at(self, at: datetime) -> bool:
        """Whether it was truly gone."""
        return standing_of(self.instance, at).is_removed

    @property
    def is_soft(self) -> bool:
        """Whether its outlet shows a page of its own where an article was."""
        return edition().by_slug[self.instance.outlet].removal == "soft"

    def true_versions(self) -> list[tuple[str, ...]]:
        """The words it truly had at the looks at it, each once."""
        said = [self.lines_at(at) for at in self.asked if not self.is_removed_at(at)]
        return [one for n, one in enumerate(said) if n == 0 or one != said[n - 1]]

    def true_outcomes(self) -> list[str]:
        """What each look at it should have shown."""
        told: list[str] = []
        words, gone = self.lines_at(self.asked[0]), 0
        for at in self.asked[1:]:
            was_gone, gone = gone, gone + 1 if self.is_removed_at(at) else 0
            is_changed = not gone and self.lines_at(at) != words
            words = self.lines_at(at) if not gone else words
            told.append(self._outcome(was_gone, gone, is_changed=is_changed))
        return told

    def _outcome(self, was_gone: int, gone: int, *, is_changed: bool) -> str:
        known = 2 if self.is_soft else 1
        if gone:
            return "removed" if gone >= known else "unreadable"
        return "back" if was_gone >= known else "changed" if is_changed else "unchanged"


def letters(*parts: str) -> str:
    """The words of a text without its lines and spaces."""
    return "".join(fold(" ".join(parts)).split())


def follow(folder: Path) -> Press:
    """Let the month pass, three hours at a time."""
    hands, tick = Hands(clock.instant(FIRST_DAY)), Tick()
    press = Press(hands)
    pack = load("demo", folder=PACKS, fill={"press_port": str(PORT)})
    context = Context(hands, pack, folder, Reader(pack.gazetteer(), settings.MODEL_FOLDER), "crawl:1")
    collector = Collector(hands, "crawl:1", Shelf(folder, "month"), Lanes("crawl:1", hands, tick))
    sources.sync(pack, hands.at)
    while hands.at < clock.instant(FIRST_DAY + DAYS):
        sources.plan_polls(hands.at)
        is_over = False
        while not is_over:
            tick.seconds += PAUSE_SECONDS
            fetches = collector.due(100)
            collector.take([press.get(fetch) for fetch in fetches])
            is_over = not fetches and not run_jobs([extract.STAGE], context)
        hands.at += STEP
    return press


def kept(press: Press) -> Iterator[Kept]:
    """Every article of the archive."""
    plan = edition()
    by_url = {url_of(plan.by_slug[one.outlet], one, PORT): one for one in plan.instances}
    for row in Article.objects.order_by("id"):
        told = row.versions.order_by("number").values_list("title", "standfirst", "body", "capture__url")
        yield Kept(
            instance=by_url[row.canonical_url],
            asked=tuple(press.asked[str(told[0][3])]),
            versions=tuple(letters(title, standfirst, body) for title, standfirst, body, _ in told),
            outcomes=tuple(row.revisits.order_by("number").values_list("outcome", flat=True)),
            is_removed=row.removed_at is not None,
        )


@dataclass(frozen=True, slots=True)
class Month:
    """What the month has left."""

    articles: list[Kept]
    put_aside: list[tuple[str, str]]


@pytest.fixture(scope="module")
def month(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Month]:
    """The month once for all tests; the archive is emptied again."""
    with django_db_blocker.unblock(), transaction.atomic():
        press = follow(tmp_path_factory.mktemp("month"))
        aside = Job.objects.filter(quarantined_at__isnull=False).values_list("stage", "reason")
        yield Month(list(kept(press)), list(aside))
        transaction.set_rollback(True)


def test_an_edit_is_a_version_where_a_look_fell_after_it(month: Month) -> None:
    wrong = [one.instance.path for one in month.articles if len(one.versions) != len(one.true_versions())]
    assert wrong == []


def test_each_version_says_what_was_true_when_it_was_seen(month: Month) -> None:
    told = [(one.versions, tuple("".join(lines) for lines in one.true_versions())) for one in month.articles]
    assert sum(have == true for have, true in told) / len(told) >= LEAST_EXACT


def test_versions_have_the_edits_made_until_then_and_none_made_after(month: Month) -> None:
    exact = []
    for one in month.articles:
        for words, lines in zip(pairwise(one.versions), pairwise(one.true_versions()), strict=True):
            edited = set(lines[0]) ^ set(lines[1])
            told = [[line in said for line in edited] for said in words]
            # A notice may quote the line it mends.
            exact.append(told == [[line in "".join(true) for line in edited] for true in lines])
    assert sum(exact) / len(exact) >= LEAST_EXACT


def test_each_look_is_recorded_as_what_it_showed(month: Month) -> None:
    wrong = {
        one.instance.path: (one.outcomes, tuple(one.true_outcomes()))
        for one in month.articles
        if list(one.outcomes) != one.true_outcomes()
    }
    assert wrong == {}


def test_an_article_is_removed_where_it_was_gone_at_the_last_look(month: Month) -> None:
    wrong = [
        one.instance.path
        for one in month.articles
        if one.is_removed != (bool(one.outcomes) and one.true_outcomes()[-1] == "removed")
    ]
    assert wrong == []


def test_looks_come_at_their_times(month: Month) -> None:
    for one in month.articles:
        if set(one.outcomes) <= {"unchanged", "changed"}:
            late = [at - one.asked[0] for at in one.asked[1:]]
            planned = PLAN[: len(late)]
            assert [timedelta(0) <= a - b < STEP for a, b in zip(late, planned, strict=True)] == [True] * len(
                late
            )


def test_the_month_held_every_kind_of_edit(month: Month) -> None:
    end = clock.instant(FIRST_DAY + DAYS)
    edited = [one for one in month.articles if len(one.versions) > 1 or one.is_removed]
    kinds = {edit.edit.kind for one in edited for edit in one.instance.edits if edit.at <= end}
    outcomes = Counter(outcome for one in month.articles for outcome in one.outcomes)
    assert kinds >= {"update", "silent", "correct", "remove"}
    assert outcomes.keys() >= {"unchanged", "changed", "removed", "unreadable", "back"}


def test_nothing_was_put_aside(month: Month) -> None:
    assert month.put_aside == []
