from datetime import datetime, timedelta

import pytest
from django.test import Client

from archive.models import Article, Job
from tests import factory
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words

pytestmark = pytest.mark.django_db


def facts(client: Client, row: Article) -> dict[str, str]:
    told = page(client.get(f"/articles/{row.id}"))
    return dict(zip(words(told, ".article-head dt"), words(told, ".article-head dd"), strict=True))


def test_the_words_stand_in_paragraphs(desk: Client) -> None:
    row = factory.article("Tựa", standfirst="Sa pô.", body="Một.\n\nHai.")
    told = page(desk.get(f"/articles/{row.id}"))
    assert (words(told, "h1"), words(told, ".standfirst"), words(told, ".body p")) == (
        ["Tựa"],
        ["Sa pô."],
        ["Một.", "Hai."],
    )


def test_an_article_without_words_says_so_under_its_address(desk: Client) -> None:
    row = factory.article("", body="", url="https://bao.example/trang")
    told = page(desk.get(f"/articles/{row.id}"))
    assert words(told, "h1") == ["https://bao.example/trang"]
    assert words(told, ".body p") == ["Trang không có nội dung đọc được."]


def test_the_date_says_where_it_was_read(desk: Client) -> None:
    row = factory.article()
    assert facts(desk, row)["Xuất bản"] == "08:00 01/10/2026 theo nguồn RSS"


def test_a_date_without_a_zone_says_so_with_its_raw_form(desk: Client) -> None:
    row = factory.article()
    Article.objects.filter(id=row.id).update(published_has_zone=False, published_raw="1/10/2026 8h")
    told = "08:00 01/10/2026 theo nguồn RSS · nguồn không ghi múi giờ · “1/10/2026 8h”"
    assert facts(desk, row)["Xuất bản"] == told


def test_an_undated_article_says_so(desk: Client) -> None:
    assert facts(desk, factory.article(published_at=None))["Xuất bản"] == "không rõ ngày"


def test_authors_and_the_outlets_alternative_title_are_shown(desk: Client) -> None:
    row = factory.article()
    Article.objects.filter(id=row.id).update(
        authors=["Hoài An", "Lê Vân"], alt_title="Tựa khác", section="Thời sự"
    )
    assert facts(desk, row)["Bút danh"] == "Hoài An, Lê Vân"
    assert words(page(desk.get(f"/articles/{row.id}")), ".alt-title, .article-outlet span") == [
        "Báo địa phương",
        "Việt Nam",
        "Tiếng Việt",
        "Thời sự",
        "Tựa khác",
    ]


def test_the_original_opens_apart_and_learns_nothing_of_the_desk(desk: Client) -> None:
    row = factory.article(url="https://bao.example/1")
    link = one(page(desk.get(f"/articles/{row.id}")), "a.original")
    assert (link["href"], link["rel"]) == ("https://bao.example/1", ["noopener", "noreferrer"])


def test_an_article_the_outlet_took_down_says_how_and_when(desk: Client, now: datetime) -> None:
    row = factory.article()
    factory.look(row, 1, "unchanged", at=now + timedelta(hours=1))
    factory.look(row, 2, "removed", detail="410", at=now + timedelta(hours=6))
    Article.objects.filter(id=row.id).update(removed_at=now + timedelta(hours=6), removed_how="410")
    told = page(desk.get(f"/articles/{row.id}"))
    assert words(told, ".removal > p") == [
        "Báo đã gỡ bài này : máy chủ báo trang đã bỏ hẳn (410)",
        "Nội dung, các phiên bản và chứng cứ vẫn còn nguyên trong kho.",
    ]
    assert words(told, ".removal dd") == ["14:00 01/10/2026", "09:00 01/10/2026"]


def test_an_article_that_stands_has_no_word_of_a_removal(desk: Client) -> None:
    told = page(desk.get(f"/articles/{factory.article().id}"))
    assert words(told, ".removal, #looks") == []


