"""Section pages of outlets without a feed, read by the pack's CSS selectors."""

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from crawler.entries import BadList, Draft, Fault, Listing, absolute, plain
from crawler.model import SectionRules
from language.dates import parse_date

# Where pages tell machines, or those who point at it, what they show as "two hours ago".
_DATE_ATTRIBUTES = ("datetime", "data-time", "data-date", "content", "title")


def read(text: str, rules: SectionRules, base: str) -> Listing:
    """The articles a section page lists, each once, in its order."""
    page = BeautifulSoup(text, "lxml")
    start = page.select_one("base[href]")
    home = absolute(str(start["href"]), base) if start else base
    try:
        drafts = [_draft(block, rules, home or base) for block in page.select(rules.entry)]
    except SelectorSyntaxError as fault:
        raise BadList(Fault.BAD_RULES) from fault
    # A picture's link and a headline's link lead to one article; the headline has the words.
    found: dict[str, Draft] = {}
    for draft in drafts:
        if draft.link and len(draft.title) > len(found.get(draft.link, Draft()).title):
            found[draft.link] = draft
    if not found:
        raise BadList(Fault.NO_ENTRIES)
    return Listing(list(found.values()), title=plain(page.title.get_text()) if page.title else "")


def _draft(block: Tag, rules: SectionRules, base: str) -> Draft:
    links = [block] if block.name == "a" and rules.link == "a" else block.select(rules.link)
    link = next((absolute(str(one["href"]), base) for one in links if one.get("href")), "")
    titles = block.select(rules.title) if rules.title else links
    return Draft(
        link=link,
        title=max((_words(one) for one in titles), key=len, default=""),
        date=_date(block.select_one(rules.date)) if rules.date else "",
    )


def _words(element: Tag) -> str:
    return plain(element.get_text(" ")) or plain(str(element.get("title") or ""))


def _date(element: Tag | None) -> str:
    """The first of an element's attributes that is a date, else what it shows."""
    if element is None:
        return ""
    shown = element.get_text(" ")
    told = (str(element.get(name) or "") for name in _DATE_ATTRIBUTES)
    return next((raw for raw in told if parse_date(raw, zone="UTC")), shown)
