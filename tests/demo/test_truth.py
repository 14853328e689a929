import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from unicodedata import normalize

import pytest

from demo import truth as module
from demo.charsets import encode
from demo.clock import ZONE, instant
from demo.edition import SEED
from demo.plan import Instance, Plan
from demo.truth import ArticleTruth, CarrierTruth, truth, truth_of
from tests.demo.conftest import CLAIM, PORT, Room
from tests.demo.reading import text_of

NOW = instant(94, 9)
GONE = {"gone": 410, "missing": 404, "soft": 200, "front": 302}
CODECS = {"tcvn3": "latin-1", "nfd": "utf-8"}


def articles(now: datetime) -> dict[str, ArticleTruth]:
    return {one["url"]: one for one in truth(now, PORT)["articles"]}


def url(plan: Plan, one: Instance) -> str:
    return plan.by_slug[one.outlet].host(PORT) + one.path


@pytest.mark.parametrize("day", [0, 45, 92, 123])
def test_the_truth_holds_what_was_published_by_then(plan: Plan, day: int) -> None:
    published = [url(plan, one) for one in plan.instances if one.published_at <= instant(day)]
    assert list(articles(instant(day))) == published


def test_the_truth_is_json_and_names_its_seed() -> None:
    told = truth(NOW, PORT)
    assert json.loads(json.dumps(told)) == told
    assert (told["seed"], told["now"]) == (SEED, NOW.isoformat())


def test_a_time_without_zone_is_the_provinces() -> None:
    assert truth(NOW.replace(tzinfo=None), PORT) == truth(NOW, PORT)


def test_a_copy_names_its_source_and_what_was_kept(plan: Plan) -> None:
    told = articles(NOW)
    one = next(one for one in plan.instances if one.copy_of and one.kept < 1)
    row = told[url(plan, one)]
    source = told[row["copy_of"]]
    assert (row["role"], source["role"], row["event"]) == ("copy", "original", source["event"])
    assert (row["kept"], row["credit"]) == (one.kept, one.credit)
    assert row["published_at"] > source["published_at"]


def test_an_article_carries_what_a_reader_should_find(plan: Plan) -> None:
    one = plan.by_outlet["dongmeng"][0]
    row = articles(NOW)[url(plan, one)]
    event = one.event
    expected = (event.about, event.tone, event.topic, "zh", event.author)
    assert (row["about"], row["tone"], row["topic"], row["lang"], row["author"]) == expected


@pytest.mark.parametrize("kind", ["update", "silent", "correct", "remove"])
def test_an_edit_is_told_once_it_is_done(plan: Plan, edited: Mapping[str, Instance], kind: str) -> None:
    one = edited[kind]
    at = one.edits[0].at
    before = articles(at - timedelta(seconds=1))[url(plan, one)]
    after = articles(at)[url(plan, one)]
    assert (before["edits"], before["removed"]) == ([], False)
    assert after["edits"] == [{"kind": kind, "at": at.isoformat()}]
    assert after["removed"] == (kind == "remove")


def test_texts_come_only_where_they_are_wanted(plan: Plan) -> None:
    assert {bool(one["body"]) for one in truth_of(plan, NOW, PORT)["articles"]} == {False}
    told = truth_of(plan, NOW, PORT, has_texts=True)["articles"]
    assert all(one["body"] for one in told)


@pytest.mark.parametrize(
    ("slug", "field", "value"),
    [
        ("phap-luat", "disallow", "/noi-bo/"),
        ("vientiane", "crawl_delay", 3),
        ("bien-gioi", "charset", "tcvn3"),
        ("kinh-doanh", "told", "wrong"),
        ("tai-nguyen", "packing", "deflate"),
        ("pakse", "robots", "ill"),
        ("xay-dung", "removal", "front"),
        ("an-ninh", "features", ["amp", "mobile"]),
        ("mekong-ledger", "crawl_delay", 1),
        ("bien-xanh", "silent_after_day", 70),
        ("hanasean", "country", "Korea"),
        ("nam-viet", "url", f"http://nam-viet.localhost:{PORT}/"),
    ],
)
def test_an_outlets_trouble_is_told(slug: str, field: str, value: object) -> None:
    (found,) = [one for one in truth(NOW, PORT)["outlets"] if one["slug"] == slug]
    assert dict(found)[field] == value


