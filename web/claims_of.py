"""The claims an article speaks of, as its page tells them."""

from dataclasses import dataclass

from desk import claims
from desk.rights import Right, may
from web import claims_names, names
from web.gate import Caller


@dataclass(frozen=True, slots=True)
class ClaimOf:
    """A claim the article speaks of, and what it does with it."""

    id: int
    text: str
    mark: names.Mark
    is_mended: bool


@dataclass(frozen=True, slots=True)
class ClaimsOf:
    """What the block shows: the claims, and whether another may be opened from a sentence."""

    article_id: int
    claims: tuple[ClaimOf, ...]
    may_claim: bool


def shown(article_id: int, caller: Caller) -> ClaimsOf | None:
    """The claims of an article for who may see them; nothing where there is nothing to tell or to do."""
    if not may(caller.role, Right.SEE_CLAIMS):
        return None
    told = tuple(
        ClaimOf(claim_id, text, claims_names.bearing(bearing), is_mended)
        for claim_id, text, bearing, is_mended in claims.of_article(article_id)
    )
    may_claim = may(caller.role, Right.CLAIM)
    return ClaimsOf(article_id, told, may_claim) if told or may_claim else None
