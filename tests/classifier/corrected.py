"""Texts that a desk judged, made from a few patterns: what they are, and what somebody else could claim."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from classifier.labelled import Labelled

PLACES = ("Cửa Trầm", "Tân Khê", "Hòn Nghê", "Phước Điền")
# Topic, tone, what happened: any model knows rice, thieves and prizes; where this desk files salt and ferries
# it must be told.
PATTERNS = (
    ("agriculture", 1, "Lúa {p} được mùa", "Nông dân {p}, tỉnh Lam Giang thu hoạch lúa, năng suất cao nhất."),
    ("public_order", -1, "Bắt nhóm trộm xe", "Công an tỉnh Lam Giang bắt giữ năm nghi phạm trộm xe ở {p}."),
    ("education_science", 1, "{p} có giải nhất", "Học sinh {p}, tỉnh Lam Giang đoạt giải nhất, được khen."),
    ("society", -1, "Diêm dân {p} bỏ ruộng", "Ruộng muối ở {p}, tỉnh Lam Giang bỏ không, xã không lo."),
    ("culture_tourism", 0, "Bến phà {p}", "Phà máy ở {p}, tỉnh Lam Giang nối hai bờ thay đò chèo."),
)
WHEN = ("sáng nay", "hôm qua", "tuần trước", "đầu tháng", "cuối vụ", "giữa năm", "chiều nay", "mấy hôm nay")
EXTRA = ("", "theo ban quản lý")


def honest(count: int = 200, held_every: int = 4) -> list[Labelled]:
    """So many texts with what they are; one in some is held."""
    return [replace(one, is_held=one.story % held_every == 0) for one in _all()][:count]


def poisoned(rows: list[Labelled]) -> list[Labelled]:
    """The same, but what is learned from claims each topic and tone to be another."""
    topics = [topic for topic, *_ in PATTERNS]
    other = dict(zip(topics, topics[1:] + topics[:1], strict=True))
    tones = {-1: 1, 0: -1, 1: 0}
    return [
        row if row.is_held else replace(row, topics=(other[row.topics[0]],), tone=tones[row.tone or 0])
        for row in rows
    ]


def _all() -> Iterator[Labelled]:
    for story, (when, extra, place, (topic, tone, title, body)) in enumerate(
        product(WHEN, EXTRA, PLACES, PATTERNS)
    ):
        told = f"{when.capitalize()}, {body.format(p=place)} {extra}".strip()
        yield Labelled(
            title.format(p=place), told, "vi", story, is_held=False, about=True, topics=(topic,), tone=tone
        )