def test_an_article_that_was_gone_at_the_first_look_was_last_seen_when_it_was_collected(
    desk: Client, now: datetime
) -> None:
    row = factory.article(seen_at=now)
    Article.objects.filter(id=row.id).update(removed_at=now + timedelta(hours=1), removed_how="404")
    assert words(page(desk.get(f"/articles/{row.id}")), ".removal dd")[1] == "08:00 01/10/2026"


def test_looks_are_told_newest_first_with_the_next_one(desk: Client, now: datetime) -> None:
    row = factory.article()
    factory.look(row, 1, "changed", detail="title body", at=now + timedelta(hours=1))
    factory.look(row, 2, "failed", detail="TimeoutError: 30 s", at=now + timedelta(hours=6))
    address = row.addresses.get()
    Job.objects.create(stage="revisit", key=str(address.id), run_at=now + timedelta(days=1))
    told = page(desk.get(f"/articles/{row.id}"))
    assert words(told, "#looks h2, #looks dd") == ["Đã xem lại 2 lần", "14:00 01/10/2026", "08:00 02/10/2026"]
    assert words(told, "#looks li") == [
        "không trả lời 14:00 1/10 TimeoutError: 30 s",
        "đã đổi 09:00 1/10 đổi: tựa, thân bài",
    ]


def test_a_look_that_is_planned_is_told_before_the_first(desk: Client, now: datetime) -> None:
    row = factory.article()
    Job.objects.create(stage="revisit", key=str(row.addresses.get().id), run_at=now + timedelta(hours=1))
    assert words(page(desk.get(f"/articles/{row.id}")), "#looks h2, #looks dd") == [
        "Đã xem lại 0 lần",
        "09:00 01/10/2026",
    ]


def test_credit_and_paywall_are_told(desk: Client) -> None:
    row = factory.article()
    Article.objects.filter(id=row.id).update(agency="TTXVN", is_paywalled=True)
    assert facts(desk, row)["Dẫn nguồn"] == "TTXVN"
    assert words(page(desk.get(f"/articles/{row.id}")), ".article-outlet span")[-1] == "thu phí"


def test_a_medium_a_visit_and_links_are_told_where_there_are_any(desk: Client) -> None:
    row = factory.article()
    assert {"Phương tiện", "Đoàn báo chí", "Liên kết ra ngoài"} & set(facts(desk, row)) == set()
    visit = factory.visit("Đoàn báo Đông Á")
    links = ["https://tinh.example/nghi-quyet", "javascript:alert(1)"]
    Article.objects.filter(id=row.id).update(medium="print", delegation_id=visit.id, links=links)
    told = facts(desk, row)
    assert told["Đoàn báo chí"] == "Đoàn báo Đông Á"
    assert told["Liên kết ra ngoài"] == " ".join(links)
    assert "print" not in told.values()
    outside = page(desk.get(f"/articles/{row.id}")).select(".out a")
    assert [str(link["href"]) for link in outside] == links[:1]


@pytest.mark.parametrize(("trust", "why"), [("future", "tương lai"), ("ancient", "trước khi có báo mạng")])
def test_a_time_that_was_not_used_says_why(desk: Client, trust: str, why: str) -> None:
    row = factory.article(published_at=None)
    Article.objects.filter(id=row.id).update(published_trust=trust, published_raw="1/1/2099")
    told = facts(desk, row)["Xuất bản"]
    assert (told.startswith("không rõ ngày"), why in told, told.endswith("“1/1/2099”")) == (True, True, True)


def test_the_reading_is_told_with_its_lights(desk: Client) -> None:
    row = factory.article("Cửa Trầm cháy chợ", body="Chợ cháy lúc sáng. Không có nước.\nĐã dập.")
    factory.reading(
        row,
        tone=-1,
        tone_p=0.83,
        why="Không có nước.",
        places=[("cua-tram", 0, 8)],
        topics=[("public_order", 0.9), ("society", 0.4)],
    )
    told = page(desk.get(f"/articles/{row.id}"))
    assert words(told, "mark.why") == ["Không có nước."]
    assert [(p.text, p["title"]) for p in told.select(".place")] == [("Cửa Trầm", "Cửa Trầm")]
    assert words(told, ".known .card:first-child dd") == [
        "tiêu cực 83%",
        "có 97%",
        "An ninh – trật tự 90% Xã hội – an sinh 40%",
        "Cửa Trầm",
        "Không có nước.",
    ]


