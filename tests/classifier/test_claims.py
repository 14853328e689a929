"""A statement held against articles: what says it, what comes near, what is lit, and how versions mend it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import claims, claims_hints
from classifier.claims import Found, Held, course
from classifier.claims_handles import handles
from classifier.claims_said import LONGEST, lit, name_runs, said, sentences_of
from classifier.claims_words import UNKNOWN, weight
from language.tokens import analyse

CLAIM = "Nhà máy bia Đông Lệ xả chất thải xuống hồ Mã Yên làm chết 300 con trâu."
TELLING = "Người dân kể nhà máy bia Đông Lệ xả chất thải xuống hồ Mã Yên, 300 con trâu uống nước đã chết."
DAY = datetime(2026, 10, 1, tzinfo=UTC)


def score(sentence: str, *, claim: str = CLAIM, title: str = "", lang: str = "vi") -> float:
    read = claims.read(title or sentence, sentence if title else "", lang)
    return claims.score_of(claims.statement(claim), read, 1 if title else 0)


def test_the_sentence_that_says_it_is_found_among_others() -> None:
    body = f"Trời mưa to suốt tuần. {TELLING} Lễ hội vẫn mở như thường."
    found = claims.hold([CLAIM], claims.read("Chuyện bên hồ", body, "vi"))
    assert found is not None
    assert (found.sentence, found.hint, found.wording) == (TELLING, "", CLAIM)


@pytest.mark.parametrize(
    "sentence",
    [
        CLAIM,
        "Trâu chết hàng loạt, tới ba trăm con, vì chất thải nhà máy bia Đông Lệ đổ xuống hồ Mã Yên.",
        "Nha may bia Dong Le xa chat thai xuong ho Ma Yen lam chet 300 con trau.",
        "Sở Công Thương bác tin nhà máy bia Đông Lệ xả chất thải xuống hồ Mã Yên làm trâu chết.",
    ],
)
def test_it_is_found_in_other_words_without_accents_and_denied(sentence: str) -> None:
    assert score(sentence) >= claims.THRESHOLD


@pytest.mark.parametrize(
    "sentence",
    [
        "Nhà máy xi măng Tây Trà xả khói bụi xuống làng Hạ Vũ.",
        "Nhà máy bia Đông Lệ tuyển 50 công nhân thời vụ.",
        "Hồ Mã Yên đón đoàn khách đầu năm.",
        "",
    ],
)
def test_another_place_or_another_matter_is_not_found(sentence: str) -> None:
    assert score(sentence) < claims.THRESHOLD


def test_other_figures_speak_against_a_sentence() -> None:
    assert score(TELLING) > score(TELLING.replace("300", "12")) + 0.2


def test_the_opposite_speaks_against_a_sentence() -> None:
    claim = "Giá nước sạch ở phường Lâm Hạ tăng từ tháng sau."
    assert score(claim.replace("tăng", "giảm"), claim=claim) < score(claim, claim=claim) - 0.15


def test_a_name_in_the_headline_counts_for_the_sentence_but_less() -> None:
    bare = "Chất thải xả xuống hồ làm chết 300 con trâu, dân bức xúc."
    title = "Nhà máy bia Đông Lệ và hồ Mã Yên"
    assert score(bare) < score(bare, title=title) < score(TELLING)


def test_names_and_figures_alone_tell_of_it_in_another_language() -> None:
    claim = "Cháy chợ Đông Lệ thiêu rụi 300 quầy hàng."
    read = claims.read("Fire at Dong Le market destroys 300 stalls", "", "en")
    assert claims.score_of(claims.statement(claim, "vi"), read, 0) >= claims.THRESHOLD
    other = claims.read("Fire at Dong Le market destroys 20 stalls", "", "en")
    assert claims.score_of(claims.statement(claim, "vi"), other, 0) == 0.0


def test_a_wording_in_the_other_language_says_more() -> None:
    read = claims.read("Brewery waste killed 300 buffaloes at Ma Yen lake", "", "en")
    wording = "Waste of the Dong Le brewery killed 300 buffaloes at Ma Yen lake."
    found = claims.hold([CLAIM, wording], read)
    assert found is not None
    assert found.wording == wording


def test_a_claim_in_a_script_without_capitals_is_held_too() -> None:
    claim = "工厂向湖中排放废水导致三百头水牛死亡。"
    assert claims.hold([claim], claims.read(claim, "", "zh")) is not None
    assert claims.hold([claim], claims.read("学校今天放假一天。", "", "zh")) is None


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(["vi", "en", "zh", "km"]))
def test_any_text_has_a_score_from_nought_to_one(text: str, lang: str) -> None:
    assert 0.0 <= score(text, lang=lang) <= 1.0


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_statement_can_be_held(text: str) -> None:
    claims.hold([text], claims.read("Tin", TELLING, "vi"))


def test_what_the_claim_says_is_lit() -> None:
    spans = claims.marked(CLAIM, TELLING, "vi")
    shown = [TELLING[start:end] for start, end in spans]
    assert shown[-1].startswith("300") or "300 con trâu" in shown
    assert "Đông Lệ xả chất thải" in " ".join(shown)
    assert not any("kể" in part.split() for part in shown)


def test_nothing_is_lit_where_nothing_is_shared() -> None:
    assert lit("Trời đẹp.", frozenset({"lu"}), frozenset(), "vi") == []


def test_a_text_without_stops_is_cut() -> None:
    pieces = sentences_of("Tin", "a b " * LONGEST)
    assert max(map(len, pieces)) <= LONGEST
    assert [len(one) for one in sentences_of("x" * 900, "")] == [400, 400, 100]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hồ Mã Yên cạn", ["Hồ Mã Yên"]),
        ("Sáng nay mưa to", []),
        ("Người dân Hạ Vũ kể", ["Hạ Vũ"]),
        ("Sở nói: Chưa có tin", []),
        ("gặp Lan ở chợ", ["Lan"]),
        ("Minh-Anh về", ["Minh-Anh"]),
    ],
)
def test_names_are_told_from_beginnings(text: str, expected: list[str]) -> None:
    runs = name_runs(text, analyse(text))
    assert [text[run[0].start : run[-1].end] for run in runs] == expected


def test_what_a_text_says_is_read_with_accents_and_without() -> None:
    told = said("Hồ Mã Yên cạn 3 m", "vi")
    assert told.loose.names == {"ho ma", "ma yen"}
    assert told.loose.rest == {"can", "m"}
    assert told.stated == {3.0}
    assert told.is_accented is True


@pytest.mark.parametrize(
    ("sentence", "after", "lang", "hint"),
    [
        ("Sở bác bỏ tin nhà máy xả chất thải.", "", "vi", "bác bỏ"),
        ("Nhà máy xả chất thải, báo viết.", "Tin này là bịa đặt.", "vi", "bịa đặt"),
        ("Nhà máy không xả chất thải.", "", "vi", "không xả"),
        ("Nhà máy xả chất thải.", "", "vi", ""),
        ("Người dân không ngủ được.", "", "vi", ""),
        ("Nhà máy không bao giờ nghỉ.", "", "xx", ""),
        ("The report is false.", "", "en", "false"),
        ("工厂否认排放。", "", "zh", "否认"),
    ],
)
def test_words_of_denial_are_a_hint(sentence: str, after: str, lang: str, hint: str) -> None:
    assert claims_hints.find(sentence, [after], CLAIM, lang) == hint


def test_what_the_claim_itself_denies_is_no_hint() -> None:
    claim = "Sở bác bỏ đơn, không trả chất thải về nhà máy."
    assert claims_hints.find(claim, [], claim, "vi") == ""
    assert claims_hints.find("No lake was cleared.", [], "The lake was cleared.", "fr") == ""


@pytest.mark.parametrize(
    ("word", "lang", "expected"),
    [("khongcotu", "vi", UNKNOWN), ("de", "fr", 2.0), ("usine", "fr", 5.0), ("และ", "th", 5.0)],
)
def test_rare_words_tell_more(word: str, lang: str, expected: float) -> None:
    assert weight(word, lang) == expected
    assert weight("va1", "vi") < weight("xyanua", "vi")


def test_a_statement_is_looked_for_by_its_names_and_telling_words() -> None:
    told = handles("Nhà máy bia Đông Lệ xả thải xuống hồ Mã Yên.")
    assert told.names == ("dong le", "ma yen")
    assert {"bia", "thải", "hồ"} <= set(told.words)


def test_a_statement_without_names_is_looked_for_by_pairs_of_words() -> None:
    told = handles("giá nước sạch tăng gấp đôi")
    assert (told.names, "nước sạch" in told.words) == ((), True)
    assert handles("lụt").words == ("lụt",)
    assert handles("gặp Lan").names == ("lan",)


def held(number: int, *, hint: str | None = "") -> Held:
    found = None if hint is None else Found(0.8, f"câu {number}", hint, CLAIM)
    return Held(number, DAY + timedelta(hours=number), found)


@pytest.mark.parametrize(
    ("versions", "version", "mended"),
    [
        ([held(1)], 1, None),
        ([held(1), held(2)], 1, None),
        ([held(1), held(2, hint=None)], 1, 2),
        ([held(1), held(2, hint="xin lỗi")], 1, 2),
        ([held(1), held(2, hint="xin lỗi"), held(3, hint=None)], 1, 2),
        ([held(1), held(2, hint=None), held(3)], 1, None),
        ([held(1, hint=None), held(2)], 2, None),
        ([held(1, hint="bác bỏ"), held(2, hint="bác bỏ")], 1, None),
    ],
)
def test_versions_tell_since_when_it_is_mended(
    versions: list[Held], version: int, mended: int | None
) -> None:
    told = course(versions)
    assert told is not None
    assert told.version == version
    assert told.mended_at == (DAY + timedelta(hours=mended) if mended else None)


def test_what_never_spoke_of_it_has_no_course() -> None:
    assert course([held(1, hint=None)]) is None
    assert course([]) is None
