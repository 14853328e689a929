"""``python -m classifier.train_claims``: count again how rare each word is; same data, same file."""

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from pathlib import Path

from classifier.claims_keys import stems
from classifier.claims_words import PATH
from classifier.train import ABSENT, DATA

# The files of a language, and the fields of a row that are text.
MATERIAL = {
    "vi": (("province_vi_train.jsonl.gz", "topic_vi_rss4_train.jsonl.gz"), ("title", "summary", "text")),
    "en": (("tsc_en_train.jsonl.gz",), ("sentence_normalized",)),
}
# A word that so few texts have is as rare as one that none has.
LEAST = 3
_STEPS = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Count the words of the training data, write the list."""
    found = argparse.ArgumentParser(prog="python -m classifier.train_claims")
    found.add_argument("--data", type=Path, default=DATA.parent)
    found.add_argument("--out", type=Path, default=PATH)
    asked = found.parse_args(arguments)
    paths = (asked.data / name for files, _ in MATERIAL.values() for name in files)
    missing = [path for path in paths if not path.is_file()]
    if missing:
        sys.stderr.write(f"{ABSENT.format(path=missing[0])}\n")
        return 2
    told = {lang: listed(texts(asked.data, files, fields)) for lang, (files, fields) in MATERIAL.items()}
    asked.out.write_text(json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    return 0


def texts(folder: Path, files: Iterable[str], fields: Iterable[str]) -> Iterator[str]:
    """Every text of some files."""
    for name in files:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield "\n".join(str(row[field]) for field in fields if row.get(field))


def listed(material: Iterable[str]) -> dict[str, str]:
    """The words of many texts, by how much each tells."""
    counts: Counter[str] = Counter()
    total = 0
    for text in material:
        counts.update(set(stems(text)))
        total += 1
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= LEAST and not word.isdigit():
            lists[f"{round(log(1 + total / count) * _STEPS) / _STEPS}"].append(word)
    return {weight: " ".join(sorted(words)) for weight, words in lists.items()}


if __name__ == "__main__":
    sys.exit(main())
