from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from archive.models import Article, Correction
from desk.labels import Label, Origin
from desk.models import Act
from desk.rights import Role
from tests import factory
from tests.web import labelling, watching
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words
from web.labelling_names import why

pytestmark = pytest.mark.django_db
PATH = "/gan-nhan/"
HTMX = {"HX-Request": "true"}
BODY = "Câu một.\nCâu hai.\nCâu ba.\nTỉnh chậm trả lời."


def asked(client: Client, address: str = PATH) -> BeautifulSoup:
    return page(client.get(address))


def form(told: BeautifulSoup, **chosen: str) -> dict[str, str]:
    """What the card would send, with something chosen otherwise."""
    hidden = {str(field["name"]): str(field["value"]) for field in told.select("#label-form [type=hidden]")}
    kept = {str(box["name"]): str(box["value"]) for box in told.select("#label-form [checked]")}
    del hidden["csrfmiddlewaretoken"]
    return {**hidden, **kept, "step": "save", **chosen}


def send(client: Client, told: dict[str, str], *, htmx: bool = False, address: str = PATH) -> BeautifulSoup:
    """Send a card; without htmx the page is gone on to."""
    headers = HTMX if htmx else {}
    return page(client.post(address, told, headers=headers, follow=not htmx))


@pytest.fixture
def waiting(db: None) -> Article:
    """The only article that waits, and of which the machine is unsure."""
    row = factory.article("Cầu Lam Giang lún", standfirst="Dân chờ đã lâu.", body=BODY)
    labelling.tell(
        factory.reading(
            row,
            tone=-1,
            tone_p=0.52,
            abstain=True,
            why="Tỉnh chậm trả lời.",
            topics=[("infrastructure", 0.44), ("society", 0.4)],
            places=[("lam-giang", 4, 13), ("ha-noi", 0, 3)],
        ),
        unsure=["topic", "tone"],
    )
    return row


def test_a_card_shows_what_is_needed_to_judge(desk: Client, waiting: Article) -> None:
    told = asked(desk)
    assert words(told, ".label-title") == ["Cầu Lam Giang lún"]
    assert words(told, ".article-outlet > *") == ["Báo Sông Trong", "08:00", "Tiếng Việt"]
    assert words(told, ".standfirst, .body > p:not(.label-sentence)") == [
        "Dân chờ đã lâu.",
        "Câu một.",
        "Câu hai.",
    ]
    assert words(told, ".body details p") == ["Câu ba.", "Tỉnh chậm trả lời."]
    assert words(told, ".label-sentence mark") == ["Tỉnh chậm trả lời."]
    assert words(told, ".label-title .place") == ["Lam Giang"]


def test_a_sentence_that_is_seen_already_is_not_told_twice(desk: Client) -> None:
    row = factory.article(body="Tỉnh chậm trả lời. Dân chờ.")
    factory.reading(row, tone=-1, why="Tỉnh chậm trả lời.")
    told = asked(desk)
    assert (words(told, ".label-sentence"), words(told, ".body mark.why")) == ([], ["Tỉnh chậm trả lời."])
    assert told.select(".body details") == []


def test_the_guess_is_filled_in_and_told_with_how_sure_it_is(desk: Client, waiting: Article) -> None:
    told = asked(desk)
    assert words(told, ".label-guess") == [
        "Máy: có 97%",
        "Máy: tiêu cực 52% chưa chắc",
        "Máy: Hạ tầng – đô thị 44%, Xã hội – an sinh 40% chưa chắc",
    ]
    kept = [(str(box["name"]), str(box["value"])) for box in told.select("#label-form [checked]")]
    assert kept == [
        ("about", "1"),
        ("tone", "-1"),
        ("topic", "infrastructure"),
        ("also", "society"),
        ("harms", ""),
    ]


def test_it_says_why_it_asks(desk: Client, waiting: Article) -> None:
    told = asked(desk)
    fields = ("topic", "tone") if form(told)["origin"] == "unsure" else ()
    assert words(told, ".label-why") == [f"Vì sao hỏi bài này: {why(form(told)['origin'], fields)}"]


@pytest.mark.parametrize(
    ("origin", "fields", "sentence"),
    [
        ("unsure", ("about",), "Máy chưa chắc: bài có nói về tỉnh không."),
        ("unsure", ("topic", "tone"), "Máy chưa chắc: chủ đề nào là chính, sắc thái với tỉnh ra sao."),
        ("random", (), "Bài bốc ngẫu nhiên, để đo máy đúng bao nhiêu."),
        ("margin", (), "Bài sát nút: hai chủ đề có khả năng gần ngang nhau."),
        ("correction", (), "Bạn vừa rút lại bản sửa của mình."),
    ],
)
def test_every_way_of_choosing_has_its_words(origin: str, fields: tuple[str, ...], sentence: str) -> None:
    with translation.override("vi"):
        assert why(origin, fields) == sentence


