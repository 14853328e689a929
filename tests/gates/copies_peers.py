"""``python copies_peers.py NAME WORDS OUT``: the pairs that a peer finds among texts, and the CPU it takes.

It runs in the peers' own environment as in ours, so it takes nothing from either but the peer that is asked
for. All are given the same folded syllables, five in a row, that ours works on; only SimHash takes them one
by one, as it is used.
"""

import hashlib
import importlib
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

Pairs = Iterable[tuple[int, int]]
Find = Callable[[Sequence[Sequence[str]]], Pairs]
SHINGLE, PERMUTATIONS = 5, 128
HALF, THIRD = 0.5, 0.3
SIGNS = 64
BLOCK = 500


def shingles(words: Sequence[str]) -> set[str]:
    """Each five words in a row."""
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


def datasketch(texts: Sequence[Sequence[str]]) -> Pairs:
    """MinHash with its index, Jaccard from a half on."""
    library = importlib.import_module("datasketch")
    index, kept = library.MinHashLSH(threshold=HALF, num_perm=PERMUTATIONS), []
    for number, words in enumerate(texts):
        made = library.MinHash(num_perm=PERMUTATIONS)
        made.update_batch([one.encode() for one in shingles(words)])
        kept.append(made)
        for other in index.query(made):
            if made.jaccard(kept[int(other)]) >= HALF:
                yield int(other), number
        index.insert(str(number), made)


def rensa(least: float, bands: int) -> Find:
    """MinHash in Rust with its index, Jaccard from so much on."""

    def find(texts: Sequence[Sequence[str]]) -> Pairs:
        library = importlib.import_module("rensa")
        index = library.RMinHashLSH(threshold=least, num_perm=PERMUTATIONS, num_bands=bands)
        kept = []
        for number, words in enumerate(texts):
            made = library.RMinHash(num_perm=PERMUTATIONS, seed=1)
            made.update(sorted(shingles(words)))
            kept.append(made)
            for other in index.query(made):
                if made.jaccard(kept[other]) >= least:
                    yield other, number
            index.insert(number, made)

    return find


def simhash(most: int) -> Find:
    """Sixty-four signs a text, that differ in so many at most; every text is held against every other."""

    def find(texts: Sequence[Sequence[str]]) -> Pairs:
        numpy = importlib.import_module("numpy")
        seeds = {word: seed(word) for word in set(itertools.chain.from_iterable(texts))}
        places = numpy.arange(SIGNS, dtype=numpy.uint64)
        made = []
        for words in texts:
            bits = (numpy.array([seeds[word] for word in words] or [0], numpy.uint64)[:, None] >> places) & 1
            is_set = 2 * bits.sum(axis=0) > len(words)
            made.append(int((is_set.astype(numpy.uint64) << places).sum()))
        numbers = numpy.array(made, numpy.uint64)
        for first in range(0, len(made), BLOCK):
            apart = numpy.bitwise_count(numbers[first : first + BLOCK, None] ^ numbers[None, :])
            for row, other in zip(*numpy.nonzero(apart <= most), strict=True):
                if first + row < other:
                    yield int(first + row), int(other)

    return find


def seed(word: str) -> int:
    """The number of a word."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")


FINDERS: dict[str, Find] = {
    "datasketch MinHash J≥.5": datasketch,
    "rensa RMinHash J≥.5": rensa(HALF, 32),
    "rensa RMinHash J≥.3": rensa(THIRD, 64),
    "SimHash64 ≤3": simhash(3),
    "SimHash64 ≤6": simhash(6),
}


def main(name: str, source: Path, out: Path) -> int:
    """Find, write the pairs, tell how long it took."""
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    began = time.process_time()
    pairs = list(FINDERS[name]([row["words"] for row in rows]))
    seconds = time.process_time() - began
    out.write_text("".join(lines(rows, pairs)), "utf-8")
    print(json.dumps({"seconds": seconds}))
    return 0


def lines(rows: Sequence[dict[str, str]], pairs: Pairs) -> Iterator[str]:
    """Each pair by its ids."""
    for one, other in pairs:
        yield f"{rows[one]['id']}\t{rows[other]['id']}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
