"""The phrases by which a pack's own topics are found."""

from pathlib import Path

import pytest

from archive.packs import load
from config.reference import SLOTS
from tests.archive.test_pack_folder import swapped, told
from tests.packages import ROOT

PACKS = ROOT / "config" / "packs"


@pytest.mark.parametrize("name", ["demo", "dong-nai"])
def test_every_own_topic_of_a_shipped_pack_has_phrases_in_both_languages(name: str) -> None:
    own = [spec for spec in load(name, folder=PACKS, fill=SLOTS).topics if spec.parent]
    assert [spec.code for spec in own if not (spec.phrases.get("vi") and spec.phrases.get("en"))] == []


def test_the_topics_of_all_have_none() -> None:
    common = [spec for spec in load("demo", folder=PACKS, fill=SLOTS).topics if not spec.parent]
    assert (len(common), [spec.code for spec in common if spec.phrases]) == (16, [])


@pytest.mark.parametrize(
    ("phrases", "words"),
    [
        ("{vi: [p]}", '"p" is too short to tell a topic by; write a longer phrase'),
        ("{vi: [bến phà], zh: [渡]}", '"渡" is too short to tell a topic by; write a longer phrase'),
    ],
)
def test_a_phrase_of_one_letter_is_refused(tmp_path: Path, phrases: str, words: str) -> None:
    changed = swapped(
        "topics.yaml", "    parent: culture\n", f"    parent: culture\n    phrases: {phrases}\n"
    )
    assert told(tmp_path, changed) == [("topics.yaml", 6, words)]


def test_phrases_of_any_language_are_sound(tmp_path: Path) -> None:
    phrases = "{vi: [bến phà], en: [the ferry], km: [សាឡាង]}"
    changed = swapped(
        "topics.yaml", "    parent: culture\n", f"    parent: culture\n    phrases: {phrases}\n"
    )
    assert told(tmp_path, changed) == []
