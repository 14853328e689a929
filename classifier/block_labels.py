"""What a page's blocks should have been judged to be, by the text that people say is its article."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Shorter blocks are the article's only as its lines, or as words of it beside its paragraphs.
LONG, RUN, NEAR = 8, 4, 6
FEW_WORDS_WEIGHT, WORDS_WEIGHT = 0.5, 0.9
# No block outweighs half the article, and none weighs nothing.
HEAVIEST, LIGHTEST = 0.5, 0.002
WANTED_WEIGHT, UNWANTED_WEIGHT = 0.04, 0.02

# Signs of scripts that are written without spaces are words each.
_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f"
_WORDS = re.compile(f"[{_SIGNS}]|[^\\W_{_SIGNS}]+")


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """For each block how much of it is wanted, and how much it counts."""

    wanted: NDArray[np.float64]
    weight: NDArray[np.float64]


def by_text(texts: Sequence[str], article: str) -> Labels:
    """The labels of blocks of a page whose whole article is known."""
    whole = words(article)
    runs = {tuple(whole[at : at + RUN]) for at in range(len(whole))}
    lines = {tuple(words(line)) for line in article.split("\n")}
    flat = f" {' '.join(whole)} "
    found = [words(text) for text in texts]
    wanted = [_share(block, runs) if len(block) >= LONG else _short(block, lines, flat) for block in found]
    paragraphs = [at for at, block in enumerate(found) if len(block) >= LONG and wanted[at] > HEAVIEST]
    near = {at + by for at in paragraphs for by in range(-NEAR, NEAR + 1)}
    kept = [share * (len(found[at]) >= LONG or at in near) for at, share in enumerate(wanted)]
    weight = np.array([len(block) for block in found]) / max(1, len(whole))
    return Labels(np.array(kept), np.minimum(weight, HEAVIEST) + LIGHTEST)


def by_pieces(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> Labels:
    """The labels of blocks of a page of which a few pieces of text are known to belong or not to belong."""
    flat = [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]
    holds = np.array([any(piece in text for piece in wanted) for text in flat], dtype=np.float64)
    bad = np.array([any(piece in text for piece in unwanted) for text in flat], dtype=np.float64)
    return Labels(holds, np.maximum(holds * WANTED_WEIGHT, bad * UNWANTED_WEIGHT))


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return _WORDS.findall(unicodedata.normalize("NFC", text).casefold())


def _share(block: Sequence[str], runs: set[tuple[str, ...]]) -> float:
    own = [tuple(block[at : at + RUN]) for at in range(len(block) - RUN + 1)]
    return sum(run in runs for run in own) / len(own)


def _short(block: Sequence[str], lines: set[tuple[str, ...]], flat: str) -> float:
    if not block:
        return 0.0
    if tuple(block) in lines:
        return 1.0
    weight = WORDS_WEIGHT if len(block) >= RUN else FEW_WORDS_WEIGHT
    return weight if f" {' '.join(block)} " in flat else 0.0
