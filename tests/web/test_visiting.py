import pytest
from django.test import Client

from archive import delegations
from archive.models import Article, Delegation
from desk.models import Act
from desk.rights import Role
from tests import factory
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "Đoàn báo chí Biển Đông",
    "outlets": "The Coast Times; 东盟观察",
    "country": "SG",
    "host": "Sở Ngoại vụ",
    "paper": "12/GP-NG",
    "starts_on": "2026-03-02",
    "ends_on": "2026-03-06",
    "purpose": "Viết về cảng",
}


def work() -> Article:
    of = factory.source(of=factory.outlet("coast", "The Coast Times", country="SG", lang="en"))
    return factory.article("Port opens", of=of, url="https://coast.example/port", lang="en")


def test_a_visit_is_shown_with_its_works(desk: Client) -> None:
    visit, row = factory.visit(), work()
    delegations.tie(visit.id, row.id)
    told = page(desk.get("/visits"))
    assert words(told, ".visit h2") == ["Đoàn báo chí Biển Đông"]
    assert words(told, ".visit > .dotted")[0] == (
        "2/3/2026 – 6/3/2026 Singapore The Coast Times Sở Ngoại vụ 12/GP-NG"
    )
    assert links(told, ".works tbody a") == [f"/articles/{row.id}"]
    assert words(told, ".works td")[:2] == ["The Coast Times Singapore", "01/10/2026"]
    assert row.body not in told.get_text()


def test_a_visit_of_one_day_tells_one_day(desk: Client) -> None:
    row = factory.visit(country="")
    Delegation.objects.filter(id=row.id).update(ends_on=row.starts_on, host="", paper="")
    assert words(page(desk.get("/visits")), ".visit > .dotted")[0] == "2/3/2026 The Coast Times"


def test_visits_are_narrowed_by_year(desk: Client) -> None:
    factory.visit("Cũ", year=2024)
    factory.visit("Mới")
    told = page(desk.get("/visits?year=2024"))
    assert (words(told, ".visit h2"), words(told, ".switch a")) == (["Cũ"], ["tất cả", "2026", "2024"])
    assert words(told, '.switch [aria-current="true"]') == ["2024"]
    assert len(words(page(desk.get("/visits?year=khong")), ".visit h2")) == 2


def test_a_desk_without_visits_says_so(desk: Client) -> None:
    assert words(page(desk.get("/visits")), ".empty p") == ["Chưa ghi đợt công tác nào."]


def test_a_reader_sees_and_changes_nothing(sign_in: SignIn) -> None:
    visit, row = factory.visit(), work()
    reader = sign_in(Role.READER)
    told = page(reader.get("/visits"))
    assert (len(told.select(".visit")), told.select(".visit form, .notice")) == (1, [])
    assert reader.post("/visits", {"visit": visit.id, "url": row.canonical_url}).status_code == 403
    assert reader.post("/visits/record", TOLD).status_code == 403
    assert (Article.objects.get().delegation, Delegation.objects.count()) == (None, 1)


def test_a_visit_is_recorded(desk: Client) -> None:
    answer = desk.post("/visits/record", TOLD)
    row = Delegation.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/visits#visit-{row.id}")
    assert (row.name, row.outlets, row.paper, str(row.ends_on)) == (
        TOLD["name"],
        TOLD["outlets"],
        "12/GP-NG",
        "2026-03-06",
    )
    assert Act.objects.get().code == "visit_recorded"


def test_a_visit_is_told_anew(desk: Client) -> None:
    row = factory.visit()
    address = f"/visits/record?visit={row.id}"
    told = page(desk.get(address))
    assert [str(one(told, f"#id_{name}")["value"]) for name in ("name", "starts_on")] == [
        row.name,
        "2026-03-02",
    ]
    assert desk.post(address, {**TOLD, "paper": "13/GP-NG"}).status_code == 302
    assert Delegation.objects.get().paper == "13/GP-NG"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("name", "", "Trường này là bắt buộc."),
        ("starts_on", "hôm nọ", "Nhập một ngày hợp lệ."),
        ("ends_on", "2026-03-01", "Đợt công tác kết thúc trước khi bắt đầu."),
    ],
)
def test_a_visit_that_cannot_be_is_told(field: str, value: str, why: str, desk: Client) -> None:
    answer = desk.post("/visits/record", {**TOLD, field: value})
    assert (answer.status_code, Delegation.objects.count()) == (422, 0)
    assert words(page(answer), ".field-wrong") == [why]


def test_a_work_is_tied_by_its_address_and_taken_off(desk: Client) -> None:
    visit, row = factory.visit(), work()
    answer = desk.post("/visits", {"visit": visit.id, "url": f"{row.canonical_url}?fbclid=1"})
    assert answer.headers["Location"] == f"/visits#visit-{visit.id}"
    assert Article.objects.get().delegation == visit
    desk.post("/visits", {"visit": visit.id, "untie": row.id})
    assert Article.objects.get().delegation is None


@pytest.mark.parametrize("url", ["https://coast.example/khac", ""])
def test_a_work_that_is_not_in_the_archive_is_told_at_its_visit(url: str, desk: Client) -> None:
    visit = factory.visit()
    factory.visit("Đoàn khác")
    answer = desk.post("/visits", {"visit": visit.id, "url": url})
    told = page(answer)
    assert (answer.status_code, len(told.select("#tie-wrong"))) == (422, 1)
    assert str(one(told, f"#tie-{visit.id}").get("value")) == url
    assert words(told, ".field-wrong")[0].startswith("Kho chưa có bài ở địa chỉ này.")


@pytest.mark.parametrize("visit", ["99", "x", "9" * 30, ""])
def test_a_visit_that_is_not_there_is_not_found(visit: str, desk: Client) -> None:
    assert desk.post("/visits", {"visit": visit, "url": "https://a.example/1"}).status_code == 404
    assert desk.get("/visits/record", {"visit": visit}).status_code == 404


def test_a_work_of_a_visit_can_be_added(desk: Client) -> None:
    visit = factory.visit()
    told = page(desk.get(f"/add/coverage?visit={visit.id}"))
    assert words(told, "#id_visit [selected]") == [visit.name]
