"""``try`` and the worker are one program: the same functions below them, and the same results."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import FrameType

import pytest

from archive.models import Article, Fingerprint, Job, Reading
from classifier import copies
from classifier.reader import Reader
from classifier.recurring import is_recurring
from crawler.extract import extract
from crawler.feeds import parse, parse_bytes
from desk.models import Watch, WatchHit
from pipeline import polls, trial
from pipeline.context import Context
from pipeline.worker import STAGES, run_job
from search.standing import Watchers
from tests import factory
from tests.pipeline.making import (
    BODY,
    TITLE,
    Hands,
    been_read,
    captured,
    claimed,
    page,
    queued,
    related,
    stored,
)
from tests.pipeline.test_trial import FEED, Silent

WHOLE = "\n".join(BODY)
URL = "https://bao-song-trong.example/cang-my-lam.html"
BELOW = ("crawler.", "classifier.", "search.")


def entered(act: Callable[[], object]) -> set[str]:
    """The functions of the layers below that the pipeline itself calls while something runs."""
    found: set[str] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        above = module_of(frame.f_back).startswith("pipeline.")
        if event == "call" and above and module_of(frame).startswith(BELOW):
            found.add(f"{module_of(frame)}.{frame.f_code.co_qualname}")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(before)
    return found


def module_of(frame: FrameType | None) -> str:
    return str(frame.f_globals.get("__name__", "")) if frame else ""


def tried(stage: str, source: Path, out: Path, **more: Path | datetime) -> Callable[[], int]:
    return lambda: trial.STAGES[stage].run(source, out, print, Silent(), **more)


def worked(stage: str, job: Job, context: Context) -> Callable[[], None]:
    claim = claimed(stage, context, job)
    return lambda: run_job(claim, context)


def name_of(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@pytest.mark.django_db
def test_try_extract_is_the_extract_stage(context: Context, tmp_path: Path) -> None:
    (tmp_path / "bai.html").write_bytes(page())
    source, out = tmp_path / "manifest.json", tmp_path / "out"
    source.write_text(json.dumps([{"id": "1", "url": URL, "html": "bai.html"}]))
    in_trial = entered(tried("extract", source, out))
    in_worker = entered(worked("extract", captured(context), context))
    assert name_of(extract) in in_trial & in_worker
    row, told = Article.objects.get(), json.loads(out.read_text("utf-8"))
    assert (told["title"], told["lang"], told["authors"]) == (row.title, row.lang, row.authors)
    assert told["body"] == "\n".join(part for part in (row.standfirst, row.body) if part)


@pytest.mark.django_db
def test_try_read_is_the_read_stage(context: Context, tmp_path: Path) -> None:
    kept = stored(URL, WHOLE)
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text(json.dumps({"id": "1", "title": TITLE, "body": WHOLE, "lang": "vi", "province": "-"}))
    in_trial = entered(tried("read", source, out))
    in_worker = entered(worked("read", queued("read", kept.article_id), context))
    assert name_of(Reader.read) in in_trial & in_worker
    row, told = Reading.objects.get(), json.loads(out.read_text("utf-8"))
    assert (told["topics"], told["tone"], told["abstain"]) == (row.topics, row.tone, row.abstain)
    assert (told["about"], told["why"], told["lang"]) == (row.about, row.why, row.lang)


@pytest.mark.django_db
def test_try_copies_is_the_relate_stage(context: Context, tmp_path: Path) -> None:
    first = stored(URL, WHOLE)
    second = stored(f"{URL}2", "\n".join(BODY[:2]))
    related(first.article_id, context)
    source, out = tmp_path / "docs.jsonl", tmp_path / "out"
    rows = [{"id": "a", "body": WHOLE}, {"id": "b", "body": "\n".join(BODY[:2])}]
    source.write_text("\n".join(map(json.dumps, rows)))
    in_trial = entered(tried("copies", source, out))
    in_worker = entered(worked("relate", queued("relate", second.article_id), context))
    assert {name_of(copies.fingerprints), name_of(is_recurring)} <= in_trial & in_worker
    share = Article.objects.get(id=second.article_id).copy_share
    assert out.read_text() == f"a\tb\t{share:.4f}\t>\tsame\n"


@pytest.mark.django_db
def test_try_match_is_the_alert_stage(context: Context, tmp_path: Path) -> None:
    kept = stored(URL, WHOLE)
    at = context.now()
    for name, query in {"cảng": "cảng NEAR/4 tàu", "lũ": "lũ", "-lũ": "-lũ"}.items():
        owner = factory.officer()
        Watch.objects.create(name=name, query=query, owner=owner, created_at=at, changed_at=at)
    queries, source, out = tmp_path / "Q.tsv", tmp_path / "docs.jsonl", tmp_path / "out"
    queries.write_text("".join(f"{one.name}\t{one.query}\n" for one in Watch.objects.order_by("id")))
    source.write_text(json.dumps({"id": "1", "title": TITLE, "body": WHOLE}))
    in_trial = entered(tried("match", source, out, queries=queries, now=at))
    in_worker = entered(worked("alert", queued("alert", kept.article_id), context))
    assert name_of(Watchers.matched) in in_trial & in_worker
    caught = WatchHit.objects.order_by("watch_id").values_list("watch__name", flat=True)
    assert out.read_text() == "".join(f"{name}\t1\n" for name in caught)
    assert list(caught) == ["cảng", "-lũ"]


def test_try_feeds_reads_lists_as_polls_do(tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "a.xml").write_text(FEED, "utf-8")
    assert entered(tried("feeds", tmp_path / "feeds", tmp_path / "out")) == {name_of(parse_bytes)}
    # A poll's answer knows its address, a file does not; below that both are one.
    assert vars(polls)["parse_list"] is parse
    assert {"_listing", "finish"} <= set(parse_bytes.__code__.co_names) & set(parse.__code__.co_names)


def test_every_stage_of_the_worker_that_has_an_input_can_be_tried() -> None:
    tried = {
        "extract": "extract",
        "read": "read",
        "relate": "copies",
        "alert": "match",
        "story": "stories",
        "claim": "claims",
        "signals": "spikes",
    }
    assert tried.keys() == STAGES.keys() - {"seal", "canary", "sweep", "learn", "reread", "across"}
    assert set(trial.STAGES) == {"feeds", *tried.values()}


@pytest.mark.parametrize("stage", sorted(trial.STAGES))
def test_a_stage_tells_what_it_takes_and_gives(stage: str) -> None:
    told = trial.STAGES[stage]
    assert all((told.takes, told.gives))
    assert " / " in told.line


@pytest.mark.django_db
def test_the_stages_know_the_time_only_from_their_context(context: Context, hands: Hands) -> None:
    kept = stored(URL, WHOLE)
    hands.at = hands.at.replace(year=2031)
    been_read(kept.article_id, context)
    related(kept.article_id, context)
    assert Reading.objects.get().read_at == hands.at
    # By that clock the article is older than what is still compared.
    assert not Fingerprint.objects.exists()


@pytest.mark.parametrize("name", ["now", "pack", "reader", "owner", "warc_folder"])
def test_a_context_is_never_changed(context: Context, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(context, name, None)
