"""Many texts scored at once, as nobody but a bench does."""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from classifier.linear import Floats, Linear


def many(model: Linear, texts: Sequence[Iterable[str]]) -> Floats:
    """The scores of many texts at once, each told by its words as often as they stand there."""
    get, width = model.index.get, len(model.scale)
    found = [[at for at in map(get, words) if at is not None] for words in texts]
    rows = np.repeat(np.arange(len(found)), [len(one) for one in found])
    flat = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=len(rows))
    cells, counts = np.unique(rows * width + flat, return_counts=True)
    rows, places = np.divmod(cells, max(1, width))
    values = (1 + np.log(counts)) * model.scale[places]
    lengths = np.sqrt(np.bincount(rows, values * values, minlength=len(found)))
    values /= lengths[rows]
    sums = [np.bincount(rows, values * column[places], minlength=len(found)) for column in model.weights.T]
    return np.asarray(np.stack(sums, axis=1) + model.bias, dtype=np.float32)
