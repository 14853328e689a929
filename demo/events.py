"""The events of the province, as their writers put them down in events/*.yaml."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from demo.clock import LAST_DAY
from demo.series import expanded

EVENTS = Path(__file__).parent / "events"
LANGUAGES = frozenset({"vi", "en", "zh", "ko", "km", "ja", "lo", "fr"})
TOPICS = frozenset(
    {"sovereignty", "religion_ethnicity", "rights_democracy", "diplomacy", "investment", "economy"}
    | {"agriculture", "infrastructure", "environment", "culture_tourism", "education_science", "health"}
    | {"society", "public_order", "governance", "sport_entertainment"}
)
KINDS = frozenset({"update", "silent", "correct", "remove", "restore"})
ROLES = frozenset({"", "carries", "background", "clarifies"})
HOURS = range(5, 23)
MIN_PARAGRAPHS = 3


class EventFault(Exception):
    """An event that cannot be used: its file, its id and what is wrong."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What an outlet does to its own article, so many hours after it was published."""

    after_hours: float
    kind: str
    find: str = ""
    put: str = ""
    notice: str = ""
    append: str = ""


@dataclass(frozen=True, slots=True)
class Take:
    """That an outlet takes an article, where the writer says so: from whom, when, and what is left of it."""

    outlet: str
    # After its source; before it if the taker's clock is wrong.
    minutes: int
    source: str = ""
    headline: str = ""
    credit: str = ""
    # Words of the text that lead to the source.
    link: str = ""
    # The paragraphs that are printed (none told: all), and the taker's own: the first of them leads.
    keep: tuple[int, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One event and the article that told it first."""

    id: str
    day: int
    hour: int
    lang: str
    outlet: str
    topic: str
    about: int
    tone: int
    author: str
    section: str
    title: str
    standfirst: str
    body: tuple[str, ...]
    headlines: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    claim: str = ""
    role: str = ""
    # The sentence that carries or answers the claim.
    said: str = ""
    # The event that this one tells too, in another language: its id, or words where nobody else tells it.
    same_as: str = ""
    # What happened, where several articles tell it; what it only looks like; the column it is a part of.
    story: str = ""
    looks_like: str = ""
    series: str = ""
    # Who takes it: nothing said, chance decides.
    taken: tuple[Take, ...] | None = None


Row = Mapping[str, Any]


def load_events(folder: Path = EVENTS) -> tuple[Event, ...]:
    """Every event of the folder's files, sound and with an id of its own."""
    events: list[Event] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        for event in read_events(path.name, path.read_text("utf-8")):
            if event.id in seen:
                raise EventFault(f"{path.name}: {event.id}: already in {seen[event.id]}")
            seen[event.id] = path.name
            events.append(event)
    return tuple(events)


def read_events(name: str, text: str) -> Iterator[Event]:
    """The events of one file's text, in order."""
    try:
        rows = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both loaders are the safe ones
    except yaml.YAMLError as why:
        raise EventFault(f"{name}: {why}") from why
    if not isinstance(rows, list):
        raise EventFault(f"{name}: a list of events is expected")
    for number, row in enumerate(rows, 1):
        label = row.get("id", f"event {number}") if isinstance(row, dict) else f"event {number}"
        try:
            events = [_event(day) for day in expanded(row)]
        except (KeyError, TypeError, ValueError, AttributeError) as why:
            raise EventFault(f"{name}: {label}: {type(why).__name__} {why}") from why
        for event in events:
            if faults := list(faults_of(event)):
                raise EventFault(f"{name}: {event.id}: {'; '.join(faults)}")
        yield from events


def faults_of(event: Event) -> Iterator[str]:
    """Everything that is wrong with an event."""
    sound = {
        "id": event.id == event.id.lower() and event.id.replace("-", "").isalnum() and event.id.isascii(),
        "day": 0 <= event.day <= LAST_DAY,
        "hour": event.hour in HOURS,
        "lang": event.lang in LANGUAGES,
        "topic": event.topic in TOPICS,
        "about": event.about in {0, 1},
        "tone": event.tone in {-1, 0, 1} and (event.about == 1 or event.tone == 0),
        "role": event.role in ROLES and bool(event.role) == bool(event.claim),
        "said": not event.said or any(event.said in text for text in event.body),
        "title": bool(event.title.strip()),
        "body": len(event.body) >= MIN_PARAGRAPHS and all(p.strip() for p in event.body),
    }
    yield from (f"{name} is not sound" for name, is_sound in sound.items() if not is_sound)
    for edit in event.edits:
        yield from _edit_faults(event, edit)
    yield from _take_faults(event)
    if event.edits and not _is_back_after_away(event.edits):
        yield "restore: nothing was removed before it"


def is_away(kinds: Sequence[str]) -> bool:
    """Whether an article is off its site after these acts, the last of which decides."""
    return next((kind == "remove" for kind in reversed(kinds) if kind in {"remove", "restore"}), False)


def _is_back_after_away(edits: Sequence[Edit]) -> bool:
    kinds = [edit.kind for edit in sorted(edits, key=lambda edit: edit.after_hours)]
    return all(is_away(kinds[:number]) for number, kind in enumerate(kinds) if kind == "restore")


def _edit_faults(event: Event, edit: Edit) -> Iterator[str]:
    if edit.kind not in KINDS:
        yield f"no such kind of edit: {edit.kind}"
    if edit.after_hours <= 0:
        yield f"{edit.kind}: after_hours must be positive"
    if edit.kind in {"silent", "correct"}:
        told = (event.title, event.standfirst, *event.body)
        if not edit.find or not any(edit.find in text for text in told):
            yield f"{edit.kind}: its text is not in the article: {edit.find}"
    if edit.kind == "correct" and not edit.notice:
        yield "correct: a notice is missing"
    if edit.kind == "update" and not edit.append:
        yield "update: the paragraph is missing"


def printed(body: Sequence[str], keep: Sequence[int], added: Sequence[str]) -> tuple[str, ...]:
    """What a taker prints of a body: its own lead, the paragraphs it keeps or all, and what else it adds."""
    kept = [body[number] for number in keep] or body
    return (*added[:1], *kept, *added[1:])


def _take_faults(event: Event) -> Iterator[str]:
    there = {event.outlet}
    for one in event.taken or ():
        if one.outlet in there:
            yield f"{one.outlet}: it has the article already"
        if one.source and one.source not in there:
            yield f"{one.outlet}: {one.source} does not have the article yet"
        if one.credit and one.link:
            yield f"{one.outlet}: credits and links"
        if not set(one.keep) <= set(range(len(event.body))):
            yield f"{one.outlet}: no such paragraph"
        elif one.link and not any(one.link in text for text in printed(event.body, one.keep, one.added)):
            yield f"{one.outlet}: the words of its link are not in its text"
        there.add(one.outlet)


def _event(row: Row) -> Event:
    return Event(
        id=row["id"],
        day=int(row["day"]),
        hour=int(row["hour"]),
        lang=row["lang"],
        outlet=row["outlet"],
        topic=row["topic"],
        about=int(row["about"]),
        tone=int(row["tone"]),
        author=_text(row["author"]),
        section=_text(row["section"]),
        title=_text(row["title"]),
        standfirst=_text(row.get("standfirst", "")),
        body=_texts(row["body"]),
        headlines=_texts(row.get("headlines") or ()),
        places=_texts(row.get("places") or ()),
        edits=tuple(_edit(edit) for edit in row.get("edits") or ()),
        claim=row.get("claim", ""),
        role=row.get("role", ""),
        said=_text(row.get("said", "")),
        same_as=_text(row.get("same_as", "")),
        story=row.get("story", ""),
        looks_like=row.get("looks_like", ""),
        series=row.get("series", ""),
        taken=tuple(_take(one) for one in row["taken"]) if "taken" in row else None,
    )


def _take(row: Row) -> Take:
    words = {key: _text(row.get(key, "")) for key in ("source", "headline", "credit", "link")}
    keep = tuple(int(one) for one in row.get("keep", ()))
    return Take(row["outlet"], int(row["minutes"]), keep=keep, added=_texts(row.get("added", ())), **words)


def _edit(row: Row) -> Edit:
    words = {key: _text(row.get(key, "")) for key in ("find", "put", "notice", "append")}
    return Edit(float(row["after_hours"]), row["kind"], **words)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text is expected, not {value!r}")
    return unicodedata.normalize("NFC", value.strip())


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError(f"a list is expected, not {values!r}")
    return tuple(_text(value) for value in values)


# The C loader is some ten times as fast; where it was not built, the Python one does.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