def test_what_is_chosen_is_stored_and_counts_at_once(desk: Client, waiting: Article) -> None:
    told = send(desk, form(asked(desk), topic="society", tone="0", harms="1"))
    row = Correction.objects.get()
    assert (row.about, row.topics, row.tone, row.harms) == (True, ["society"], 0, True)
    waiting.refresh_from_db()
    assert waiting.reading is not None
    assert (waiting.reading.topic, waiting.reading.tone, waiting.reading.harms) == ("society", 0, True)
    assert words(told, ".label-last a") == ["Cầu Lam Giang lún"]
    assert len(told.select(".labelling .empty")) == 1
    assert Act.objects.get().code == "labelled"


def test_all_of_the_guess_is_right_in_one_press(desk: Client, waiting: Article) -> None:
    told = form(asked(desk))
    # What was chosen meanwhile does not count: the guess does.
    send(desk, told | {"step": "right", "topic": "health", "tone": "1"})
    row = Correction.objects.get()
    assert (row.about, row.topics, row.tone) == (True, ["infrastructure", "society"], -1)
    assert row.harms is None


def test_what_is_not_about_the_province_is_right_without_a_tone(desk: Client) -> None:
    factory.reading(factory.article(), about=0.3, tone=-1, topics=[("society", 0.8), ("no-such", 0.3)])
    send(desk, form(asked(desk)) | {"step": "right"})
    row = Correction.objects.get()
    assert (row.about, row.topics, row.tone) == (False, ["society"], None)


def test_htmx_gets_the_next_card_alone(desk: Client) -> None:
    factory.many(2)
    first = asked(desk)
    told = send(desk, form(first), htmx=True)
    assert (told.select("header.top"), len(told.select("#labelling #label-form"))) == ([], 1)
    assert words(told, ".label-title") != words(first, ".label-title")
    assert words(told, "[hx-swap-oob]")[0].startswith("Bài tiếp: Tin số ")


def test_what_was_skipped_comes_back_after_the_others(desk: Client) -> None:
    factory.many(2)
    first = asked(desk)
    second = send(desk, form(first) | {"step": "skip"})
    assert words(second, ".label-title") != words(first, ".label-title")
    assert str(one(second, "#label-form")["action"]) == f"{PATH}?after={form(first)['article']}"
    third = send(desk, form(second), address=str(one(second, "#label-form")["action"]))
    assert Correction.objects.count() == 1
    assert words(third, ".label-title") == words(first, ".label-title")


def test_the_last_one_can_be_undone_and_judged_again(desk: Client, waiting: Article) -> None:
    told = send(desk, form(asked(desk), topic="society", tone="0"))
    undo = {str(field["name"]): str(field["value"]) for field in told.select(".label-last [type=hidden]")}
    again = send(desk, undo | {"step": "undo"})
    waiting.refresh_from_db()
    assert (waiting.reading.topic if waiting.reading else "") == "infrastructure"
    assert words(again, ".label-title") == ["Cầu Lam Giang lún"]
    assert [str(box["value"]) for box in again.select("[name=topic][checked]")] == ["society"]
    send(desk, form(again, topic="health"))
    assert Correction.objects.filter(taken_back_at=None).get().topics == ["health"]


def test_another_ones_label_is_not_offered_for_undoing(desk: Client, sign_in: SignIn) -> None:
    row = factory.read_article()
    other = watching.officer_of(sign_in(Role.CLAIMS))
    labelling.say(other, row, Label(tone=1), Origin.UNSURE)
    assert asked(desk, f"{PATH}?last={row.id}").select(".label-last") == []
    assert asked(desk, f"{PATH}?last=999").select(".label-last") == []


@pytest.mark.parametrize("again", [1, 999])
def test_what_was_not_undone_is_not_asked_again(desk: Client, again: int) -> None:
    assert len(asked(desk, f"{PATH}?again={again}").select(".labelling .empty")) == 1


