"""What a text is turned into before it is weighed: words, marks for places, sides, windows and counts."""

import itertools
import math
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import features
from classifier.features import HERE, THERE, Masked, Text, mask, prepare
from classifier.gazetteer import Mention
from classifier.lexicon import Lexicon
from classifier.phrases import Phrases
from language.tokens import analyse, streams
from tests.classifier.places import HOME, finder

OWN = finder().home_places
WORDS = Lexicon(Phrases({"not": ["không"], "good": ["đẹp", "thắng"], "bad": ["cháy", "chết"]}))


def text_of(title: str, body: str = "") -> Text:
    return prepare(title, body, finder(), OWN)


def keys(text: str) -> tuple[str, ...]:
    """The words of a text as the analysis spells them."""
    return tuple(streams(text)[0])


def masked(text: str) -> Masked:
    return mask(analyse(text), finder().mentions(text), OWN)


def test_places_are_masked_by_whose_they_are() -> None:
    words = masked("Lam Giang và Hà Nội bàn về Cửa Trầm").words
    assert words == (HERE, *keys("và"), THERE, *keys("bàn về"), HERE)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("CLB Lam Giang", "<club>"),
        ("ông Lam Giang", "<person>"),
        ("phố Huế", "<street-there>"),
        ("CLB Hà Nội", "<club-there>"),
        ("Điện Biên Phủ", "<longer-there>"),
        ("Tân Khê, Tây Ninh", "<elsewhere>"),
    ],
)
def test_what_is_no_place_is_marked_by_its_sense(text: str, mark: str) -> None:
    assert next(word for word in masked(text).words if word.startswith("<")) == mark


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Có 41 hộ, 1.200 người, năm 2026", "có 00 hộ 0 000 người năm 0000"),
        ("19K và 5G", "19k và 5g"),
        ("", ""),
        ("… — !", ""),
    ],
)
def test_numbers_keep_only_their_length(text: str, words: str) -> None:
    assert masked(text).words == keys(words)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("蓝江省代表团", 1),
        ("在蓝江和蓝江", 2),
        ("람장성에서 람장성까지", 2),
        ("ខេត្តឡាំយ៉ាងមកដល់ហាណូយ", 1),
        ("Lam Giang, Lam Giang", 2),
        ("sông Lam Giang", 1),
    ],
)
def test_one_name_is_one_mark_in_any_script(text: str, marks: int) -> None:
    assert len(masked(text).marks) == marks


def test_a_body_that_begins_inside_a_word_is_marked_all_the_same() -> None:
    tokens = analyse("đến蓝江省")
    assert mask(tokens, [Mention(HOME, 4, 6)], OWN).marks == (1,)


def test_headline_and_body_are_apart() -> None:
    text = text_of("Lam Giang đón khách", "Hà Nội gửi quà.")
    assert (text.title.words, text.body.words) == ((HERE, *keys("đón khách")), (THERE, *keys("gửi quà")))
    assert (text.whole, text.title_end, text.body_start) == ("Lam Giang đón khách\nHà Nội gửi quà.", 19, 20)


@pytest.mark.parametrize(
    ("title", "body", "whole"),
    [("a", "b", "a\nb"), ("a", "", "a"), ("", "b", "b"), ("", "", "")],
)
def test_title_and_body_are_joined_by_one_lines_end(title: str, body: str, whole: str) -> None:
    assert features.join(title, body) == whole


@pytest.mark.parametrize(
    ("title", "body", "ends"),
    [
        ("Tin", "Câu một. Câu hai.", len("Tin\nCâu một.")),
        ("Tin", "\n  Câu một. Câu hai.", len("Tin\n\n  Câu một.")),
        ("", "Câu một. Câu hai.", len("Câu một.")),
        ("Tin chỉ có đầu đề", "", len("Tin chỉ có đầu đề")),
        ("", "", 0),
    ],
)
def test_the_lead_ends_with_the_first_sentence_below_the_headline(title: str, body: str, ends: int) -> None:
    assert text_of(title, body).lead_end == ends


def test_single_words_and_pairs() -> None:
    assert list(features.grams(["a", "b", "c"])) == ["a", "b", "c", "a b", "b c"]


@pytest.mark.parametrize("words", [[], ["a"]])
def test_fewer_than_two_words_make_no_pair(words: list[str]) -> None:
    assert list(features.grams(words)) == words


def test_what_stands_often_is_damped() -> None:
    assert features.damped(["a"] * 10 + ["b"]) == {"a": 1 + math.log(10), "b": 1.0}


def test_a_topic_is_told_by_the_lead_and_the_headline_once_more() -> None:
    salt, cheap, spoilt = keys("muối rẻ ế")
    once = (cheap, "|", spoilt, f"{salt} {cheap}", f"{cheap} |", f"| {salt}", f"{salt} {spoilt}")
    above = (f"t:{salt}", f"t:{cheap}", f"t:{salt} {cheap}")
    wanted = {salt: 1 + math.log(2)} | dict.fromkeys((*once, *above), 1.0)
    assert features.topic_features(text_of("Muối rẻ", "Muối ế.")) == wanted


