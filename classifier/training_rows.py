"""What the shipped models learn from: labelled reports, parts of them, and headlines written for it."""

import gzip
import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from classifier.features import Features, Text, prepare
from classifier.gazetteer import Finder
from classifier.model import Gazetteer, Place, PlaceName
from language.tokens import streams

INVENTED = Path(__file__).with_name("invented.yaml")
NOWHERE = "-"
# Where an invented headline happens; and the places a desk knows that no report of the data is about.
SOMEWHERE = "Lam Giang"
_OTHERS = (
    ("Hà Nội",),
    ("TP.HCM", "TP HCM", "Thành phố Hồ Chí Minh", "Sài Gòn"),
    *((name,) for name in ("Bạc Liêu", "Bắc Kạn", "Đắk Nông", "Hậu Giang", "Hòa Bình", "Kon Tum", "Yên Bái")),
)
_TONES = {"good": "1", "plain": "0", "bad": "-1"}
# So alike are headlines of one story.
_ONE_STORY = 0.75

INVENTED_ROW = -1

Fold = NDArray[np.int64]


class Row(TypedDict):
    """A labelled report."""

    province: str
    title: str
    summary: str
    published: str
    about: int
    topic: str
    topics_any: list[str]
    tone: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One text as a task sees it: what is right, what would be right too, and how much it is worth."""

    given: Features
    label: str
    also: tuple[str, ...] = ()
    worth: float = 1.0
    # The report it is, or is a part of.
    row: int = INVENTED_ROW
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """What one model learns, from which features, and how its learner is set."""

    name: str
    features: Callable[[Text], Features]
    label: Callable[[Row], str]
    strength: float
    # How far a class of few reports is raised: by the so-manieth power of how rare it is.
    rare: float = 0.0
    # What a headline alone or a summary alone is worth beside the whole; what an invented headline is.
    part: float = 0.0
    invented: float = 0.0
    # How far what would be right too speaks.
    also: float = 0.0
    takes: Callable[[Row], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Reports:
    """Rows as texts: the labelled reports with their parts, and the invented headlines."""

    rows: Sequence[Row]
    whole: Sequence[Text]
    parts: Sequence[Sequence[Text]]
    invented: Sequence[tuple[Row, Text]]


def read(path: Path) -> list[Row]:
    """The labelled reports in the order of their days: a fold is a stretch of time."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[Row] = [json.loads(unicodedata.normalize("NFC", line)) for line in lines]
    return sorted(rows, key=lambda row: (row["published"], row["title"]))


def invented(path: Path = INVENTED) -> list[Row]:
    """The headlines written for it, as rows; one that names no province is about none."""
    with path.open(encoding="utf-8") as lines:
        told = cast(
            "dict[str, dict[str, list[str]]]", yaml.safe_load(unicodedata.normalize("NFC", lines.read()))
        )
    return [
        {
            "province": SOMEWHERE if kind in _TONES else NOWHERE,
            "title": headline.replace("{p}", SOMEWHERE),
            "summary": "",
            "published": "",
            "about": int(kind in _TONES and "{p}" in headline),
            "topic": topic,
            "topics_any": [topic],
            "tone": int(_TONES.get(kind, "0")),
        }
        for topic, kinds in told.items()
        for kind, headlines in kinds.items()
        for headline in headlines
    ]


def prepared(rows: Sequence[Row]) -> list[Text]:
    """The texts as the reader would prepare them for a desk of the province in question."""
    finder = _finder(rows)
    return [_text(finder, row, row["title"], row["summary"]) for row in rows]


def parts(rows: Sequence[Row]) -> tuple[list[Text], list[Text]]:
    """The headlines alone and the summaries alone, as if each were all there is."""
    finder = _finder(rows)
    titles = [_text(finder, row, row["title"], "") for row in rows]
    return titles, [_text(finder, row, "", row["summary"]) for row in rows]


def _text(finder: Finder, row: Row, title: str, body: str) -> Text:
    return prepare(title, body, finder, frozenset({row["province"]}))


def _finder(rows: Iterable[Row]) -> Finder:
    names = sorted({row["province"] for row in rows} - {NOWHERE})
    known = [*((name,) for name in names), *(some for some in _OTHERS if some[0] not in names)]
    places = (Place(some[0], "province", tuple(PlaceName(name, "vi") for name in some)) for some in known)
    return Finder(Gazetteer(home=NOWHERE, places=tuple(places)))


def gathered(rows: Sequence[Row]) -> Reports:
    """All that is learned from."""
    more = invented()
    return Reports(rows, prepared(rows), parts(rows), list(zip(more, prepared(more), strict=True)))


def samples(task: Task, given: Reports) -> list[Sample]:
    """The reports of a task, then their parts and the invented headlines where it learns from those."""
    taken = [(at, row) for at, row in enumerate(given.rows) if task.takes(row)]
    found = [_sample(task, row, given.whole[at], at, 1.0, is_whole=True) for at, row in taken]
    for some in given.parts if task.part else ():
        found += [_sample(task, row, some[at], at, task.part) for at, row in taken]
    for row, text in given.invented if task.invented else ():
        if task.takes(row):
            found.append(_sample(task, row, text, INVENTED_ROW, task.invented))
    return found


def _sample(task: Task, row: Row, text: Text, at: int, worth: float, *, is_whole: bool = False) -> Sample:
    also = tuple(row["topics_any"]) if task.also else ()
    return Sample(task.features(text), task.label(row), also, worth, at, is_whole)


def folds_of(rows: Sequence[Row], count: int) -> Fold:
    """The stretch of time each report is in; all of one story are in the stretch in which it began."""
    firsts = stories(row["title"] for row in rows)
    return np.minimum(firsts * count // max(1, len(rows)), count - 1)


def stories(titles: Iterable[str]) -> Fold:
    """For each headline the number of the first that tells the same story."""
    words = [sorted(set(streams(title)[0]) - {""}) for title in titles]
    index = {word: at for at, word in enumerate(sorted({word for some in words for word in some}))}
    ends = np.cumsum([0, *map(len, words)])
    places = np.array([index[word] for some in words for word in some], dtype=np.int64)
    lengths = np.sqrt(np.maximum(1, np.diff(ends)))
    values = np.repeat(1 / lengths, np.diff(ends))
    given = csr_matrix((values, places, ends), shape=(len(words), max(1, len(index))))
    alike = given @ given.T
    alike.data[alike.data < _ONE_STORY] = 0
    alike.eliminate_zeros()
    _, groups = connected_components(alike, directed=False)
    _, firsts, which = np.unique(groups, return_index=True, return_inverse=True)
    return np.asarray(firsts[which], dtype=np.int64)
