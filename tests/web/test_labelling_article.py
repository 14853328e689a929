from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from archive.models import Article, Correction
from desk.labels import Label, Origin
from desk.rights import Role
from tests import factory
from tests.web import labelling, watching
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
BODY = "Cầu lún từ tháng sáu. Tỉnh chậm trả lời."


@pytest.fixture
def row(db: None) -> Article:
    """An article that was read."""
    found = factory.article("Cầu Bến Lội", body=BODY)
    factory.reading(
        found,
        tone=-1,
        tone_p=0.7,
        why="Tỉnh chậm trả lời.",
        topics=[("infrastructure", 0.6), ("society", 0.3)],
    )
    return found


def path(row: Article) -> str:
    return f"/articles/{row.id}/correct"


def form(client: Client, row: Article, **chosen: object) -> dict[str, object]:
    """What the form would send, with something chosen otherwise."""
    told = page(client.get(path(row)))
    kept: dict[str, object] = {
        str(box["name"]): str(box["value"]) for box in told.select("#reading [checked]:not([name=also])")
    }
    kept["also"] = [str(box["value"]) for box in told.select("#reading [name=also][checked]")]
    return {**kept, "seen": seen(told), "step": "save", **chosen}


def seen(told: BeautifulSoup) -> str:
    return str(one(told, "#reading [name=seen]")["value"])


def shown(client: Client, row: Article) -> BeautifulSoup:
    return page(client.get(f"/articles/{row.id}"))


def test_the_form_holds_what_counts_now(desk: Client, row: Article) -> None:
    told = page(desk.get(path(row)))
    kept = [(str(box["name"]), str(box["value"])) for box in told.select("#reading [checked]")]
    assert kept == [
        ("about", "1"),
        ("tone", "-1"),
        ("topic", "infrastructure"),
        ("also", "society"),
        ("harms", ""),
    ]
    assert told.select("[data-key]") == []


def test_what_the_machine_is_unsure_of_is_left_open(desk: Client) -> None:
    found = factory.article()
    labelling.tell(factory.reading(found, abstain=True), unsure=["topic", "tone"])
    told = page(desk.get(path(found)))
    assert [str(box["name"]) for box in told.select("#reading [checked]")] == ["about", "harms"]
    older = factory.article()
    factory.reading(older, abstain=True)
    assert [str(box["name"]) for box in page(desk.get(path(older))).select("#reading [checked]")] == ["harms"]


