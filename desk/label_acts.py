"""Acts on labels: an officer's word on an article, and its taking back, each in one transaction."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from archive import corrections, jobs, readings
from archive.corrections import CorrectionRow, Label
from archive.models import Origin
from archive.packs import Pack
from archive.readings import Stand
from archive.stories import to_cluster
from desk import audit
from desk.audit import Actor
from desk.label_rows import MOST_TOPICS, LabelProblem, LabelRow
from desk.models import Officer
from desk.rights import Right
from desk.watch_hits import to_match

LABELLED, TAKEN_BACK = "labelled", "label_taken_back"


def label(
    actor: Actor, article_id: int, label: Label, *, origin: Origin, seen: str, pack: Pack, now: datetime
) -> bool:
    """Take an officer's word on an article as it was ``seen``; the same word sent twice is taken once.

    Returns whether it was written; ``LabelProblem`` says what is wrong with it.
    """
    audit.demand(actor, Right.LABEL)
    check(label, pack)
    with transaction.atomic():
        stands = _locked(article_id)
        newest = stands.corrections[-1] if stands.corrections else None
        if newest and (newest.made_by, newest.version, newest.label) == (actor.id, stands.version, label):
            return False
        machine = stands.machine
        if machine is None or stands.seen != seen:
            raise changed()
        guess = corrections.guess_of(machine)
        row = corrections.make(
            article_id, stands.version, label, origin=origin, guess=guess, by=actor.id, now=now
        )
        _settle(row, now, LABELLED)
        audit.note(actor, LABELLED, {"article": article_id, "origin": str(origin), **_told(label)}, now)
    return True


def take_back(actor: Actor, article_id: int, *, seen: str, now: datetime) -> bool:
    """Undo the newest word on an article: what stood before counts again, at last the machine's reading.

    Returns whether it was undone; not if the article is no longer as it was ``seen``.
    """
    audit.demand(actor, Right.LABEL)
    with transaction.atomic():
        stands = _locked(article_id)
        if not stands.corrections or stands.seen != seen:
            return False
        row = stands.corrections[-1]
        corrections.take_back(row.id, now)
        _settle(row, now, TAKEN_BACK)
        audit.note(actor, TAKEN_BACK, {"article": article_id, **_told(row.label)}, now)
    return True


def history(article_id: int) -> list[LabelRow]:
    """Every word of officers on an article, newest first, those taken back among them."""
    rows = corrections.of_article(article_id)
    names = {row.id: str(row) for row in Officer.objects.filter(id__in={one.made_by for one in rows})}
    return [
        LabelRow(
            one.id,
            one.label,
            names.get(one.made_by, ""),
            one.origin,
            one.made_at,
            one.taken_back_at,
            one.guess,
        )
        for one in rows
    ]


def check(label: Label, pack: Pack) -> None:
    """See that a label says something, in the pack's topics, and does not contradict itself."""
    if label.is_empty:
        raise LabelProblem(
            "label", "chưa chọn gì; chọn ít nhất một mục", "nothing is chosen; choose at least one thing"
        )
    if len(label.topics) > MOST_TOPICS or len(set(label.topics)) < len(label.topics):
        raise LabelProblem(
            "topics",
            f"chọn từ một đến {MOST_TOPICS} chủ đề khác nhau",
            f"choose one to {MOST_TOPICS} different topics",
        )
    for code in set(label.topics).difference(topic.code for topic in pack.topics):
        raise LabelProblem(
            "topics",
            f"gói này không có chủ đề “{code}”; tải lại trang rồi chọn lại",
            f'this pack has no topic "{code}"; load the page again and choose anew',
        )
    if label.tone not in {None, -1, 0, 1}:
        raise LabelProblem("tone", "sắc thái là −1, 0 hoặc 1", "the tone is −1, 0 or 1")
    if label.about is False and (label.tone or label.harms):
        raise LabelProblem(
            "about",
            "bài không về tỉnh thì không có sắc thái với tỉnh và không ảnh hưởng uy tín; bỏ một trong hai",
            "what is not about the province has no tone toward it and harms it in nothing; drop one",
        )


def changed() -> LabelProblem:
    """Somebody else, or a new version, was faster."""
    return LabelProblem(
        "seen",
        "bài này vừa được đọc lại hoặc người khác vừa sửa; xem lại rồi hãy gửi",
        "this article was read again or corrected by another meanwhile; look again, then send",
    )


def _locked(article_id: int) -> Stand:
    """What the article's reading rests on, and stays so until the act is done."""
    if not readings.lock(article_id):
        raise LabelProblem("article", "không có bài này", "there is no such article")
    return readings.stand(article_id)


def _settle(row: CorrectionRow, now: datetime, act: str) -> None:
    """Let what counts now be the article's reading; index, watches and stories learn of what they go by."""
    if readings.settle(row.article_id, readings.searched_by(row.article_id), now):
        told = row.article_id, f"{act} {row.id}", now
        jobs.put([to_match(*told), to_cluster(*told)])


def _told(label: Label) -> dict[str, object]:
    return {name: value for name, value in asdict(label).items() if value not in (None, ())}
