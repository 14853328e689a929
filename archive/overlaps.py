"""Overlaps: who took over a part of another's words, too little to stand under it.

They lead from an article to those that came before it and stand for themselves: a star around each head,
never a chain, for of two parts of one report neither need be like the other.
"""

from collections.abc import Mapping

from archive.models import Overlap


def keep(article_id: int, parts: Mapping[int, tuple[float, float]]) -> bool:
    """Let these be an article's overlaps, by the other: how much of it lies there, and of that in it.

    Tells whether they were others; in the caller's transaction.
    """
    before = _of(article_id)
    if before == dict(parts):
        return False
    Overlap.objects.filter(article_id=article_id).delete()
    Overlap.objects.bulk_create(
        Overlap(article_id=article_id, other_id=other, share=share, other_share=other_share)
        for other, (share, other_share) in sorted(parts.items())
    )
    return True


def after(article_id: int) -> list[int]:
    """The later articles that took over a part of this one."""
    found = Overlap.objects.filter(other_id=article_id).order_by("article_id")
    return list(found.values_list("article_id", flat=True))


def _of(article_id: int) -> dict[int, tuple[float, float]]:
    found = Overlap.objects.filter(article_id=article_id)
    return {
        other: (share, other_share)
        for other, share, other_share in found.values_list("other_id", "share", "other_share")
    }