def test_only_the_lead_is_weighed() -> None:
    body = " ".join(f"từ{'abcdefghij'[n % 10]}{n}x" for n in range(400))
    opening = text_of("Đầu đề", body).opening
    assert len([name for name in opening if " " not in name]) == features.LEAD_TOKENS + len(
        ("đầu", "đề", "|")
    )


def sides(title: str, body: str) -> set[str]:
    weighed = features.about_features(text_of(title, body))
    return {name for name in weighed if name[1:2] in {"-", "+"}}


def test_the_sides_of_the_name_are_named_by_their_distance() -> None:
    assert sides("một hai Lam Giang ba", "") == {
        "t-1:hai",
        f"t-2:{keys('một')[0]}",
        "t-3:^",
        "t+1:ba",
        "t+2:$",
        "t+3:$",
        f"t-:{' '.join(keys('một hai'))}",
        "t+:ba",
        "t-+:hai ba",
    }


def test_the_sides_are_those_of_the_province_alone_and_below_the_lead_as_well() -> None:
    far = "từ " * 300 + "gần Lam Giang xa. Hà Nội mưa."
    named = sides("Hà Nội", far)
    assert {name for name in named if "1:" in name} == {f"b-1:{keys('gần')[0]}", "b+1:xa"}
    assert {name[0] for name in named} == {"b"}


def test_the_window_of_the_name_reaches_six_words() -> None:
    weighed = features.tone_features(text_of("", "a b c d e f g Lam Giang h i k l m n o"))
    near = sorted(name[2:] for name in weighed if name.startswith("n:"))
    assert near == sorted([*"bcdefg", HERE, *"hiklmn"])


def test_two_windows_over_each_other_count_a_word_once() -> None:
    weighed = features.tone_features(text_of("", "Lam Giang a Lam Giang"))
    assert weighed["n:a"] == 1.0


def test_tone_weighs_all_that_a_topic_is_told_by() -> None:
    text = text_of("Lam Giang được mùa", "Muối trắng đồng.")
    assert features.topic_features(text).items() <= features.tone_features(text).items()


def facts(title: str, body: str) -> dict[str, float]:
    return features.about_facts(text_of(title, body))


def test_facts_of_a_text_about_the_province() -> None:
    assert facts("Lam Giang mở chợ", "Lam Giang và Hà Nội ký kết.") == {
        "#title": 1.0,
        "#opens": 1.0,
        "#lead": 1.0,
        "#count": math.log1p(2),
        "#none": 0.0,
        "#twice": 1.0,
        "#false": 0.0,
        "#others": math.log1p(1),
        "#other title": 0.0,
        "#share": 2 / 3,
    }


def test_facts_of_a_text_that_only_seems_to_be() -> None:
    assert facts("CLB Lam Giang đến sân Hàng Đẫy ở Hà Nội", "Đội Lam Giang thua.") == {
        "#title": 0.0,
        "#opens": 0.0,
        "#lead": 0.0,
        "#count": 0.0,
        "#none": 1.0,
        "#twice": 0.0,
        "#false": 1.0,
        "#others": math.log1p(1),
        "#other title": 1.0,
        "#share": 0.0,
        "#sense club": 1.0,
    }


@pytest.mark.parametrize(
    ("title", "body", "name", "value"),
    [
        ("", "", "#none", 1.0),
        ("", "", "#share", 0.0),
        ("Tin", "Câu một. Rồi Lam Giang.", "#lead", 0.0),
        ("Tin", "Câu Lam Giang. Rồi.", "#lead", 1.0),
        ("Ở Lam Giang", "", "#opens", 1.0),
        ("Chuyện ở Lam Giang", "", "#opens", 0.0),
        ("Hà Nội, Huế, Hà Nội", "", "#others", math.log1p(2)),
        ("Cửa Trầm", "Nước lên.", "#title", 1.0),
    ],
)
def test_single_facts(title: str, body: str, name: str, value: float) -> None:
    assert facts(title, body)[name] == value


def layout(title: str, body: str) -> dict[str, float]:
    return features.layout_facts(text_of(title, body))


def test_how_the_name_stands_in_a_text_without_it() -> None:
    assert layout("Hà Nội mưa", "") == {
        "#first": 1.0,
        "#first other": 0.0,
        "#behind": 1.0,
        "#last": 0.0,
        "#heads": 0.0,
        "#bracket": 0.0,
        "#signed": 0.0,
        "#listed": 0.0,
        "#route": 0.0,
        "#office": 0.0,
        "#asks": 0.0,
    }


