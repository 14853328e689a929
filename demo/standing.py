"""An article's text as it stands at a moment, after what its outlet did to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from demo.events import Edit, is_away


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an article."""

    title: str
    standfirst: str
    body: tuple[str, ...]
    author: str


@dataclass(frozen=True, slots=True)
class DatedEdit:
    """An edit and the instant at which it is done."""

    at: datetime
    edit: Edit


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader gets at a moment."""

    text: Text
    updated_at: datetime
    touched_at: datetime
    done: tuple[DatedEdit, ...] = ()
    is_removed: bool = False


def stand(text: Text, edits: Sequence[DatedEdit], published_at: datetime, now: datetime) -> Standing:
    """The text at ``now``; ``updated_at`` is what the outlet admits, ``touched_at`` what it did."""
    done = tuple(edit for edit in edits if edit.at <= now)
    for one in done:
        text = edited(text, one.edit)
    admitted = [one.at for one in done if one.edit.kind != "silent"]
    return Standing(
        text=text,
        updated_at=max([published_at, *admitted]),
        touched_at=max([published_at, *(one.at for one in done)]),
        done=done,
        is_removed=is_away([one.edit.kind for one in done]),
    )


def carried(text: Text, edits: Sequence[DatedEdit], now: datetime) -> Text:
    """The text another outlet finds at ``now``: it takes the words, never the notice of a correction."""
    for one in edits:
        if one.at <= now:
            text = edited(text, replace(one.edit, notice=""))
    return text


def edited(text: Text, edit: Edit) -> Text:
    """The text after one edit."""
    if edit.kind == "update":
        return replace(text, body=(*text.body, edit.append))
    if edit.kind not in {"silent", "correct"}:
        return text
    body = tuple(paragraph.replace(edit.find, edit.put) for paragraph in text.body)
    return replace(
        text,
        title=text.title.replace(edit.find, edit.put),
        standfirst=text.standfirst.replace(edit.find, edit.put),
        body=(edit.notice, *body) if edit.notice else body,
    )
