"""The project's own short reports in eight languages: what is in the file, and that it is read."""

from collections import Counter

import pytest
import yaml

from classifier.reader import Reader
from tests.gates import foreign
from tests.packages import ROOT

REPORTS = foreign.own_reports()
COMMON = ROOT / "config" / "packs" / "_common" / "topics.yaml"
TOPICS = {topic["code"] for topic in yaml.safe_load(COMMON.read_text("utf-8"))["topics"]}
LANGUAGES = ["en", "zh", "ja", "ko", "km", "lo", "th", "fr"]


def test_every_language_has_enough_reports() -> None:
    counts = Counter(one["lang"] for one in REPORTS)
    assert (list(counts), min(counts.values()) >= 15) == (LANGUAGES, True)


def test_labels_are_those_of_the_desk() -> None:
    assert {topic for one in REPORTS for topic in (one["topic"], *one.get("also", []))} == TOPICS
    assert [
        one["title"]
        for one in REPORTS
        if (one["about"], one["tone"]) not in {(1, -1), (1, 0), (1, 1), (0, 0)}
    ] == []


def test_no_report_stands_twice() -> None:
    assert len({one["title"] for one in REPORTS}) == len(REPORTS)


def test_every_province_is_one_of_the_country() -> None:
    reader = Reader(foreign.gazetteer(), foreign.MODELS)
    read = [reader.read(one["title"], one["body"], province=one["province"]) for one in REPORTS]
    named = [told.places or told.others for told in read]
    assert [one["title"] for one, places in zip(REPORTS, named, strict=True) if not places] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_most_of_them_are_read_right(lang: str) -> None:
    own = [one for one in REPORTS if one["lang"] == lang]
    told = foreign.counted(own, foreign.readings(own))
    assert min(told.topic / told.reports, told.about / told.reports, told.tone / told.tones) > 0.7