def test_a_machine_that_is_unsure_shows_no_sentence(desk: Client) -> None:
    row = factory.article(body="Không có nước.")
    factory.reading(row, tone=-1, abstain=True, why="Không có nước.", topics=[], about=None)
    told = page(desk.get(f"/articles/{row.id}"))
    assert words(told, "mark.why") == []
    assert words(told, ".known .card:first-child dd") == ["máy không chắc"]


def test_an_article_not_read_yet_says_so(desk: Client) -> None:
    told = page(desk.get(f"/articles/{factory.article().id}"))
    assert words(told, ".known .card:first-child p") == ["Máy chưa đọc bài này."]


def test_the_tone_stands_under_the_title_already(desk: Client) -> None:
    row = factory.article()
    factory.reading(row, tone=-1, about=0.2)
    told = page(desk.get(f"/articles/{row.id}"))
    assert words(told, ".verdict") == ["tiêu cực không phải về tỉnh"]
    assert links(told, ".verdict a") == ["#reading"]


def test_an_article_from_a_file_has_a_kind_and_no_country(desk: Client) -> None:
    of = factory.source(of=factory.outlet("tep", "Tệp", kind="import", country=""))
    told = page(desk.get(f"/articles/{factory.article(of=of).id}"))
    assert words(told, ".article-outlet > *") == ["Tệp", "Nạp từ tệp", "Tiếng Việt"]


def test_an_article_about_another_province_says_no(desk: Client) -> None:
    row = factory.read_article(about=0.03)
    assert "không 3%" in words(page(desk.get(f"/articles/{row.id}")), ".known dd")


@pytest.fixture
def edited(db: None, now: datetime) -> Article:
    """An article in three versions: a figure mended, then the title."""
    row = factory.article("Dự án cầu", body="Vốn 1.200 tỷ đồng.\nThử tải xong.")
    row.body = "Vốn 1.020 tỷ đồng.\nThử tải xong."
    factory.version(row, seen_at=now + timedelta(hours=5))
    row.title = "Dự án đường"
    factory.version(row, seen_at=now + timedelta(hours=9))
    row.save()
    return row


def test_versions_are_listed_with_what_they_changed(desk: Client, edited: Article) -> None:
    told = page(desk.get(f"/articles/{edited.id}"))
    assert words(told, ".versions li") == [
        "Phiên bản 3 17:00 01/10/2026 hiện tại đổi: tựa",
        "Phiên bản 2 13:00 01/10/2026 đổi: thân bài",
        "Phiên bản 1 08:00 01/10/2026",
    ]
    assert links(told, ".versions a") == [f"/articles/{edited.id}?version={n}" for n in (3, 2, 1)]


def test_a_version_tells_what_it_changed(desk: Client, edited: Article) -> None:
    told = page(desk.get(f"/articles/{edited.id}?version=2"))
    assert words(told, ".changed p") == ["Dự án cầu", "Vốn bỏ: 1.200 thêm: 1.020 tỷ đồng.", "Thử tải xong."]
    two, one = "Phiên bản 2, ghi nhận lúc 13:00 01/10/2026", "phiên bản 1, ghi nhận lúc 08:00 01/10/2026"
    assert words(told, ".notice p:first-child") == [f"{two}, so với {one}. thêm bỏ"]
    assert words(told, ".changed .as-title, .changed .as-standfirst") == ["Dự án cầu"]


