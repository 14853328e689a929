"""What a wish for a watch must be: pure checks, each fault with its field and how to mend it."""

from dataclasses import replace
from datetime import date

from archive.pack_schema import Pack
from crawler.guard import check_address
from crawler.reasons import Obstacle
from desk.person_watches import needs_decision
from desk.rights import Right, Role, may
from desk.watch_rows import WatchProblem, Wish
from language.text import squeeze
from search.errors import QueryError
from search.names import Names
from search.query import parse
from search.tree import And, Days, Everything, Node, Not, Or

LONGEST_NAME, LONGEST_OFFICE, LONGEST_PURPOSE, LONGEST_HOOK = 120, 200, 500, 500
MOST_A_DAY = 200


def tidy(wish: Wish) -> Wish:
    """The wish without spare spaces."""
    return replace(
        wish,
        name=squeeze(wish.name),
        query=wish.query.strip(),
        hook_url=wish.hook_url.strip(),
        office=squeeze(wish.office),
        purpose=squeeze(wish.purpose),
    )


def check(wish: Wish, pack: Pack, day: date, names: Names | None = None) -> bool:
    """Refuse a wish that cannot be; tells whether an approver must decide on it."""
    _check_name(wish.name)
    tree = read(wish.query, day, names)
    _check_team(wish.team)
    _check_times(wish)
    if wish.hook_url:
        _check_hook(wish.hook_url)
    is_personal = needs_decision(tree, pack, day)
    _check_grounds(wish, is_needed=is_personal)
    return is_personal


def read(query: str, day: date, names: Names | None = None) -> Node:
    """The tree of a watch's query, which must leave something out."""
    try:
        tree = parse(query, today=day, names=names)
    except QueryError as fault:
        raise WatchProblem("query", fault.message_vi, fault.message_en, fault) from fault
    if not narrows(tree):
        raise WatchProblem(
            "query",
            "câu tìm này bắt mọi bài; thêm ít nhất một từ, cụm từ hoặc trường phải có",
            "this query finds every article; add at least one word, phrase or field that must be there",
        )
    return tree


def narrows(tree: Node, *, negated: bool = False) -> bool:
    """Whether something must be there for a query to hold: days alone, or what must not be, is too little."""
    match tree:
        case Not():
            return narrows(tree.part, negated=not negated)
        case And() | Or():
            parts = [narrows(part, negated=negated) for part in tree.parts]
            # What must not hold together is the choice of what must not hold singly.
            return any(parts) if isinstance(tree, And) is not negated else all(parts)
        case Days() | Everything():
            return False
        case _:
            return not negated


def _check_name(name: str) -> None:
    if not name:
        raise WatchProblem("name", "chưa có tên; đặt một tên ngắn", "there is no name; give it a short one")
    _check_length("name", name, LONGEST_NAME)


def _check_length(field: str, text: str, most: int) -> None:
    if len(text) > most:
        raise WatchProblem(
            field, f"dài quá {most} ký tự; viết ngắn lại", f"longer than {most} characters; shorten it"
        )


def _check_team(team: str) -> None:
    if team and not may(team, Right.WATCH):
        known = ", ".join(role.value for role in Role if may(role, Right.WATCH))
        raise WatchProblem(
            "team",
            f"không có nhóm “{team}” dùng theo dõi; chọn: {known}",
            f'no team "{team}" has watches; choose: {known}',
        )


def _check_times(wish: Wish) -> None:
    if not 1 <= wish.ceiling <= MOST_A_DAY:
        raise WatchProblem(
            "ceiling",
            f"số lần báo mỗi ngày từ 1 đến {MOST_A_DAY}",
            f"it may tell between 1 and {MOST_A_DAY} times a day",
        )
    if (wish.quiet_from is None) is not (wish.quiet_until is None):
        raise WatchProblem(
            "quiet_until" if wish.quiet_until is None else "quiet_from",
            "giờ yên lặng cần cả giờ bắt đầu và giờ kết thúc; điền cả hai hoặc bỏ trống cả hai",
            "quiet hours need a beginning and an end; fill in both or neither",
        )
    if wish.quiet_from is not None and wish.quiet_from == wish.quiet_until:
        raise WatchProblem(
            "quiet_until",
            "giờ yên lặng bắt đầu và kết thúc cùng lúc; muốn im hẳn thì tạm dừng theo dõi",
            "the quiet hours begin and end at the same time; for silence all day pause the watch",
        )


def _check_hook(url: str) -> None:
    _check_length("hook_url", url, LONGEST_HOOK)
    if not url.lower().startswith("https://"):
        raise WatchProblem(
            "hook_url",
            "địa chỉ webhook phải bắt đầu bằng https://",
            "the address of a webhook must begin with https://",
        )
    wrong = check_address(url)
    if wrong is None:
        return
    if wrong.obstacle is Obstacle.BLOCKED:
        raise WatchProblem(
            "hook_url",
            "địa chỉ webhook thuộc mạng nội bộ; dùng địa chỉ công khai",
            "the address of the webhook lies in an inner network; use a public one",
        )
    raise WatchProblem("hook_url", wrong.vietnamese, wrong.english)


def _check_grounds(wish: Wish, *, is_needed: bool) -> None:
    """A watch on a person says in which office the person is of interest, and what for."""
    if is_needed and not wish.office:
        raise WatchProblem(
            "office",
            "câu tìm chỉ gồm tên người: ghi chức vụ của người đó, hoặc thêm từ ngữ về sự việc",
            "the query is only a person's name: tell their office, or add words of the matter",
        )
    if is_needed and not wish.purpose:
        raise WatchProblem(
            "purpose",
            "câu tìm chỉ gồm tên người: ghi mục đích theo dõi, hoặc thêm từ ngữ về sự việc",
            "the query is only a person's name: tell the purpose, or add words of the matter",
        )
    _check_length("office", wish.office, LONGEST_OFFICE)
    _check_length("purpose", wish.purpose, LONGEST_PURPOSE)
