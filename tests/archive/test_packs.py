"""What a pack gives once it is read, and that the shipped packs are sound."""

from datetime import date
from pathlib import Path

import pytest

from archive import packs
from archive.pack_basis import MonthDay
from archive.pack_places import PlaceKind
from archive.packs import PackError
from classifier.model import Place, PlaceName
from crawler.model import ArticleRules, SectionRules, Shape
from demo.outlets import load_outlets
from tests.archive.test_pack_folder import FILES, swapped, write_pack

PORT = {"press_port": "8123"}
SIXTEEN = [
    "sovereignty",
    "religion_ethnicity",
    "rights_democracy",
    "diplomacy",
    "investment",
    "economy",
    "agriculture",
    "infrastructure",
    "environment",
    "culture_tourism",
    "education_science",
    "health",
    "society",
    "public_order",
    "governance",
    "sport_entertainment",
]


def small(root: Path) -> packs.Pack:
    return packs.load(write_pack(root), folder=root, fill=PORT)


def demo() -> packs.Pack:
    return packs.load("demo", fill=PORT)


def test_the_shipped_packs_are_the_demo_and_four_real_ones() -> None:
    assert packs.known() == ("can-tho", "da-nang", "demo", "dong-nai", "tp-hcm")


@pytest.mark.parametrize("name", packs.known())
def test_a_shipped_pack_is_sound(name: str) -> None:
    assert packs.check(packs.PACKS / name) == []


def test_the_head_is_read(tmp_path: Path) -> None:
    pack = small(tmp_path)
    assert (pack.name, pack.title.vi, pack.home, pack.languages) == (
        "trial",
        "Tỉnh thử",
        "song-moi",
        ("vi", "en"),
    )
    assert (pack.zone, pack.digest_hour, pack.threshold) == ("Asia/Ho_Chi_Minh", 6, 0.5)