@pytest.mark.parametrize("htmx", [True, False])
def test_what_another_judged_meanwhile_is_told_over_the_next(
    desk: Client, sign_in: SignIn, waiting: Article, *, htmx: bool
) -> None:
    told = form(asked(desk), tone="1")
    other = watching.officer_of(sign_in(Role.CLAIMS))
    labelling.say(other, waiting, Label(tone=0), Origin.UNSURE)
    answer = desk.post(PATH, told, headers=HTMX if htmx else {})
    shown = page(answer)
    assert answer.status_code == 422
    assert words(shown, "[role=alert]") == [
        "Bài này vừa được đọc lại hoặc người khác vừa sửa; xem lại rồi hãy gửi."
    ]
    assert (len(shown.select(".labelling .empty")), Correction.objects.count()) == (1, 1)


def test_an_article_that_had_to_go_is_told(desk: Client, waiting: Article) -> None:
    told = form(asked(desk))
    Article.objects.all().delete()
    for step in ("save", "right"):
        answer = desk.post(PATH, {**told, "step": step})
        assert answer.status_code == 422
        assert len(words(page(answer), "[role=alert]")) == 1


def test_what_can_be_mended_keeps_what_was_chosen(desk: Client, waiting: Article) -> None:
    told = {**form(asked(desk)), "topic": "health", "also": ["society", "economy", "agriculture"]}
    answer = desk.post(PATH, told)
    shown = page(answer)
    assert answer.status_code == 422
    assert words(shown, "[role=alert]") == ["Chọn từ một đến 3 chủ đề khác nhau."]
    assert [str(box["value"]) for box in shown.select("[name=topic][checked]")] == ["health"]
    assert len(shown.select("[name=also][checked]")) == 3


def test_nothing_chosen_is_told_in_the_readers_language(sign_in: SignIn, waiting: Article) -> None:
    client, _ = watching.english(sign_in)
    told = {
        name: value for name, value in form(asked(client)).items() if name in {"article", "seen", "origin"}
    }
    assert words(page(client.post(PATH, told)), "[role=alert]") == [
        "Nothing is chosen; choose at least one thing."
    ]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"article": "x"},
        {"article": "1", "origin": "whim"},
        {"article": "1", "step": "right", "origin": ""},
    ],
)
def test_a_form_of_nobodys_making_is_not_found(desk: Client, told: dict[str, str]) -> None:
    assert desk.post(PATH, told).status_code == 404


@pytest.mark.parametrize("address", [f"{PATH}?after=x", f"{PATH}?last=-1", f"{PATH}?again="])
def test_an_address_of_nobodys_making_is_not_found(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 404


def test_who_may_not_label_cannot_store(sign_in: SignIn, waiting: Article, desk: Client) -> None:
    told = form(asked(desk))
    answer = sign_in(Role.AUDITOR).post(PATH, told)
    assert (answer.status_code, Correction.objects.count()) == (403, 0)


def test_a_desk_with_nothing_to_label_says_so(desk: Client) -> None:
    told = asked(desk)
    assert words(told, ".empty b") == ["Không còn bài nào chờ gán nhãn."]
    assert words(told, ".label-goal p") == [
        "0 trên 150 nhãn ngẫu nhiên",
        "Không còn bài nào máy chưa chắc. Tất cả đã gán 0 nhãn.",
    ]


def test_behind_the_last_one_lies_what_was_skipped(desk: Client) -> None:
    told = asked(desk, f"{PATH}?after=1")
    assert (words(told, ".empty b"), links(told, ".empty a")) == (["Đó là bài cuối."], [PATH])


def test_how_far_the_desk_is_stands_above(desk: Client, waiting: Article) -> None:
    officer = watching.officer_of(desk)
    for row in factory.many(15):
        labelling.say(officer, row, Label(tone=0), Origin.RANDOM, back=timedelta(days=1))
    told = asked(desk)
    assert words(told, ".label-goal p") == [
        "15 trên 150 nhãn ngẫu nhiên",
        "Còn 1 bài máy chưa chắc. Tất cả đã gán 15 nhãn.",
    ]
    assert str(one(told, ".label-goal .bar-part")["width"]) == "10"


def test_the_menu_leads_there_those_who_may(desk: Client, sign_in: SignIn) -> None:
    assert PATH in links(asked(desk), ".ways a")
    ways = links(page(sign_in(Role.AUDITOR).get("/")), ".ways a")
    assert (PATH in ways, "/do-chinh-xac/" in ways) == (False, True)


def test_an_article_without_a_title_goes_by_its_address(desk: Client) -> None:
    factory.reading(factory.article("", body="", url="https://bao.example/trang"))
    assert words(asked(desk), ".label-title") == ["https://bao.example/trang"]