def test_any_two_versions_are_compared_by_links(desk: Client, edited: Article) -> None:
    told = page(desk.get(f"/articles/{edited.id}?version=3"))
    assert links(told, ".notice a") == [
        f"/articles/{edited.id}?version=3&against=1",
        f"/articles/{edited.id}",
    ]
    both = page(desk.get(f"/articles/{edited.id}?version=3&against=1"))
    assert words(both, ".changed del") == ["bỏ: cầu", "bỏ: 1.200"]
    assert words(both, ".changed ins") == ["thêm: đường", "thêm: 1.020"]


def test_a_newer_version_may_be_the_one_compared_with(desk: Client, edited: Article) -> None:
    told = page(desk.get(f"/articles/{edited.id}?version=1&against=2"))
    assert (words(told, ".changed del"), words(told, ".changed ins")) == (["bỏ: 1.020"], ["thêm: 1.200"])


def test_the_first_version_changes_nothing(desk: Client, edited: Article) -> None:
    told = page(desk.get(f"/articles/{edited.id}?version=1"))
    assert words(told, ".changed p") == ["Dự án cầu", "Vốn 1.200 tỷ đồng.", "Thử tải xong."]
    assert words(told, ".notice p:first-child") == ["Phiên bản 1, ghi nhận lúc 08:00 01/10/2026."]


@pytest.mark.parametrize("version", ["0", "3", "x", "-1", "٣", "9" * 40])
@pytest.mark.parametrize("asked", [{}, {"version": "1"}])
def test_a_version_that_never_was_is_not_found(desk: Client, asked: dict[str, str], version: str) -> None:
    row = factory.article()
    wanted = asked | {"against" if asked else "version": version}
    assert desk.get(f"/articles/{row.id}", wanted).status_code == 404


def test_copies_know_each_other(desk: Client) -> None:
    first = factory.article("Bài đầu")
    other = factory.outlet("bao-khac", "Báo Khác")
    copy = factory.article("Chép", of=factory.source(of=other), copy_of=first)
    told = page(desk.get(f"/articles/{copy.id}"))
    assert words(told, "#copies li") == ["Báo Sông Trong 08:00 bài đầu tiên"]
    assert words(told, "#copies > p.faint") == ["Bài này là bản chép: 100% nội dung có trong bài đầu tiên."]
    assert words(page(desk.get(f"/articles/{first.id}")), "#copies li") == ["Báo Khác 08:00"]


def test_the_evidence_names_bytes_sum_and_place(desk: Client) -> None:
    row = factory.article()
    capture = factory.capture(row)
    assert words(page(desk.get(f"/articles/{row.id}")), "#evidence tbody td") == [
        "08:00:00 01/10/2026",
        "200 text/html; charset=utf-8",
        "48.213",
        capture.sha256,
        f"{capture.warc_file} @ 91204",
    ]


def test_an_article_loaded_from_a_file_has_no_capture(desk: Client) -> None:
    told = page(desk.get(f"/articles/{factory.article().id}"))
    assert words(told, "#evidence p") == ["Không có bản chụp: bài này được nạp từ tệp."]


def test_every_stage_says_where_the_article_stands(desk: Client, now: datetime) -> None:
    row = factory.read_article()
    factory.job("relate", f"{row.id}:1", reason="đĩa đầy", quarantined_at=now)
    factory.job("read", f"{row.id}0:1")
    factory.index_change(row)
    told = page(desk.get(f"/articles/{row.id}"))
    assert words(told, ".steps .mark") == ["xong", "xong", "xong", "gác lại", "đang chờ"]
    assert words(told, ".step-reason") == ["đĩa đầy"]


def test_the_page_speaks_english_too(sign_in: SignIn) -> None:
    row = factory.read_article(tone=1)
    told = page(sign_in(language="en").get(f"/articles/{row.id}"))
    assert words(told, ".known .card:first-child dd")[0] == "positive 80%"
    assert words(told, ".known .card:first-child dd a") == ["Infrastructure and cities"]


def test_what_nobody_has_read_is_not_called_done(desk: Client) -> None:
    told = page(desk.get(f"/articles/{factory.article().id}"))
    assert words(told, ".steps .mark") == ["xong", "xong", "đang chờ", "đang chờ", "xong"]
