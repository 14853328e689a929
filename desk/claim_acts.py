"""Acts on claims: opened, reworded, closed, reopened; an article judged and the judgement taken back."""

from datetime import datetime

from django.db import transaction

from archive import jobs
from archive.models import Article
from desk import audit, claim_wishes
from desk.audit import Actor
from desk.claim_rows import ClaimProblem, ClaimWish
from desk.claim_search import to_search
from desk.models import Bearing, Claim, ClaimHit
from desk.rights import Right

OPENED, REWORDED, CLOSED, REOPENED = "claim_opened", "claim_reworded", "claim_closed", "claim_reopened"
JUDGED, TAKEN_BACK = "claim_judged", "claim_judgement_taken_back"


def open_claim(actor: Actor, wish: ClaimWish, now: datetime) -> int:
    """Begin to follow a statement: new articles are held against it, and the archive is looked through."""
    audit.demand(actor, Right.CLAIM)
    asked = claim_wishes.tidy(wish)
    claim_wishes.check(asked)
    with transaction.atomic():
        _check_beside(asked, 0)
        claim = Claim.objects.create(
            text=asked.text,
            wordings="\n".join(asked.wordings),
            taken_from=_article(asked.taken_from),
            opened_by_id=actor.id,
            opened_at=now,
        )
        _search(claim, now)
        told = {"claim": claim.id, "text": claim.text, "wordings": list(asked.wordings)}
        audit.note(actor, OPENED, told, now)
    return claim.id


def reword(actor: Actor, claim_id: int, wish: ClaimWish, now: datetime) -> bool:
    """Say a claim in other words; the archive is looked through again. Tells whether anything changed."""
    audit.demand(actor, Right.CLAIM)
    asked = claim_wishes.tidy(wish)
    claim_wishes.check(asked)
    with transaction.atomic():
        claim = _open(claim_id)
        _check_beside(asked, claim.id)
        before = claim.text, claim.wordings
        claim.text, claim.wordings = asked.text, "\n".join(asked.wordings)
        if before == (claim.text, claim.wordings):
            return False
        _search(claim, now)
        told = {"claim": claim.id, "text": claim.text, "wordings": list(asked.wordings), "before": before[0]}
        audit.note(actor, REWORDED, told, now)
    return True


def close(actor: Actor, claim_id: int, now: datetime) -> bool:
    """Follow a claim no more; what was found stays. Tells whether it was open."""
    audit.demand(actor, Right.CLAIM)
    with transaction.atomic():
        claim = _locked(claim_id)
        if claim.closed_at is not None:
            return False
        claim.closed_at, claim.closed_by_id = now, actor.id
        claim.save(update_fields=["closed_at", "closed_by"])
        audit.note(actor, CLOSED, {"claim": claim.id, "text": claim.text}, now)
    return True


def reopen(actor: Actor, claim_id: int, now: datetime) -> bool:
    """Follow a closed claim again, and look through what came meanwhile. Tells whether it was closed."""
    audit.demand(actor, Right.CLAIM)
    with transaction.atomic():
        claim = _locked(claim_id)
        if claim.closed_at is None:
            return False
        _check_beside(ClaimWish(claim.text), claim.id)
        claim.closed_at = claim.closed_by = None
        _search(claim, now)
        audit.note(actor, REOPENED, {"claim": claim.id, "text": claim.text}, now)
    return True


def judge(actor: Actor, hit_id: int, bearing: str, now: datetime) -> bool:
    """Say what an article does with a claim; the same word said twice is written once."""
    audit.demand(actor, Right.CLAIM)
    if bearing not in Bearing.values:
        raise ClaimProblem(
            "bearing", "chọn một trong bốn nút của bài", "choose one of the four buttons of the article"
        )
    with transaction.atomic():
        hit = _hit(hit_id)
        if hit.bearing == bearing:
            return False
        before = hit.bearing
        hit.bearing, hit.judged_by_id, hit.judged_at = bearing, actor.id, now
        hit.save(update_fields=["bearing", "judged_by", "judged_at"])
        told = {"claim": hit.claim_id, "article": hit.article_id, "bearing": bearing, "before": before}
        audit.note(actor, JUDGED, told, now)
    return True


def take_back(actor: Actor, hit_id: int, now: datetime) -> bool:
    """Undo what was said of an article; it waits for a judgement again. Tells whether there was one."""
    audit.demand(actor, Right.CLAIM)
    with transaction.atomic():
        hit = _hit(hit_id)
        if not hit.bearing:
            return False
        before, hit.bearing, hit.judged_by, hit.judged_at = hit.bearing, "", None, None
        hit.save(update_fields=["bearing", "judged_by", "judged_at"])
        told = {"claim": hit.claim_id, "article": hit.article_id, "before": before}
        audit.note(actor, TAKEN_BACK, told, now)
    return True


def _search(claim: Claim, now: datetime) -> None:
    """Let the archive be looked through from the beginning for a claim that was saved or changed."""
    claim.search += 1
    claim.to_search = claim.searched = 0
    claim.searched_at = None
    claim.save()
    jobs.put([to_search(claim.id, claim.search, now)])


def _check_beside(wish: ClaimWish, claim_id: int) -> None:
    others = Claim.objects.filter(closed_at__isnull=True).exclude(id=claim_id)
    claim_wishes.check_beside(wish, list(others.values_list("text", flat=True)))


def _article(article_id: int | None) -> Article | None:
    return None if article_id is None else Article.objects.filter(id=article_id).first()


def _locked(claim_id: int) -> Claim:
    claim = Claim.objects.select_for_update().filter(id=claim_id).first()
    if claim is None:
        raise ClaimProblem(
            "claim", "không có nội dung này; tải lại danh sách", "no such claim; load the list again"
        )
    return claim


def _open(claim_id: int) -> Claim:
    claim = _locked(claim_id)
    if claim.closed_at is not None:
        raise ClaimProblem(
            "claim",
            "nội dung này đã đóng; mở lại rồi hãy sửa",
            "this claim is closed; reopen it, then change it",
        )
    return claim


def _hit(hit_id: int) -> ClaimHit:
    hit = ClaimHit.objects.select_for_update().filter(id=hit_id).first()
    if hit is None:
        raise ClaimProblem(
            "hit",
            "bài này không còn trong danh sách; tải lại trang",
            "this article is listed no more; load the page again",
        )
    return hit
