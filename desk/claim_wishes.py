"""What a claim must be: pure checks, each fault with its field and how to mend it."""

from collections.abc import Sequence
from dataclasses import replace

from classifier.claims import statement
from desk.claim_rows import ClaimProblem, ClaimWish
from language.identify import identify
from language.text import clean, squeeze

LONGEST, MOST_WORDINGS = 500, 8
# A statement says something of somebody: so many keys, and so many beside the names.
FEWEST_WORDS, FEWEST_SAID = 5, 3
# A refusal shows so much of what it refuses.
SHOWN = 40


def tidy(wish: ClaimWish) -> ClaimWish:
    """The wish without spare spaces, and without a wording that says it again."""
    text = squeeze(clean(wish.text))
    wordings = dict.fromkeys(filter(None, (squeeze(clean(one)) for one in wish.wordings)))
    others = tuple(one for one in wordings if one.casefold() != text.casefold())
    return replace(wish, text=text, wordings=others)


def check(wish: ClaimWish) -> None:
    """Refuse what is no statement that can be held against articles."""
    if not wish.text:
        raise ClaimProblem(
            "text",
            "chưa có nội dung; chép câu khẳng định cần theo dõi vào đây",
            "there is no statement yet; copy the sentence to follow into the field",
        )
    _check_statement("text", wish.text)
    if len(wish.wordings) > MOST_WORDINGS:
        raise ClaimProblem(
            "wordings",
            f"nhiều nhất {MOST_WORDINGS} cách nói khác, đang có {len(wish.wordings)}; bỏ cách gần giống nhau",
            f"{MOST_WORDINGS} other wordings at most, there are {len(wish.wordings)}; drop those alike",
        )
    for wording in wish.wordings:
        _check_statement("wordings", wording)


def _check_statement(field: str, text: str) -> None:
    told = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    if len(text) > LONGEST:
        raise ClaimProblem(
            field,
            f"“{told}” dài {len(text)} ký tự, nhiều nhất {LONGEST}; giữ lại một câu khẳng định",
            f'"{told}" has {len(text)} characters, {LONGEST} at most; keep the one sentence that states it',
        )
    said = statement(text, identify(text)).said
    if len(said.loose.words) < FEWEST_WORDS and len(said.strict.words) < FEWEST_WORDS:
        raise ClaimProblem(
            field,
            f"“{told}” quá ngắn để so với bài báo; viết cả câu: ai, ở đâu, việc gì",
            f'"{told}" is too short to be held against articles; write the sentence: who, where, what',
        )
    if len(said.strict.rest) < FEWEST_SAID and len(said.loose.rest) < FEWEST_SAID:
        raise ClaimProblem(
            field,
            f"“{told}” chỉ là tên; ở đây theo dõi điều được nói, không theo dõi người: viết việc được kể",
            f'"{told}" is only a name; statements are followed, never persons: write what is said',
        )


def check_beside(wish: ClaimWish, others: Sequence[str]) -> None:
    """Refuse a statement that is open already."""
    if wish.text.casefold() in {other.casefold() for other in others}:
        raise ClaimProblem(
            "text",
            "nội dung này đang được theo dõi; mở nó trong danh sách và thêm cách nói khác nếu cần",
            "this claim is open already; find it in the list and add a wording there if need be",
        )