def test_a_name_a_path_and_a_path_in_words_load_the_same(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    loaded = [packs.load(one, folder=tmp_path, fill=PORT) for one in ("trial", folder, str(folder))]
    assert loaded[0] == loaded[1] == loaded[2]


def test_a_source_takes_what_it_leaves_out_from_the_pack(tmp_path: Path) -> None:
    source = small(tmp_path).outlets[0].sources[0]
    assert (source.delay, source.every_minutes, source.zone) == (1.5, 20, "Asia/Ho_Chi_Minh")
    assert (source.url, source.rules, source.verified) == ("http://bao.localhost:8123/rss", None, None)


def test_a_source_keeps_its_own_manners_and_rules(tmp_path: Path) -> None:
    source = small(tmp_path).outlets[0].sources[1]
    assert (source.delay, source.every_minutes, source.zone) == (3.0, 5, "Asia/Seoul")
    assert (source.shape, source.rules) == (Shape.SECTION, SectionRules("article", "h2 a", "", "time"))
    assert source.verified == date(2026, 1, 15)


def test_an_outlet_keeps_the_rules_of_its_article_pages(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    path = folder / "outlets.yaml"
    rules = 'lang: vi\n    article: {body: div.bai, drop: [".doc-them"]}'
    path.write_text(path.read_text("utf-8").replace("lang: vi", rules, 1), "utf-8")
    outlet = packs.load("trial", folder=tmp_path, fill=PORT).outlets[0]
    assert outlet.article == ArticleRules(body="div.bai", drop=(".doc-them",))


def test_topics_and_agencies_of_all_come_before_the_packs_own(tmp_path: Path) -> None:
    pack = small(tmp_path)
    assert [topic.code for topic in pack.topics] == ["culture", "ferry"]
    assert [agency.key for agency in pack.agencies] == ["so-cu", "so-moi", "van-phong"]


@pytest.mark.parametrize(
    ("day", "lead"),
    [(date(2025, 2, 28), "so-cu"), (date(2025, 3, 1), "so-moi"), (date(2030, 1, 1), "so-moi")],
)
def test_who_leads_a_duty_depends_on_the_day(tmp_path: Path, day: date, lead: str) -> None:
    role = small(tmp_path).role("press_synthesis", day)
    assert role is not None
    assert role.lead == lead


def test_nobody_leads_a_duty_that_no_role_names(tmp_path: Path) -> None:
    assert small(tmp_path).role("training", date(2026, 1, 1)) is None


def test_the_gazetteer_has_the_home_its_parts_the_provinces_and_the_bodies(tmp_path: Path) -> None:
    gazetteer = small(tmp_path).gazetteer()
    assert (gazetteer.home, gazetteer.not_home) == ("song-moi", ("phố Sông Mới",))
    assert [place.key for place in gazetteer.places] == ["song-moi", "ben-la", "ha-tay", "ha-noi"]
    assert gazetteer.bodies == (PlaceName("UBND tỉnh Sông Mới", "vi"),)
    ward = Place("ben-la", "ward", (PlaceName("Bến Lá", "vi"),), "song-moi", date(2025, 7, 1))
    assert gazetteer.places[1] == ward


def test_the_gazetteer_keeps_the_names_a_place_had(tmp_path: Path) -> None:
    was = "was: [{kind: district, valid_to: 2025-06-30, names: {vi: [Sông Mới, Bến Cũ]}}]"
    changed = swapped("province.yaml", "ko: [송머이]}", f"en: [New River]}}\n    {was}")
    pack = packs.load(write_pack(tmp_path, changed), folder=tmp_path, fill=PORT)
    names = pack.gazetteer().places[0].names
    assert [name.text for name in names] == ["Sông Mới", "New River", "Bến Cũ"]
    assert pack.gazetteer(date(2025, 6, 30)).places[0].kind == PlaceKind.DISTRICT
    assert pack.gazetteer(date(2025, 7, 1)).places[0].kind == PlaceKind.PROVINCE


def test_the_calendar_knows_days_off(tmp_path: Path) -> None:
    calendar = small(tmp_path).calendar
    days = [date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 4), date(2026, 9, 5), date(2026, 9, 6)]
    assert [calendar.is_day_off(day) for day in days] == [False, True, False, True, True]


def test_a_pack_adds_its_own_days_off(tmp_path: Path) -> None:
    own = "holidays: [{name: {vi: Lễ bến, en: Ferry day}, every_year: [03-03], days: [2026-03-05]}]\nreports:"
    changed = swapped("calendar.yaml", "reports:", own)
    calendar = packs.load(write_pack(tmp_path, changed), folder=tmp_path, fill=PORT).calendar
    assert [holiday.name.en for holiday in calendar.holidays] == ["National day", "Ferry day"]
    days = [date(2027, 3, 3), date(2026, 3, 5), date(2026, 3, 4)]
    assert [calendar.is_day_off(day) for day in days] == [True, True, False]


def test_a_report_returns_on_its_days(tmp_path: Path) -> None:
    (report,) = small(tmp_path).calendar.reports
    assert [turn.due.on(2026) for turn in report.turns] == [date(2026, 6, 20), date(2026, 12, 20)]
    assert report.remind == (14, 7, 1)


@pytest.mark.parametrize(("year", "day"), [(2026, date(2026, 2, 28)), (2028, date(2028, 2, 29))])
def test_the_leap_day_is_the_last_of_february(year: int, day: date) -> None:
    assert MonthDay.parse("02-29").on(year) == day


def test_what_a_person_must_check_is_listed(tmp_path: Path) -> None:
    changed = swapped("province.yaml", "parent: song-moi", "parent: song-moi\n    check: true")
    changed |= swapped("plan.yaml", "every: quarter", "every: quarter\n    check: true")
    pack = packs.load(write_pack(tmp_path, changed), folder=tmp_path, fill=PORT)
    assert pack.to_check() == ("ben-la", "giao-ban", "bao-song-moi-rss")


def test_a_text_typed_on_another_machine_is_composed(tmp_path: Path) -> None:
    apart = FILES["outlets.yaml"].replace("Báo Sông Mới", "Ba\u0301o So\u0302ng Mo\u031b\u0301i")
    pack = packs.load(write_pack(tmp_path, {"outlets.yaml": apart}), folder=tmp_path, fill=PORT)
    assert pack.outlets[0].name == "Báo Sông Mới"


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    marked = b"\xef\xbb\xbf" + FILES["plan.yaml"].encode()
    assert packs.check(write_pack(tmp_path, {"plan.yaml": marked}), folder=tmp_path) == []


def test_a_word_that_yaml_takes_for_something_else_stays_a_word(tmp_path: Path) -> None:
    changed = swapped("province.yaml", "names: {vi: [Bến Lá]}", "names: {vi: [on, 1975, 2026-01-01]}")
    pack = packs.load(write_pack(tmp_path, changed), folder=tmp_path, fill=PORT)
    assert pack.places[1].names == {"vi": ("on", "1975", "2026-01-01")}


def test_a_missing_fill_is_told_for_each_address(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    with pytest.raises(PackError) as raised:
        packs.load(folder, folder=tmp_path, fill={})
    assert [(problem.file.name, problem.line) for problem in raised.value.problems] == [
        ("outlets.yaml", 7),
        ("outlets.yaml", 10),
    ]
    assert str(raised.value.problems[0]) == (
        f"{folder}/outlets.yaml:7: chưa có giá trị cho {{press_port}}; đưa vào khi nạp gói"
        " / there is no value for {press_port}; give it when the pack is loaded"
    )


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    write_pack(tmp_path)
    with pytest.raises(PackError) as raised:
        packs.load("trail", folder=tmp_path, fill=PORT)
    assert str(raised.value) == (
        f"{tmp_path}:1: không có gói “trail”; có phải là “trial”? (có: trial)"
        ' / there is no pack "trail"; did you mean "trial"? (known: trial)'
    )


def test_the_demo_has_its_forty_outlets_on_this_machine() -> None:
    outlets = demo().outlets
    assert len(outlets) == 40
    for outlet in outlets:
        assert outlet.home_page == f"http://{outlet.key}.localhost:8123/"
        assert all(".localhost:8123/" in source.url for source in outlet.sources)


def test_the_demo_is_polled_often_and_politely_enough() -> None:
    sources = [source for outlet in demo().outlets for source in outlet.sources]
    assert {(source.every_minutes, source.delay) for source in sources} == {(15, 0.2)}


SITEMAPS = dict.fromkeys(("sitemap", "news-sitemap", "sitemap-index"), Shape.SITEMAP)
SHAPES = {**SITEMAPS, "section": Shape.SECTION}


def test_a_demo_source_lies_where_the_press_puts_it() -> None:
    listed = {
        (f"http://{outlet.slug}.localhost:8123{one.path}", SHAPES.get(one.form, Shape.FEED))
        for outlet in load_outlets()
        for one in outlet.lists
    }
    # One outlet's list is read from its host for telephones.
    told = {
        (source.url.replace("//m.", "//"), source.shape)
        for outlet in demo().outlets
        for source in outlet.sources
    }
    assert told <= listed
    assert len(told) == 42


def test_the_demo_section_pages_have_their_selectors() -> None:
    rules = [source.rules for outlet in demo().outlets for source in outlet.sources if source.rules]
    assert rules == [SectionRules(entry="article.tin", link="h3 a", date="time")] * 3


REAL = [name for name in packs.known() if name != "demo"]


@pytest.mark.parametrize("name", REAL)
def test_no_source_of_a_real_pack_counts_as_seen(name: str) -> None:
    pack = packs.load(name, fill={})
    assert {source.verified for outlet in pack.outlets for source in outlet.sources} == {None}


@pytest.mark.parametrize("name", packs.known())
def test_a_pack_has_the_sixteen_topics_beside_its_own(name: str) -> None:
    topics = packs.load(name, fill=PORT).topics
    assert [topic.code for topic in topics if not topic.parent] == SIXTEEN
    assert {topic.parent for topic in topics if topic.parent} <= set(SIXTEEN)


@pytest.mark.parametrize("name", packs.known())
def test_the_press_went_to_the_department_of_culture(name: str) -> None:
    pack = packs.load(name, fill=PORT)
    leads = [pack.role("press_synthesis", day) for day in (date(2025, 2, 28), date(2025, 3, 1))]
    # Thành phố Hồ Chí Minh has tourism in a department of its own.
    culture = "so-vhtt-tp-hcm" if name == "tp-hcm" else "so-vhttdl"
    assert [role and role.lead for role in leads] == ["so-tttt", culture]
