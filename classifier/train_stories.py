"""``python -m classifier.train_stories``: count how rare the press's words are; same data, same file."""

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from classifier.stories_facts import facts
from classifier.stories_vectors import BODY_WORDS
from classifier.stories_words import (
    BITS,
    CARD,
    FILE,
    FOLDER,
    STEPS,
    Ids,
    dump,
    fact_terms,
    pair_terms,
    single_terms,
)
from classifier.train import ABSENT, DATA
from language.tokens import streams

REPORTS = (DATA.name, "topic_vi_rss4_train.jsonl.gz")
# Whole articles, of other years than the reports; the edited copies among them are left out.
ARTICLES = Path("..", "stories", "syndication-vi", "docs.jsonl.gz")
_ORIGINAL = "o"
SENTENCES, ENGLISH = "topic_sib12_dev.jsonl.gz", "tsc_en_train.jsonl.gz"
LANGUAGES = {"eng": "en", "zho": "zh", "jpn": "ja", "kor": "ko", "khm": "km", "lao": "lo", "tha": "th"} | {
    "fra": "fr",
    "rus": "ru",
    "spa": "es",
    "deu": "de",
}
# So many short reports, or single sentences, are as long as one article.
REPORTS_EACH, SENTENCES_EACH = 5, 8
# No more of a text is counted than of an article that is compared.
LONGEST = 4000
# A term that so few texts have is as rare as one that none has.
LEAST = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Count the terms of the training data, write the file and its card."""
    asked = argparse.ArgumentParser(prog="python -m classifier.train_stories")
    asked.add_argument("--data", type=Path, default=DATA.parent)
    asked.add_argument("--out", type=Path, default=FOLDER)
    found = asked.parse_args(arguments)
    absent = [
        path for name in (*REPORTS, ARTICLES, SENTENCES, ENGLISH) if not (path := found.data / name).is_file()
    ]
    if absent:
        sys.stderr.write(f"{ABSENT.format(path=absent[0])}\n")
        return 2
    held = dump({lang: counted(texts) for lang, texts in material(found.data).items()})
    found.out.mkdir(parents=True, exist_ok=True)
    (found.out / FILE).write_bytes(held)
    card = {"file": FILE, "sha256": sha256(held).hexdigest()}
    (found.out / CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return 0


def material(folder: Path) -> dict[str, list[Ids]]:
    """The terms of each language's texts, short ones put together."""
    reports = [told(row, "title", "summary", "text") for name in REPORTS for row in rows(folder / name)]
    whole = [told(row, "title", "body") for row in rows(folder / ARTICLES) if str(row["id"])[0] == _ORIGINAL]
    found = {"vi": joined(reports, REPORTS_EACH) + joined(whole, 1)}
    foreign: dict[str, list[str]] = {lang: [] for lang in LANGUAGES.values()}
    for row in rows(folder / SENTENCES):
        lang = LANGUAGES.get(str(row["lang"])[:3])
        if lang:
            foreign[lang].append(str(row["text"]))
    foreign["en"] += [told(row, "sentence_normalized") for row in rows(folder / ENGLISH)]
    return found | {lang: joined(texts, SENTENCES_EACH) for lang, texts in foreign.items() if texts}


def rows(path: Path) -> Iterator[Mapping[str, object]]:
    """The rows of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def told(row: Mapping[str, object], *fields: str) -> str:
    """What a row tells."""
    return "\n".join(str(row[field]) for field in fields if row.get(field))


def joined(texts: Iterable[str], each: int) -> list[Ids]:
    """The terms of so many texts at a time, none of which has to do with the next."""
    found = [terms_of(text) for text in texts]
    Random(0).shuffle(found)  # noqa: S311 - chance without secrets
    return [np.unique(np.concatenate(found[at : at + each])) for at in range(0, len(found), each)]


def terms_of(text: str) -> Ids:
    """Every term of a text once."""
    words = streams(text[:LONGEST])[1][:BODY_WORDS]
    terms = [single_terms(words), pair_terms(words), fact_terms(facts("", text))]
    return np.unique(np.concatenate(terms))


def counted(texts: Sequence[Ids]) -> tuple[Ids, NDArray[np.uint8], int]:
    """The terms that are not of the rarest, their rarity in steps, and that of all others."""
    counts = np.bincount(np.concatenate(texts), minlength=1 << BITS)
    steps = np.round(np.log((len(texts) + 1) / (counts + 1)) * STEPS).astype(np.uint8)
    known = np.flatnonzero(counts >= LEAST).astype(np.uint32)
    return known, steps[known], int(steps.max())


if __name__ == "__main__":
    sys.exit(main())
