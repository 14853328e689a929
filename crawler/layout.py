"""How a page's boxes lie in each other and how much of its prose each of them holds, in arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crawler.blocks import Block, Box
from crawler.prose import ASIDE_SHARE

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
# Farther up or down than this is as good as nowhere near.
FAR = 9


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The boxes in the order in which they open; behind them the page around them all, in place ``-1``."""

    own: Places  # the box of each block
    parent: Places
    end: Places  # behind the last box within each box
    depth: Floats
    share: Floats  # of the page's prose
    linked: Floats  # the share of its text that leads elsewhere
    density: Floats  # the share of its text that is prose
    blocks: Floats
    aside: Floats  # how far up the next box lies that calls itself an extra
    apart: Floats  # how far up the next box lies that is one by its kind
    least: Floats  # the smallest share of prose that such a box around it holds
    body: Floats
    article: Floats

    def above(self, boxes: Places) -> Places:
        """The boxes around some boxes; the outermost is its own."""
        parents = self.parent[boxes]
        return np.where(parents >= 0, parents, boxes)

    def deepest(self, least: float) -> int:
        """The deepest box with so much of the prose."""
        enough = np.flatnonzero(self.share[:-1] >= least)
        return int(enough[np.argmax(self.depth[enough])]) if len(enough) else 0

    def below(self, box: int) -> Floats:
        """How far each block lies below a box; what lies beside it is far away."""
        is_within = (self.own >= box) & (self.own < self.end[box])
        return np.where(is_within, np.minimum(self.depth[self.own] - self.depth[box], FAR), FAR)


def lay_out(blocks: Sequence[Block], boxes: Sequence[Box], good: Floats, linked: Floats) -> Layout:
    """The layout of a page whose blocks hold so much prose and so much linked text."""
    parents = [box.parent.index if box.parent else -1 for box in boxes]
    ends = list(range(1, len(boxes) + 1))
    for at in range(len(boxes) - 1, 0, -1):
        if parents[at] >= 0:
            ends[parents[at]] = max(ends[parents[at]], ends[at])
    own = np.array([block.box.index for block in blocks], dtype=np.int64)
    starts, end = np.arange(len(boxes)), np.array(ends, dtype=np.int64)

    def within(values: Floats) -> Floats:
        held = np.bincount(own + 1, weights=values, minlength=len(boxes) + 1)[1:]
        sums = np.concatenate([[0.0], np.cumsum(held)])
        return np.append(sums[end] - sums[starts], 0.0)

    width = np.array([block.width for block in blocks], dtype=np.float64)
    prose, text = within(good), np.maximum(within(width), 1)
    share = prose / max(1.0, float(good.sum()))
    depth, aside, apart, least, article = _handed_down(boxes, parents, share.tolist())
    return Layout(
        own=own,
        parent=np.array([*parents, -1], dtype=np.int64),
        end=np.append(end, len(boxes)),
        depth=depth,
        share=share,
        linked=within(linked) / text,
        density=prose / text,
        blocks=within(np.ones(len(blocks))),
        aside=aside,
        apart=apart,
        least=least,
        body=np.array([*(box.is_body for box in boxes), False], dtype=np.float64),
        article=article,
    )


def _handed_down(boxes: Sequence[Box], parents: Sequence[int], share: Sequence[float]) -> list[Floats]:
    """What a box has from those around it: depth, distances to extras, least share, article element."""
    rows: list[tuple[float, float, float, float, float]] = []
    for box, parent in zip(boxes, parents, strict=True):
        depth, aside, apart, least, article = rows[parent] if parent >= 0 else (-1.0, FAR, FAR, 1.0, 0.0)
        aside = 0.0 if box.is_aside else min(aside + 1, FAR)
        apart = 0.0 if box.is_apart else min(apart + 1, FAR)
        if not (aside and apart):
            # An extra that holds the article is none, and what lies in it starts anew.
            least = min(share[box.index], least) if least < ASIDE_SHARE else share[box.index]
        rows.append((depth + 1, aside, apart, least, float(article or box.tag == "article")))
    rows.append((0.0, FAR, FAR, 1.0, 0.0))
    return list(np.array(rows, dtype=np.float64).T)
