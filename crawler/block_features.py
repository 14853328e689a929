"""What the block model knows of each block: its text, its boxes, its place, its neighbours."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crawler.blocks import HEADINGS, Block, Box
from crawler.hints import is_extra
from crawler.layout import Floats, Layout, lay_out
from language.text import fold

# So much of a block tells how it is written.
BEGINNING = 300
UP, AROUND, SHARES = 4, (-2, -1, 1, 2), (0.4, 0.6, 0.8)
MOST_REPEATS, NEAR, FAR_FROM_TITLE, WINDOW = 5, 20, 50, 9

_PUNCTUATION = re.compile(r"[.,;:!?…。、，！？；：“”\"«»។]")
_DIGIT = re.compile(r"\d")
_TAGS = {"p": "paragraph", "li": "item"} | dict.fromkeys(HEADINGS, "heading")
_OTHERS = frozenset({"td", "blockquote"})

Columns = dict[str, Floats]


def features(blocks: Sequence[Block], boxes: Sequence[Box], title: str) -> NDArray[np.float32]:
    """A row for each block, a column for each of the names."""
    columns = _columns(blocks, boxes, title)
    return np.stack(list(columns.values()), axis=1).astype(np.float32)


def _columns(blocks: Sequence[Block], boxes: Sequence[Box], title: str) -> Columns:
    text = _of_text(blocks)
    width = np.expm1(text["width"])
    good = text["prose"] * width * (1 - text["linked"]) * (1 - text["extra"])
    layout = lay_out(blocks, boxes, good, width * text["linked"])
    whole = max(1.0, float(good.sum()))
    share = good / whole
    columns = text | _of_page(blocks, whole, share) | _of_title(blocks, share, title)
    columns |= (
        _of_boxes(layout) | _of_main_boxes(layout) | _of_siblings(layout, share) | _of_kin(blocks, share)
    )
    return columns | _of_neighbours(columns, layout)


def _of_text(blocks: Sequence[Block]) -> Columns:
    width = _array([block.width for block in blocks])
    tags = [_TAGS.get(block.tag, "") for block in blocks]
    return {
        "width": np.log1p(width),
        "linked": np.minimum(_array([block.link_share for block in blocks]), 1),
        "prose": _array([block.is_prose for block in blocks]),
        "extra": _array([is_extra(block.text) for block in blocks]),
        "sentence": _array([block.is_sentence for block in blocks]),
        "punctuation": _array([len(_PUNCTUATION.findall(block.text)) for block in blocks])
        / np.maximum(width, 1),
        "digits": _array([len(_DIGIT.findall(block.text[:BEGINNING])) for block in blocks])
        / np.clip(width, 1, BEGINNING),
        "capitals": _array([_capitals(block.text[:BEGINNING]) for block in blocks]),
        "image": _array([block.is_below_image for block in blocks]),
        "paragraph": _array([tag == "paragraph" for tag in tags]),
        "heading": _array([tag == "heading" for tag in tags]),
        "item": _array([tag == "item" for tag in tags]),
        "other": _array(
            [not tag and block.tag not in _OTHERS for tag, block in zip(tags, blocks, strict=True)]
        ),
    }


def _capitals(text: str) -> float:
    """The share of words with a capital, as menus and names have them."""
    words = text.split()
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def _of_page(blocks: Sequence[Block], whole: float, share: Floats) -> Columns:
    number = len(blocks)
    counts = Counter(block.text for block in blocks)
    first = {block.text: block.index for block in reversed(blocks)}
    at = np.arange(number)
    has_prose = share > 0
    last = np.maximum.accumulate(np.where(has_prose, at, -NEAR * number - NEAR))
    following = np.minimum.accumulate(np.where(has_prose, at, NEAR * number + NEAR)[::-1])[::-1]
    return {
        "place": at / max(1, number),
        "before": np.cumsum(share) - share,
        "whole": np.full(number, np.log1p(whole)),
        "number": np.full(number, np.log1p(number)),
        "share": share,
        "repeats": _array([min(counts[block.text], MOST_REPEATS) for block in blocks]),
        "second": _array([block.index > first[block.text] for block in blocks]),
        "since prose": np.minimum(at - np.append([-NEAR * number - NEAR], last[:-1])[:number], NEAR),
        "till prose": np.minimum(np.append(following[1:], [NEAR * number + NEAR])[:number] - at, NEAR),
        "around": np.convolve(share, np.ones(WINDOW), "same") if number >= WINDOW else np.ones(number),
    }


def _of_title(blocks: Sequence[Block], share: Floats, title: str) -> Columns:
    wanted, number = fold(title), len(blocks)
    is_title = [block.width <= 2 * len(wanted) + NEAR and fold(block.text) == wanted for block in blocks]
    named = [
        block for block, is_named in zip(blocks, is_title, strict=True) if is_named and block.tag in HEADINGS
    ]
    first = next((block for block in named if block.tag == "h1"), named[0] if named else None)
    before = np.cumsum(share)
    if first is None:
        since, prose = np.full(number, FAR_FROM_TITLE + 10.0), before
    else:
        since = np.clip(np.arange(number) - first.index, -FAR_FROM_TITLE, FAR_FROM_TITLE).astype(np.float64)
        prose = before - before[first.index]
    return {"title": _array(is_title), "since title": since, "prose since title": prose}


def _of_boxes(layout: Layout) -> Columns:
    own = layout.own
    names = ("depth", "aside", "apart", "least", "body", "article")
    columns: Columns = {name: getattr(layout, name)[own] for name in names}
    for up in range(UP + 1):
        columns[f"share {up} up"] = layout.share[own]
        if up < UP:
            columns[f"linked {up} up"] = layout.linked[own]
            columns[f"density {up} up"] = layout.density[own]
            columns[f"blocks {up} up"] = np.log1p(layout.blocks[own])
        own = layout.above(own)
    return columns


def _of_main_boxes(layout: Layout) -> Columns:
    """How each block lies to the smallest boxes with most of the prose."""
    columns: Columns = {}
    number = len(layout.own)
    for least in SHARES:
        main = layout.deepest(least)
        columns[f"below {least}"] = layout.below(main)
        if least == SHARES[0]:
            columns["main linked"] = np.full(number, layout.linked[main])
            columns["main share"] = np.full(number, layout.share[main])
    return columns


def _of_siblings(layout: Layout, share: Floats) -> Columns:
    """What stands directly beside a block, in boxes of the same parent."""
    parent = layout.above(layout.own)
    size = len(layout.parent)
    prose = np.bincount(parent % size, weights=share, minlength=size)
    number = np.bincount(parent % size, minlength=size)
    return {"siblings": np.log1p(number[parent]), "siblings' share": prose[parent]}


def _of_kin(blocks: Sequence[Block], share: Floats) -> Columns:
    """How much of the prose stands in boxes of the same tag and classes: paragraphs are all alike."""
    columns: Columns = {}
    kinds = [""] * len(blocks)
    boxes: list[Box | None] = [block.box for block in blocks]
    for up in range(3):
        kinds = [
            f"{kind}<{box.tag}.{box.names}" if box else kind for kind, box in zip(kinds, boxes, strict=True)
        ]
        boxes = [box.parent if box else None for box in boxes]
        prose: dict[str, float] = {}
        for kind, part in zip(kinds, share.tolist(), strict=True):
            prose[kind] = prose.get(kind, 0.0) + part
        number = Counter(kinds)
        columns[f"kin {up} up"] = _array([prose[kind] for kind in kinds])
        columns[f"number of kin {up} up"] = np.log1p(_array([number[kind] for kind in kinds]))
    return columns


def _of_neighbours(columns: Mapping[str, Floats], layout: Layout) -> Columns:
    names = ("width", "linked", "share", "heading", "extra", "image", "depth", "share 1 up")
    table = np.stack([columns[name] for name in names])
    own, parent = layout.own.astype(np.float64), layout.above(layout.own).astype(np.float64)
    near: Columns = {}
    for by in AROUND:
        for name, values in zip(names, _shifted(table, by, 0.0), strict=True):
            near[f"{name} of {by:+}"] = values - columns["depth"] if name == "depth" else values
        is_same = (_shifted(own, by, -2.0) == own) | (_shifted(parent, by, -2.0) == parent)
        near[f"box of {by:+}"] = is_same.astype(np.float64)
    return near


def _shifted(values: Floats, by: int, fill: float) -> Floats:
    """The values of the neighbours so far on; ``fill`` beyond the ends."""
    out = np.full_like(values, fill)
    if by < 0:
        out[..., -by:] = values[..., :by]
    else:
        out[..., :-by] = values[..., by:]
    return out


def _array(values: Sequence[float]) -> Floats:
    return np.array(values, dtype=np.float64)


NAMES = tuple(_columns([], [], ""))
