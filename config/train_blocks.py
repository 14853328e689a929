"""``python -m config.train_blocks``: the block model of the crawler grown again, from ../shared."""

import argparse
import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.block_labels import Labels, by_pieces, by_text
from classifier.trees import grow
from crawler import titles, tree
from crawler.addresses import normalise
from crawler.block_features import NAMES, features
from crawler.block_model import SHIPPED
from crawler.blocks import Walk
from crawler.decode import decode
from crawler.page import read_head

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "extraction"
ABSENT = (
    "Không thấy {path}: không có dữ liệu để huấn luyện, mô hình cũ giữ nguyên."
    " / {path} is not there: nothing to train on, the model stays as it is."
)
# What others may leave out or call otherwise: each page is learned a second time without one of these.
_ATTRIBUTE = r"\s{}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)"
_WITHOUT = (
    (re.compile(_ATTRIBUTE.format("class"), re.IGNORECASE), ""),
    (re.compile(_ATTRIBUTE.format("(?:id|itemprop|role)"), re.IGNORECASE), ""),
    (
        re.compile(
            r"<(/?)(?:article|section|main|aside|header|footer|nav|figure|figcaption)(?=[\s>])", re.IGNORECASE
        ),
        r"<\1div",
    ),
    (re.compile(r"<(/?)p(?=[\s>])", re.IGNORECASE), r"<\1div"),
)
KINDS = len(_WITHOUT) + 1


Known = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A page as it is learned."""

    id: str
    publisher: str
    rows: NDArray[np.float32]
    labels: Labels


def main(arguments: Sequence[str] | None = None) -> int:
    """Grow the model and write it."""
    asked = argparse.ArgumentParser(prog="python -m config.train_blocks")
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--out", type=Path, default=SHIPPED)
    found = asked.parse_args(arguments)
    if not (found.data / "manifest.json").is_file():
        print(ABSENT.format(path=found.data / "manifest.json"), file=sys.stderr)
        return 2
    told = trained(list(samples(found.data)))
    found.out.parent.mkdir(parents=True, exist_ok=True)
    found.out.write_text(json.dumps(told, separators=(",", ":")) + "\n", "utf-8")
    return 0


def trained(learned: Sequence[Sample]) -> dict[str, object]:
    """A model that has seen these pages."""
    rows = np.concatenate([sample.rows for sample in learned])
    wanted = np.concatenate([sample.labels.wanted for sample in learned])
    weight = np.concatenate([sample.labels.weight for sample in learned])
    return {"features": list(NAMES), **grow(rows, wanted, weight)}


def samples(folder: Path) -> Iterator[Sample]:
    """Every page of which the body, or pieces of it, are known; those with a body a second time, changed."""
    for number, known in enumerate(json.loads((folder / "manifest.json").read_bytes())):
        if not (known["body"] or known.get("with")):
            continue
        text = decode(gzip.decompress((folder / known["html"]).read_bytes()))
        yield sample(known, text)
        if known["body"]:
            yield sample(known, changed(text, number % KINDS))


def sample(known: Known, text: str) -> Sample:
    """A page with what people say of it, as it is learned."""
    parsed = tree.parse(text)
    walk = Walk()
    blocks = walk.over(parsed.body) if parsed.body else []
    title, _ = titles.titles_of(read_head(parsed, normalise(known["url"] or "")), "")
    texts = [block.text for block in blocks]
    labels = (
        by_text(texts, known["body"])
        if known["body"]
        else by_pieces(texts, known["with"], known.get("without") or ())
    )
    return Sample(known["id"], known["publisher"], features(blocks, walk.boxes, title), labels)


def changed(text: str, kind: int) -> str:
    """A page as another might write it: without classes, or ids, or names of parts, or paragraphs."""
    changes = _WITHOUT if kind == len(_WITHOUT) else _WITHOUT[kind : kind + 1]
    for pattern, instead in changes:
        text = pattern.sub(instead, text)
    return text


def fold_of(publisher: str, folds: int) -> int:
    """In which part of the publishers one is, the same on every machine."""
    return zlib.crc32(publisher.encode()) % folds


if __name__ == "__main__":
    sys.exit(main())