@pytest.mark.parametrize(
    ("slug", "forms"),
    [
        ("dat-nuoc", [("moved", ""), ("rss", "")]),
        ("kinh-te", [("rss", "busy")]),
        ("nong-nghiep", [("rss", "slow")]),
        ("the-thao", [("rss", "ill")]),
        ("bien-xanh", [("rss", ""), ("gone", "")]),
        ("phap-luat", [("section", "")]),
        ("tay-linh", [("flapping", ""), ("rss", "resting"), ("rss", "resting")]),
        ("doi-moi", [("rss", "wall")]),
        ("thanh-tra", [("rss", "busy-until")]),
    ],
)
def test_a_lists_trouble_is_told(slug: str, forms: list[tuple[str, str]]) -> None:
    (found,) = [one for one in truth(NOW, PORT)["outlets"] if one["slug"] == slug]
    assert [(one["form"], one["trouble"]) for one in found["lists"]] == forms


def test_a_list_tells_its_encoding_and_dates_and_stands_on_its_host() -> None:
    told = {one["url"]: one for outlet in truth(NOW, PORT)["outlets"] for one in outlet["lists"]}
    assert f"http://m.an-ninh.localhost:{PORT}/rss/home.rss" in told
    address = f"http://tai-nguyen.localhost:{PORT}/rss.ashx"
    odd = {"form": "rss", "trouble": "", "charset": "utf-16", "dates": "utc7"}
    assert told[address] == {"url": address, **odd}


def carriers(now: datetime) -> dict[str, CarrierTruth]:
    claims = [one for one in truth(now, PORT)["claims"] if one["id"] == CLAIM]
    return {one["url"]: one for claim in claims for one in claim["articles"]}


def test_before_anybody_told_it_there_is_no_claim() -> None:
    assert truth(instant(60), PORT)["claims"] == []


def test_the_claims_way_is_told_in_order(plan: Plan, claim: Mapping[str, Instance]) -> None:
    told = list(carriers(instant(123)).values())
    assert [one["published_at"] for one in told] == sorted(
        one.published_at.isoformat() for one in claim.values()
    )
    assert {one["role"] for one in told} == {"carries", "background", "clarifies"}


def test_what_a_carrier_did_moves_from_will_to_did(plan: Plan, claim: Mapping[str, Instance]) -> None:
    for one in claim.values():
        acts = [{"kind": edit.edit.kind, "at": edit.at.isoformat()} for edit in one.edits]
        address = url(plan, one)
        early, late = carriers(one.published_at)[address], carriers(instant(123))[address]
        assert (early["did"], early["will"]) == ([], acts)
        assert (late["did"], late["will"]) == (acts, [])


def test_some_carriers_correct_some_hide_some_do_nothing(claim: Mapping[str, Instance]) -> None:
    carrying = [one for one in claim.values() if one.event.role == "carries"]
    kinds = {edit.edit.kind for one in carrying for edit in one.edits}
    assert {"correct", "silent", "remove"} <= kinds
    assert any(not one.edits for one in carrying)


def test_a_second_claim_goes_further(plan: Plan) -> None:
    (told,) = [one for one in truth(instant(123), PORT)["claims"] if one["id"] != CLAIM]
    roles = Counter(one["role"] for one in told["articles"])
    assert roles == {"carries": 8, "background": 1, "clarifies": 3}
    langs = {plan.by_slug[one["outlet"]].lang for one in told["articles"] if one["role"] == "carries"}
    assert langs == {"vi", "en", "zh"}
    assert len(told["wordings"]) == 3


def test_a_claims_sentence_stands_in_each_article_that_carries_or_answers_it(plan: Plan) -> None:
    told = [one for claim in truth(instant(123), PORT)["claims"] for one in claim["articles"]]
    assert {(one["role"], bool(one["said"])) for one in told} == {
        ("carries", True),
        ("clarifies", True),
        ("background", False),
    }


def test_a_copy_says_what_tells_its_direction(plan: Plan) -> None:
    told = articles(instant(123)).values()
    assert {(one["role"], one["basis"]) for one in told} == {
        ("original", ""),
        ("copy", "credit"),
        ("copy", "link"),
        ("copy", "containment"),
        ("copy", "time"),
        ("part", "time"),
    }


