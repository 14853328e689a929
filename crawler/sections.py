"""Section pages of outlets without a feed, read by the pack's CSS selectors."""

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from crawler.entries import Draft, Fault, Listing, absolute, plain
from crawler.model import SectionRules
from crawler.syndication import BadList


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
    if element is None:
        return ""
    return str(element.get("datetime") or element.get("data-time") or element.get_text(" "))
