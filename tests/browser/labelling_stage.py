"""A desk that labels: articles of which the machine is unsure, months of labels, a correction, trainings."""

from dataclasses import dataclass
from datetime import timedelta

from archive import training_runs
from archive.models import Article
from classifier.acceptance import Judgement, Reason
from desk.labels import Label, Origin
from desk.models import Officer
from tests import factory
from tests.web.labelling import TOPICS, say, tell

DAY, MONTH = timedelta(days=1), timedelta(days=30)
TITLE = "Xe tải lật trên đường Lam Giang, dân xã Tân Khê trách tỉnh chậm sửa cầu"
STANDFIRST = (
    "Người dân hai bên cầu Bến Lội nói đã kiến nghị bốn lần; Sở Xây dựng Lam Giang hẹn trả lời trong tuần."
)
WHY = "Bốn lần kiến nghị mà tỉnh Lam Giang chưa một lần trả lời bằng văn bản."
BODY = f"""Rạng sáng 1/10, một xe tải chở gạch lật nghiêng ở đầu cầu Bến Lội, xã Tân Khê, không ai bị thương.
Mặt cầu lún từ tháng sáu; ba biển báo tạm đã bị nước cuốn trôi trong trận mưa tuần trước.
Chủ quán nước bên cầu kể xe nào qua cũng phải bò. {WHY}
“Chúng tôi sẽ vá mặt cầu trước ngày 15/10”, phó giám đốc Sở Xây dựng nói.
“Nói vậy tháng nào cũng nghe”, ông Tám ở xóm Đình đáp. “Cầu này ông nội tôi góp gỗ làm”, ông kể thêm.
“Xe đò phải đi vòng hai mươi cây số”, một tài xế nói."""
QUOTES = (
    ("“Chúng tôi sẽ vá mặt cầu trước ngày 15/10”", "phó giám đốc Sở Xây dựng"),
    ("“Nói vậy tháng nào cũng nghe”", "ông Tám ở xóm Đình"),
    ("“Cầu này ông nội tôi góp gỗ làm”", "ông"),
    ("“Xe đò phải đi vòng hai mươi cây số”", "một tài xế"),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a walk over the pages needs to know."""

    rich: Article
    corrected: Article


def fill(officer: Officer) -> Labelled:
    """Months of labels and all that is shown of them."""
    for place in range(90):
        judged(officer, place)
    trainings()
    corrected = rich("Cầu Bến Lội lún: tỉnh Lam Giang chậm trả lời dân")
    say(officer, corrected, Label(topics=("society",), tone=0, harms=True), Origin.CORRECTION)
    return Labelled(rich(TITLE), corrected)


def rich(title: str = TITLE) -> Article:
    """An article with everything a reading can tell, and of which the machine is not sure."""
    row = factory.article(title, standfirst=STANDFIRST, body=BODY)
    whole = f"{title}\n{STANDFIRST}\n{BODY}"
    at = whole.find("Lam Giang")
    reading = factory.reading(
        row,
        about=0.93,
        topics=(("infrastructure", 0.44), ("public_order", 0.39), ("society", 0.13)),
        tone=-1,
        tone_p=0.52,
        abstain=True,
        why=WHY,
        places=spans(whole, ("lam-giang", "Lam Giang"), ("tan-khe", "Tân Khê"))[1:],
    )
    tell(
        reading,
        unsure=["topic", "tone"],
        event=-1,
        criticism=True,
        others=[["lam-giang", at, at + len("Lam Giang"), "street"]],
        quotes=[[start := whole.find(words), start + len(words), who] for words, who in QUOTES],
    )
    return row


def spans(whole: str, *names: tuple[str, str]) -> list[tuple[str, int, int]]:
    """Every place where a name stands."""
    found = []
    for key, name in names:
        at = whole.find(name)
        while at >= 0:
            found.append((key, at, at + len(name)))
            at = whole.find(name, at + 1)
    return sorted(found, key=lambda span: span[1])


def judged(officer: Officer, place: int) -> None:
    """An article drawn by lot and judged by an officer; the machine was right in most."""
    lang = "en" if place % 6 == 5 else "vi"
    topic = TOPICS[place % len(TOPICS)]
    row = factory.article(f"Tin {place} của Lam Giang", lang=lang, published_at=factory.MORNING - DAY * place)
    factory.reading(row, topics=((topic, 0.7),), tone=(place % 3) - 1)
    is_wrong = place % 7 == 0 or (place < 30 and place % 2 == 0)
    told = Label(
        about=place % 11 > 0,
        topics=("economy",) if is_wrong else (topic,),
        tone=None if place % 11 == 0 else 0 if place % 5 == 0 else (place % 3) - 1,
    )
    say(officer, row, told, Origin.RANDOM, back=DAY * place)


def trainings() -> None:
    """One that was accepted and one that was refused."""
    for number, reason in enumerate((Reason.NOT_WORSE, Reason.WORSE)):
        after = 0.78 if reason is Reason.NOT_WORSE else 0.66
        started_at = factory.MORNING - MONTH * (2 - number)
        training_runs.record(
            started_at,
            started_at + DAY / 24,
            parent=f"vi-66ecfa7d+{number}",
            model=f"vi-66ecfa7d+{number + 1}",
            labels=58,
            held=19,
            judgements=[
                Judgement("about", "accuracy", 0.93, 0.93, 58, 19, Reason.NOT_WORSE),
                Judgement("topic", "accuracy", 0.71, after, 58, 19, reason),
                Judgement("tone", "macro_f1", 0.7, 0.7, 0, 4, Reason.NO_LABELS),
            ],
        )
