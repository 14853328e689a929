"""The queue of what officers are asked to judge: what readings abstained on, and what teaches most."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from archive import corrections, readings, training_runs
from archive.models import Article, Correction, Origin
from archive.packs import Pack
from classifier import sampling
from classifier.sampling import Turn
from desk import audit
from desk.audit import Actor
from desk.label_rows import WANTED, Task, Waiting
from desk.rights import Right

RECENT = timedelta(days=30)
# What hardly concerns the province is judged by nobody.
CONCERNS = 0.1
MOST_LOOKED_AT = 5_000
# From so many of the newest unsure and of the most doubtful each officer takes in an order of their own.
MOST_UNSURE, MOST_DOUBTFUL = 200, 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be asked for."""

    id: int
    topics: tuple[tuple[str, float], ...]
    abstain: bool


def next_task(
    actor: Actor, pack: Pack, now: datetime, after: int | None = None, *, turn: Turn | None = None
) -> Task | None:
    """The article this officer should judge next; ``after`` is one that was skipped, ``turn`` a wish."""
    audit.demand(actor, Right.LABEL)
    candidates = _candidates(pack, now)
    wanted = turn or sampling.turn(_by_chance(), _labels().count())
    for one in dict.fromkeys((wanted, Turn.UNSURE, Turn.RANDOM, Turn.MARGIN)):
        ids = pool(one, candidates)
        # A single one that was skipped is shown again only when no other way of choosing has one.
        chosen = sampling.pick(ids, actor.id, after)
        if chosen is not None:
            return _task(chosen, one, pack)
    return _task(after, wanted, pack) if after in {one.id for one in candidates} else None


def pool(turn: Turn, candidates: list[Candidate]) -> list[int]:
    """The articles that may be chosen in a turn; the candidates come newest first. Pure."""
    reserved = {one.id for one in candidates if sampling.is_reserved(one.id)}
    if turn is Turn.RANDOM:
        return sorted(reserved)
    free = [one for one in candidates if one.id not in reserved]
    if turn is Turn.UNSURE:
        return [one.id for one in free if one.abstain][:MOST_UNSURE]
    closest = sorted(free, key=lambda one: (sampling.margin(one.topics), one.id))
    return [one.id for one in closest[:MOST_DOUBTFUL]]


def waiting(now: datetime) -> Waiting:
    """How much waits to be judged, and how far the desk is."""
    return Waiting(
        unsure=_open(now).filter(reading__abstain=True).count(),
        labelled=_by_chance(),
        wanted=WANTED,
        total=_labels().count(),
        fresh=training_runs.fresh(),
    )


def _open(now: datetime) -> QuerySet[Article]:
    """Originals of late that may concern the province, read as they stand and judged by nobody."""
    judged = Correction.objects.filter(article_id=OuterRef("id"), taken_back_at__isnull=True)
    return Article.objects.filter(
        ~Exists(judged),
        copy_of__isnull=True,
        first_fetched_at__gte=now - RECENT,
        reading__version=F("version"),
        reading__about__gte=CONCERNS,
    )


def _candidates(pack: Pack, now: datetime) -> list[Candidate]:
    # Those found by phrases do not compete with the others.
    own = {topic.code for topic in pack.own_topics()}
    rows = _open(now).order_by("-first_fetched_at", "-id")[:MOST_LOOKED_AT]
    told = rows.values_list("id", "reading__topics", "reading__abstain")
    return [
        Candidate(id, tuple((code, p) for code, p in topics if code not in own), abstain)
        for id, topics, abstain in told
    ]


def _labels() -> QuerySet[Correction]:
    return Correction.objects.filter(taken_back_at__isnull=True)


def _by_chance() -> int:
    return _labels().filter(origin=Origin.RANDOM).count()


def _task(article_id: int, turn: Turn, pack: Pack) -> Task | None:
    """What an officer is asked of an article, unless somebody else was faster."""
    stands = readings.stand(article_id)
    if stands.machine is None:
        return None
    guess = corrections.guess_of(stands.machine)
    # What the pack does not name cannot be said yes to.
    named = {topic.code for topic in pack.topics}
    guess = replace(guess, topics=tuple(one for one in guess.topics if one[0] in named))
    fields = guess.unsure if turn is Turn.UNSURE else ()
    return Task(article_id, stands.version, Origin(turn.value), fields, guess, stands.seen)