@pytest.mark.parametrize(
    ("title", "body", "name", "value"),
    [
        ("Lam Giang: mưa to", "", "#heads", 1.0),
        ("Mưa to: Lam Giang ngập", "", "#heads", 0.0),
        ("Mưa (Lam Giang)", "", "#bracket", 1.0),
        ("Mưa ở xã xa, Lam Giang", "", "#bracket", 0.0),
        ("Hỏi thuốc", "Tôi đau đầu. (An, Lam Giang)", "#signed", 1.0),
        ("Hỏi thuốc", "Tôi (An) ở Lam Giang.", "#signed", 0.0),
        ("Mưa ở Hà Nội, Lam Giang", "", "#listed", 1.0),
        ("Mưa ở Hà Nội rồi tới cả Lam Giang", "", "#listed", 0.0),
        ("Mưa dọc Hà Nội - Lam Giang", "", "#route", 1.0),
        ("Bí thư Lam Giang họp", "", "#office", 1.0),
        ("Họp ở Lam Giang", "", "#office", 0.0),
        ("Vì sao Lam Giang mưa?", "", "#asks", 1.0),
        ("Mưa", "Vì sao Lam Giang mưa?", "#asks", 0.0),
        ("Lam Giang", "", "#last", 1.0),
        ("Hà Nội và Lam Giang", "", "#behind", 1.0),
        ("Lam Giang và Hà Nội", "", "#behind", 0.0),
        ("", "x " * 600 + "Lam Giang", "#first", 1.0),
    ],
)
def test_how_the_name_stands(title: str, body: str, name: str, value: float) -> None:
    assert layout(title, body)[name] == value


def test_good_and_bad_words_are_counted_apart_for_headline_and_lead() -> None:
    counted = features.tone_facts(text_of("Cháy chợ", "Chợ đẹp. Không chết ai. Đội thắng."), WORDS)
    assert counted == {
        "#title good": 0.0,
        "#title bad": math.log1p(1),
        "#good": math.log1p(3),
        "#bad": 0.0,
        "#sway": 2 / 5,
    }


def test_what_stands_far_below_does_not_sway() -> None:
    far = "x " * features.LEAD_SIGNS + "cháy"
    assert features.tone_facts(text_of("", far), WORDS)["#sway"] == 0.0


def test_the_words_of_a_stretch_are_not_masked() -> None:
    text = text_of("Tin", "Lam Giang có 41 hộ. Câu hai.")
    assert text.words_of(text.sentences[1]) == keys("lam giang có 00 hộ")


def test_whether_a_stretch_names_the_province() -> None:
    text = text_of("Tin", "CLB Lam Giang thua. Ở Lam Giang mưa. Hà Nội nắng.")
    assert [text.names_home(span) for span in text.sentences] == [False, False, True, False]


SIGNS = st.sampled_from(
    ["Lam Giang", "Hà Nội", "CLB ", "đường ", "蓝江", "람장성", "ຮ່າໂນ້ຍ", "muối", "12", ", ", ". ", "\n", " "]
)
LINES = st.lists(SIGNS, max_size=25).map(lambda parts: unicodedata.normalize("NFC", "".join(parts)))


@settings(deadline=None)
@given(LINES)
def test_masking_never_loses_a_word(text: str) -> None:
    tokens, mentions = analyse(text), finder().mentions(text)
    outside = [t for t in tokens if t.strict and all(t.end <= m.start or m.end <= t.start for m in mentions)]
    marked = masked(text)
    assert len(marked.words) == len(outside) + len(mentions)
    assert [w for w in marked.words if w[0] != "<"] == list(mask(outside, (), OWN).words)


@settings(deadline=None)
@given(LINES)
def test_marks_point_at_the_province(text: str) -> None:
    marked = masked(text)
    assert list(marked.marks) == [at for at, word in enumerate(marked.words) if word == HERE]
    assert len(marked.marks) == len([one for one in finder().mentions(text) if one.real and one.place in OWN])


@settings(deadline=None)
@given(LINES, LINES)
def test_every_weighing_gives_finite_numbers(title: str, body: str) -> None:
    text = text_of(title, body)
    weighed = features.tone_features(text) | features.about_features(text) | features.about_facts(text)
    assert all(math.isfinite(value) for value in weighed.values())


@settings(deadline=None)
@given(LINES, LINES)
def test_the_stretches_of_title_and_body_hold_all_words(title: str, body: str) -> None:
    text = text_of(title, body)
    plain = [mask(analyse(part), (), OWN).words for part in (title, body)]
    both = (text.words_of((0, text.body_start)), text.words_of((text.body_start, len(text.whole))))
    assert both == (((), plain[1]) if not title else tuple(plain))


@settings(deadline=None)
@given(LINES)
def test_sentences_are_in_order_and_inside(text: str) -> None:
    spans = text_of("Tin", text).sentences
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
