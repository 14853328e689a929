"""Whom the reading of Vietnamese is held against: TF-IDF, a rule by good and bad words, the majority."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from classifier import lexicon
from classifier.training_rows import Row

PLAIN = "TF-IDF + SVC"
RULE = "lexicon rule"
MAJORITY = "majority"

Answers = list[dict[str, object]]
Guess = Callable[[str], object]


def plain() -> Pipeline:
    """What anybody would try first: words and pairs of words, support vectors, nothing set by hand."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    return make_pipeline(words, LinearSVC(random_state=0))


def text_of(row: Mapping[str, object]) -> str:
    """Headline and summary."""
    return f"{row['title']} {row['summary']}"


def answers(train: Sequence[Row], asked: Sequence[Mapping[str, object]]) -> dict[str, Answers]:
    """What each peer says of the reports."""
    about_it = [row for row in train if row["about"]]
    texts = [text_of(row) for row in asked]
    learned = [
        plain().fit([text_of(row) for row in rows], labels).predict(texts)
        for rows, labels in (
            (train, [row["about"] for row in train]),
            (train, [row["topic"] for row in train]),
            (about_it, [row["tone"] for row in about_it]),
        )
    ]
    usual = [
        Counter(labels).most_common(1)[0][0]
        for labels in (
            [row["about"] for row in train],
            [row["topic"] for row in train],
            [row["tone"] for row in about_it],
        )
    ]
    most = _told(asked, *([value] * len(asked) for value in usual))
    ruled = [{**row, "tone": sway(text)} for row, text in zip(most, texts, strict=True)]
    return {PLAIN: _told(asked, *learned), RULE: ruled, MAJORITY: most}


def sway(text: str) -> int:
    """The tone by whichever words are more, the good or the bad."""
    words = lexicon.load("vi")
    good, bad = words.count(text) if words else (0, 0)
    return (good > bad) - (good < bad)


def _told(
    asked: Sequence[Mapping[str, object]],
    about: Sequence[object],
    topics: Sequence[object],
    tones: Sequence[object],
) -> Answers:
    return [
        {"id": row["id"], "about": int(str(one)), "topic": str(topic), "tone": int(str(tone))}
        for row, one, topic, tone in zip(asked, about, topics, tones, strict=True)
    ]