def test_only_what_is_changed_is_the_officers_word(desk: Client, row: Article) -> None:
    answer = desk.post(path(row), form(desk, row, tone="0"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/articles/{row.id}#reading")
    made = Correction.objects.get()
    assert (made.about, made.topics, made.tone, made.harms) == (None, None, 0, None)
    assert (made.origin, made.guess["tone"]) == (Origin.CORRECTION, -1)


def test_the_page_tells_who_corrected_it_and_what_the_machine_says(desk: Client, row: Article) -> None:
    desk.post(path(row), form(desk, row, tone="0", topic="economy", also=[], harms="1"))
    told = shown(desk, row)
    assert words(told, ".corrected") == ["Đã sửa bởi Trần Thị Lài lúc 08:00 01/10/2026"]
    assert words(told, "#reading dd") == [
        "trung tính đã sửa Máy: tiêu cực 70%",
        "có 97%",
        "Kinh tế đã sửa Máy: Hạ tầng – đô thị 60%, Xã hội – an sinh 30%",
        "ảnh hưởng uy tín",
    ]
    assert words(told, ".verdict") == ["trung tính"]
    # The machine's sentence showed another tone.
    assert words(told, "mark.why") == []


def test_an_officer_who_agrees_confirms(desk: Client, row: Article) -> None:
    officer = watching.officer_of(desk)
    labelling.say(officer, row, Label(about=True, tone=-1, harms=False), Origin.RANDOM)
    told = shown(desk, row)
    assert words(told, ".corrected") == ["Đã xác nhận bởi Trần Thị Lài lúc 08:00 01/10/2026"]
    assert words(told, "#reading dd")[0] == "tiêu cực đã xác nhận Máy: tiêu cực 70%"
    assert words(told, "mark.why") == ["Tỉnh chậm trả lời."]
    assert "không ảnh hưởng uy tín" in words(told, "#reading dd")


def test_what_is_not_about_the_province_has_no_tone(desk: Client, row: Article) -> None:
    desk.post(path(row), form(desk, row, about="0"))
    told = shown(desk, row)
    assert words(told, ".verdict") == ["trung tính không phải về tỉnh"]
    assert words(told, "#reading dd")[1] == "không đã sửa Máy: có 97%"
    again = page(desk.get(path(row)))
    assert [str(box["value"]) for box in again.select("[name=tone][checked]")] == []


def test_a_correction_is_given_back_to_the_machine(desk: Client, row: Article) -> None:
    desk.post(path(row), form(desk, row, tone="0"))
    told = shown(desk, row)
    assert words(told, ".reading-do button") == ["Trả lại máy đọc"]
    desk.post(path(row), {"seen": seen(told), "step": "undo"})
    told = shown(desk, row)
    assert (words(told, ".corrected"), words(told, ".verdict")) == ([], ["tiêu cực"])
    assert words(told, ".reading-do > *") == ["Sửa"]


def test_of_several_corrections_the_last_is_undone(desk: Client, row: Article) -> None:
    desk.post(path(row), form(desk, row, tone="0"))
    desk.post(path(row), form(desk, row, tone="1"))
    told = shown(desk, row)
    assert words(told, ".reading-do button") == ["Hoàn tác lần sửa gần nhất"]
    desk.post(path(row), {"seen": seen(told), "step": "undo"})
    assert words(shown(desk, row), ".verdict") == ["trung tính"]


def test_nothing_changed_is_told(desk: Client, row: Article) -> None:
    answer = desk.post(path(row), form(desk, row))
    assert (answer.status_code, Correction.objects.count()) == (422, 0)
    assert words(page(answer), "[role=alert]") == ["Chưa chọn gì; chọn ít nhất một mục."]


def test_what_another_corrected_meanwhile_is_told_and_what_was_chosen_stays(
    desk: Client, sign_in: SignIn, row: Article
) -> None:
    mine = form(desk, row, tone="1")
    other = watching.officer_of(sign_in(Role.CLAIMS))
    labelling.say(other, row, Label(tone=0), Origin.CORRECTION, back=timedelta(hours=1))
    answer = desk.post(path(row), mine, headers=HTMX)
    told = page(answer)
    assert answer.status_code == 422
    assert "người khác vừa sửa" in words(told, "[role=alert]")[0]
    assert [str(box["value"]) for box in told.select("[name=tone][checked]")] == ["1"]
    desk.post(path(row), {**mine, "seen": seen(told)}, headers=HTMX)
    assert Correction.objects.order_by("-id")[0].tone == 1


def test_htmx_puts_the_form_in_the_place_of_the_reading_and_back(desk: Client, row: Article) -> None:
    told = page(desk.get(path(row), headers=HTMX))
    assert (told.select("header.top"), len(told.select("section#reading form"))) == ([], 1)
    left = page(desk.get(f"{path(row)}?leave", headers=HTMX))
    assert (words(left, "#reading dd")[0], left.select("fieldset")) == ("tiêu cực 70%", [])
    stored = page(desk.post(path(row), form(desk, row, tone="1"), headers=HTMX))
    assert words(stored, "#reading dd")[0] == "tích cực đã sửa Máy: tiêu cực 70%"
    assert words(stored, "#verdict[hx-swap-oob]") == ["tích cực"]


def test_what_is_not_read_yet_cannot_be_corrected(desk: Client) -> None:
    found = factory.article()
    answer = desk.get(path(found))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/articles/{found.id}#reading")
    assert words(page(desk.get(path(found), headers=HTMX)), "#reading p") == ["Máy chưa đọc bài này."]
    assert desk.post(path(found), {"tone": "1"}).status_code == 302
    assert desk.get("/articles/999/correct").status_code == 404


def test_only_who_may_label_is_offered_to_correct(desk: Client, sign_in: SignIn, row: Article) -> None:
    assert links(shown(desk, row), ".reading-do a") == [path(row)]
    auditor = sign_in(Role.AUDITOR)
    assert shown(auditor, row).select(".reading-do") == []
    assert auditor.post(path(row), form(desk, row, tone="0")).status_code == 403


def test_a_tone_the_machine_was_unsure_of_has_its_sentence_once_an_officer_agrees(desk: Client) -> None:
    found = factory.article(body=BODY)
    reading = factory.reading(found, tone=-1, abstain=True, why="Tỉnh chậm trả lời.")
    labelling.tell(reading, unsure=["tone"])
    assert words(shown(desk, found), "mark.why, .verdict") == ["máy không chắc"]
    desk.post(path(found), form(desk, found, tone="-1"))
    assert words(shown(desk, found), ".verdict, mark.why") == ["tiêu cực", "Tỉnh chậm trả lời."]