def test_a_spike_is_told_once_its_day_is_over() -> None:
    assert truth(instant(90) - timedelta(seconds=1), PORT)["spikes"] == []
    (spike,) = truth(instant(90), PORT)["spikes"]
    assert (spike["topic"], spike["day"], len(spike["outlets"])) == ("public_order", "2026-09-28", 6)


def test_a_spikes_day_has_many_times_the_usual_articles(plan: Plan) -> None:
    (spike,) = truth(NOW, PORT)["spikes"]
    told = [one.event for one in plan.instances if one.role == "original"]
    others = [one for one in told if one.topic == spike["topic"] and one.day != 89]
    assert len(spike["articles"]) >= 4 * len(others) / 92


def test_nobody_tells_of_a_lulls_topic(plan: Plan) -> None:
    (lull,) = truth(NOW, PORT)["lulls"]
    assert lull == {"topic": "sport_entertainment", "first": "2026-10-01", "last": "2026-10-21"}
    told = [one.event for one in plan.instances if one.role == "original" and one.event.about]
    days = [one.day for one in told if one.topic == lull["topic"]]
    assert [day for day in days if 92 <= day <= 112] == []
    assert sum(64 <= day <= 91 for day in days) >= 20


def test_the_outlet_that_ended_had_told_something_daily(plan: Plan) -> None:
    (silence,) = truth(NOW, PORT)["silences"]
    last = [one for one in plan.by_outlet["bien-xanh"] if one.published_at >= instant(43)]
    assert silence == {"outlet": "bien-xanh", "last_at": last[-1].published_at.isoformat()}
    assert len(last) >= 28
    assert truth(instant(71) - timedelta(seconds=1), PORT)["silences"] == []


@pytest.mark.parametrize("at", [instant(92, 6), instant(93, 18), instant(122, 23)])
def test_the_truth_is_what_the_server_serves(room: Room, plan: Plan, at: datetime) -> None:
    room.show(at)
    told = json.loads(room.ask("press", "/truth.json").text)
    assert told == truth(at, room.port) | {"now": told["now"]}
    for row in told["articles"][::23] + [one for one in told["articles"] if one["edits"]]:
        host, _, path = row["url"].removeprefix("http://").partition(f".localhost:{room.port}")
        outlet = plan.by_slug[host]
        reply = room.ask(host, path)
        if reply.status != 503:  # one server is full now and then
            assert reply.status == (GONE[outlet.removal] if row["removed"] else 200)
            text = normalize("NFC", reply.body.decode(CODECS.get(outlet.charset, outlet.charset), "replace"))
            shown = encode(row["title"], "tcvn3").decode("latin-1") if host == "bien-gioi" else row["title"]
            assert row["removed"] or shown in text_of(text)


def test_the_truth_says_what_may_be_fetched_and_under_which_addresses(plan: Plan) -> None:
    told = articles(instant(122))
    hidden = [url for url, row in told.items() if not row["reachable"]]
    assert [url.split("/")[3] for url in hidden] == ["quang-ba", "quang-ba"]
    assert {row["outlet"] for row in told.values() if row["variants"]} == {"an-ninh", "du-lich"}
    assert {row["outlet"] for row in told.values() if row["paywalled"]} == {"kinh-doanh", "reunion"}


def test_an_article_that_came_back_is_not_removed(plan: Plan) -> None:
    one = next(one for one in plan.instances if one.edits and one.edits[-1].edit.kind == "restore")
    gone, back = (articles(at)[url(plan, one)] for at in (one.edits[-2].at, one.edits[-1].at))
    assert (gone["removed"], back["removed"]) == (True, False)
    assert [act["kind"] for act in back["edits"]][-2:] == ["remove", "restore"]


def test_the_server_gives_texts_when_asked(room: Room) -> None:
    room.show(instant(1))
    told = json.loads(room.ask("press", "/truth.json?texts=1").text)
    assert all(one["body"] for one in told["articles"])


def test_the_command_line_prints_the_truth(capsys: pytest.CaptureFixture[str]) -> None:
    module.main(["--at", "2026-07-03T12:00", "--port", str(PORT)])
    told = json.loads(capsys.readouterr().out)
    assert told == truth(datetime(2026, 7, 3, 12, tzinfo=ZONE), PORT)
