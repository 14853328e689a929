"""One story's page: what is known of it, and what is done to it."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive import stories
from archive.figures import DayTone
from archive.models import Article, StoryMember
from desk.models import Act
from desk.rights import RIGHTS, Right, Role
from tests.factory import MORNING
from tests.web import storied
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words
from tests.web.storied import HOUR, telling
from web.stories_one import tone_by_day

pytestmark = pytest.mark.django_db


def of(number: int) -> list[Article]:
    return list(Article.objects.filter(membership__story=number).order_by("id"))


def where(number: int) -> int:
    return StoryMember.objects.filter(story_id=number).count()


def test_the_page_tells_the_story_from_its_first_report_on(sign_in: SignIn) -> None:
    first = storied.article("Cá chết", "bao-a", hours=30)
    storied.article("Chép", "bao-c", hours=28, copy_of=first)
    number = storied.story(first, storied.article("Lấy mẫu", "bao-b", hours=2))
    shown = page(sign_in(language="en").get(f"/vu-viec/{number}"))
    assert words(shown, ".story-head h1") == ["Cá chết"]
    assert words(shown, ".day h2") == ["Yesterday, Wednesday, 30/9/2026", "Today, Thursday, 1/10/2026"]
    assert words(shown, ".day .line-title") == ["Cá chết", "Lấy mẫu"]
    assert links(shown, ".line-meta a") == [f"/articles/{first.id}#copies"]
    assert words(shown, ".story-first p")[0] == "Tờ bao-a 02:00 30/9"
    assert words(shown, ".story-first .story-doubt") == []


def test_a_doubt_about_the_first_report_is_told(sign_in: SignIn) -> None:
    number = storied.story(storied.article(outlet="bao-a"), storied.article(outlet="bao-b", hours=0.1))
    shown = page(sign_in(language="en").get(f"/vu-viec/{number}"))
    assert words(shown, ".story-first li") == ["within ten minutes also: Tờ bao-a"]


def test_home_and_abroad_are_looked_at_apart(sign_in: SignIn) -> None:
    home, abroad = storied.article("Nhà", "a", hours=2), storied.article("Away", "b", country="SG")
    number = storied.story(home, abroad)
    client = sign_in(language="en")
    shown = page(client.get(f"/vu-viec/{number}"))
    assert words(shown, ".switch a") == ["Everywhere", "At home 1", "Abroad 1"]
    for scope, title in (("home", "Nhà"), ("abroad", "Away")):
        narrowed = page(client.get(f"/vu-viec/{number}?scope={scope}"))
        assert words(narrowed, ".day .line-title") == [title]
        assert links(narrowed, ".switch [aria-current]") == [f"?scope={scope}"]
    assert len(page(client.get(f"/vu-viec/{number}?scope=moon")).select(".day .line")) == 2


def test_a_story_told_at_home_only_needs_no_switch(desk: Client) -> None:
    assert page(desk.get(f"/vu-viec/{storied.pair()}")).select(".switch") == []


def test_tones_over_days_are_drawn_and_told_as_a_table(sign_in: SignIn) -> None:
    number = storied.story(
        storied.article(outlet="a", hours=50, tone=-1), storied.article(outlet="b", tone=1)
    )
    shown = page(sign_in(language="en").get(f"/vu-viec/{number}"))
    assert len(shown.select(".chart svg")) == 2
    rows = words(shown, ".chart-table tbody tr")
    assert (len(rows), rows[-3], rows[-1]) == (7, "29/09 1 0 0", "01/10 0 0 1")


def test_one_day_alone_is_not_drawn(desk: Client) -> None:
    shown = page(desk.get(f"/vu-viec/{storied.pair()}"))
    assert (shown.select(".chart"), len(shown.select(".watch-side .tones"))) == ([], 1)


def test_the_days_of_tones_are_at_most_two_weeks_up_to_the_last() -> None:
    told = [telling(n, published_at=MORNING - 24 * n * HOUR, tone=-1) for n in range(20)]
    days = tone_by_day([*told, telling(99, is_tone_unsure=True, tone=1)])
    assert (len(days), days[0].day, days[-1]) == (14, "2026-09-18", DayTone("2026-10-01", 1, 1, 0))
    assert date.fromisoformat(tone_by_day(told[:2])[0].day) == date(2026, 9, 25)
    assert tone_by_day([]) == ()


def test_a_story_without_articles_says_so(desk: Client) -> None:
    number = storied.pair()
    with transaction.atomic():
        stories.take_out([row.id for row in of(number)])
        stories.recount([number])
    shown = page(desk.get(f"/vu-viec/{number}"))
    assert words(shown, ".empty b") == ["Vụ việc này không còn bài nào."]
    assert shown.select(".story-acts, .story-first, .story-press") == []


def test_a_merged_story_leads_to_where_it_went(desk: Client) -> None:
    one_, two = storied.pair("Một"), storied.pair("Hai")
    stories.lead(one_, two)
    answer = desk.get(f"/vu-viec/{one_}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/vu-viec/{two}")


def test_a_story_that_never_was_is_not_found(desk: Client) -> None:
    assert desk.get("/vu-viec/999").status_code == 404
    assert desk.post("/vu-viec/999", {"act": "part"}).status_code == 404


def test_articles_are_parted_out_and_brought_back(desk: Client) -> None:
    number = storied.pair()
    first, _ = of(number)
    answer = desk.post(f"/vu-viec/{number}", {"act": "part", "article": [first.id]})
    new = StoryMember.objects.get(article=first).story_id
    assert (answer.status_code, answer.headers["Location"], where(number)) == (302, f"/vu-viec/{new}", 1)
    log = page(desk.get(f"/vu-viec/{number}"))
    assert words(log, ".acts li > :first-child") == [f"Đã tách số {new}"]
    done = str(one(log, ".acts [name=done]")["value"])
    answer = desk.post(f"/vu-viec/{new}", {"act": "undo", "done": done})
    assert (answer.headers["Location"], where(number)) == (f"/vu-viec/{number}", 2)
    log = page(desk.get(f"/vu-viec/{number}"))
    assert words(log, ".acts li > :first-child") == [f"Đã hoàn tác số {new}", f"Đã tách số {new}"]
    assert log.select(".acts [name=done]") == []


@pytest.mark.parametrize(
    "named", ["{}", " 00{} ", "/vu-viec/{}", "https://desk.example/vu-viec/{}?scope=home"]
)
def test_articles_are_moved_to_a_story_named_by_number_or_address(desk: Client, named: str) -> None:
    number, other = storied.pair("Một"), storied.pair("Hai")
    told = {"act": "move", "article": [of(number)[0].id], "to": named.format(other)}
    assert desk.post(f"/vu-viec/{number}", told).headers["Location"] == f"/vu-viec/{other}"
    assert (where(number), where(other)) == (1, 3)


def test_a_whole_story_is_merged(sign_in: SignIn) -> None:
    client = sign_in(language="en")
    number, other = storied.pair("Một"), storied.pair("Hai")
    answer = client.post(f"/vu-viec/{number}", {"act": "merge", "to": str(other)})
    assert (answer.headers["Location"], where(other)) == (f"/vu-viec/{other}", 4)
    detail = words(page(client.get(f"/vu-viec/{other}")), ".acts .look-detail")
    assert detail == ["another story was merged into this one, 2 articles"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"act": "part"}, "No article is chosen; mark at least one."),
        ({"act": "part", "article": ["x", "9" * 30]}, "No article is chosen; mark at least one."),
        (
            {"act": "merge", "to": "nơi khác"},
            "Which story is not clear; write its number or paste its address.",
        ),
        ({"act": "undo", "done": "x"}, "There is no such act to undo."),
    ],
)
def test_what_cannot_be_done_is_told_on_the_page(
    sign_in: SignIn, told: dict[str, object], sentence: str
) -> None:
    number = storied.pair()
    answer = sign_in(language="en").post(f"/vu-viec/{number}", told)
    assert (answer.status_code, words(page(answer), "[role=alert]")) == (422, [sentence])
    assert Act.objects.count() == 0


def test_what_was_marked_and_named_stays_after_a_refusal(desk: Client) -> None:
    number = storied.pair()
    first = of(number)[0].id
    answer = desk.post(f"/vu-viec/{number}", {"act": "move", "article": [first], "to": "đâu đó"})
    shown = page(answer)
    assert words(shown, "[role=alert]") == ["Chưa rõ vụ việc nào; ghi số hoặc dán địa chỉ của vụ việc."]
    assert str(one(shown, "[name=article][checked]")["value"]) == str(first)
    assert str(one(shown, "#move-to[aria-invalid]")["value"]) == "đâu đó"
    assert len(shown.select("details[open] #move-to")) == 1


def test_an_act_nobody_knows_is_not_found(desk: Client) -> None:
    assert desk.post(f"/vu-viec/{storied.pair()}", {"act": "burn"}).status_code == 404


def test_other_stories_are_offered_with_their_headlines(desk: Client) -> None:
    number, other = storied.pair("Một"), storied.pair("Hai")
    storied.story(storied.article("Other", lang="en"), lang="en")
    shown = page(desk.get(f"/vu-viec/{number}"))
    assert [(str(o["value"]), o.text) for o in shown.select("#offers option")] == [(str(other), "Hai")]


@pytest.mark.parametrize("role", sorted(RIGHTS[Right.READ] - RIGHTS[Right.RELATE]))
def test_who_may_only_read_is_shown_no_acts_and_does_none(role: Role, sign_in: SignIn) -> None:
    number = storied.pair()
    client = sign_in(role)
    assert page(client.get(f"/vu-viec/{number}")).select("main form, main button") == []
    answer = client.post(f"/vu-viec/{number}", {"act": "part", "article": [of(number)[0].id]})
    assert (answer.status_code, where(number)) == (403, 2)


def test_the_page_costs_the_same_however_large_the_story(desk: Client) -> None:
    def cost(size: int) -> int:
        number = storied.story(*(storied.article(outlet=f"b{size}{n}", hours=n) for n in range(size)))
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(f"/vu-viec/{number}").status_code == 200
        return len(asked)

    storied.pair()
    assert cost(2) == cost(9)
