"""The words for codes: what a reader sees where the archive keeps a short key."""

import re
from dataclasses import dataclass

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from language.identify import OTHER, identify

BEYOND_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as a shape and a word, so that colour is never alone; ``look`` names its colour."""

    look: str
    shape: str
    word: Text


TONES = {
    -1: Mark("down", "down", _("negative")),
    0: Mark("even", "bar", _("neutral")),
    1: Mark("up", "up", _("positive")),
}
UNSURE = Mark("unsure", "ring", _("machine is unsure"))
UNREAD = Mark("unsure", "ring", _("not read yet"))

STATES = {
    "alive": Mark("good", "disc", pgettext_lazy("source", "alive")),
    "waiting": Mark("idle", "ring", pgettext_lazy("source", "not asked yet")),
    "failing": Mark("warn", "up", pgettext_lazy("source", "failing")),
    "blocked": Mark("bad", "square", pgettext_lazy("source", "blocked")),
    "resting": Mark("bad", "pause", pgettext_lazy("source", "resting")),
    "gone": Mark("bad", "cross", pgettext_lazy("source", "closed")),
}

# What a state means for the officer who sees it; a source that is alive needs no word.
MEANINGS: dict[str, Text] = {
    "failing": _("No proper answer; it is tried again by itself."),
    "blocked": _("It answers with a web page instead of its list: open the address and see what it wants."),
    "resting": _("No proper answer for long; it is asked seldom. Check the address in the pack."),
    "gone": _("The outlet says it is closed for good: take it out of the pack."),
}

KINDS: dict[str, Text] = {
    "national": _("National press"),
    "provincial": _("Provincial press"),
    "ministry": _("Ministry press"),
    "business": _("Business press"),
    "law": _("Law press"),
    "farm": _("Farm press"),
    "sport": _("Sport press"),
    "magazine": _("Magazine"),
    "agency": _("News agency"),
    "aggregator": _("Aggregator"),
    "foreign": _("Foreign press"),
    "official": _("Official site"),
    "import": _("Loaded from files"),
}

SHAPES: dict[str, Text] = {
    "feed": _("feed"),
    "sitemap": _("sitemap"),
    "section": _("section page"),
    "page": _("page"),
    "import": _("file"),
}

ORIGINS: dict[str, Text] = {
    "feed": _("told by the feed"),
    "json-ld": _("told by the page's data (JSON-LD)"),
    "meta": _("told by the page's head (meta)"),
    "visible": _("read from the visible page"),
    "address": _("read from the page's address"),
    "given": _("given on loading"),
    "none": _("no date"),
}

# How something was published, where it is not a page that the crawl found.
MEDIA: dict[str, Text] = {
    "newsletter": pgettext_lazy("medium", "newsletter"),
    "print": pgettext_lazy("medium", "print, PDF or scan"),
    "video": pgettext_lazy("medium", "video or broadcast"),
    "text": pgettext_lazy("medium", "text on a page or in a feed"),
}

# Why a time that was read is not one to sort and count by.
DOUBTS: dict[str, Text] = {
    "future": _("the time told lies in the future, so it is not used"),
    "ancient": _("the time told lies before there was a web, so it is not used"),
}

HEADERS: dict[str, Text] = {
    "From": pgettext_lazy("mail", "From"),
    "To": pgettext_lazy("mail", "To"),
    "Date": pgettext_lazy("mail", "Sent"),
    "Message-ID": "Message-ID",
}

STAGES: dict[str, Text] = {
    "collect": _("Collected"),
    "extract": _("Extracted"),
    "read": _("Read"),
    "relate": _("Compared for copies"),
    "story": _("Put into its story"),
    "across": _("Stories of other languages looked at"),
    "claim": _("Held against the claims"),
    "signals": _("Looked for spikes and silences"),
    "alert": _("Held against the watches"),
    "sweep": _("Watches swept"),
    "index": _("Indexed"),
}

OUTCOMES = {
    "unchanged": Mark("idle", "disc", pgettext_lazy("look", "words unchanged")),
    "changed": Mark("warn", "up", pgettext_lazy("look", "changed")),
    "unreadable": Mark("warn", "ring", pgettext_lazy("look", "page without the article")),
    "removed": Mark("bad", "cross", pgettext_lazy("look", "taken down")),
    "back": Mark("good", "disc", pgettext_lazy("look", "back again")),
    "failed": Mark("idle", "ring", pgettext_lazy("look", "no answer")),
}

FIELDS: dict[str, Text] = {
    "title": pgettext_lazy("part", "title"),
    "alt_title": pgettext_lazy("part", "second title"),
    "standfirst": pgettext_lazy("part", "standfirst"),
    "body": pgettext_lazy("part", "body"),
    "authors": pgettext_lazy("part", "authors"),
    "section": pgettext_lazy("part", "section"),
    "published_at": pgettext_lazy("part", "time of publication"),
    "agency": pgettext_lazy("part", "credit"),
    "is_paywalled": pgettext_lazy("part", "paywall"),
}

# How an article went, or what its page showed in its place.
LACKS: dict[str, Text] = {
    "404": _("the server knows no such page (404)"),
    "410": _("the server says the page is gone for good (410)"),
    "front page": _("its address leads to the outlet's front page"),
    "no article": _("its page is still there, but the article is not"),
    "another article": _("its address leads to another article"),
    "list": _("in its place stands a list of other articles"),
    "too little text": _("its page has hardly any text left"),
}

FACETS: dict[str, Text] = {
    "tone": _("Tone"),
    "topic": _("Topic"),
    "outlet": _("Outlet"),
    "source": _("Source"),
    "kind": _("Kind of press"),
    "country": _("Country"),
    "lang": _("Language"),
    "place": _("Place"),
}


def script_language(name: str) -> str:
    """The language of a name in another script than ours, so that it is read and drawn rightly."""
    lang = identify(name) if BEYOND_LATIN.search(name) else OTHER
    return "" if lang == OTHER else lang


def tone(value: int, *, is_read: bool, abstain: bool) -> Mark:
    """How an article's tone is shown: not at all sure of it is a mark of its own."""
    if not is_read:
        return UNREAD
    return UNSURE if abstain else TONES[value]


def state(code: str) -> Mark:
    """How a source's state is shown."""
    return STATES.get(code, Mark("idle", "ring", code))


def outcome(code: str) -> Mark:
    """How what a look showed is marked."""
    return OUTCOMES.get(code, Mark("idle", "ring", code))


def detail(text: str) -> str:
    """What a look says beside its outcome: the parts that changed, how an article went, or a fault."""
    words = text.split()
    if words and all(word in FIELDS for word in words):
        parts = ", ".join(str(FIELDS[word]) for word in words)
        return gettext("changed: %(parts)s") % {"parts": parts}
    return str(LACKS.get(text, text))


def kind(code: str) -> str:
    """A kind of press organ."""
    return str(KINDS.get(code, code))


def language(code: str) -> str:
    """A language's name in the reader's language."""
    if code == OTHER:
        return str(_("other language"))
    name = str(_locale().languages.get(code, code))
    return name[:1].upper() + name[1:]


def country(code: str) -> str:
    """A country's name in the reader's language."""
    return str(_locale().territories.get(code, code))


def _locale() -> Locale:
    return Locale.parse(get_language() or "vi")
