"""The fields of the query language: their names in both languages, and the values some of them take."""

import difflib
import re
from collections.abc import Sequence

from language.text import fold
from search.errors import QueryError
from search.names import CLOSED, Names
from search.tree import Or, Tag, tag

# The first name is the one in the tree and the index, the second the one shown in Vietnamese.
_NAMES = (
    ("title", "tiêu đề"),
    ("source", "nguồn"),
    ("outlet", "báo"),
    ("lang", "ngôn ngữ", "language"),
    ("topic", "chủ đề"),
    ("tone", "sắc thái"),
    ("place", "địa bàn"),
    ("country", "quốc gia"),
    ("kind", "loại báo"),
    ("date", "ngày"),
    ("about", "liên quan"),
    ("harms", "uy tín", "ảnh hưởng uy tín"),
    ("exact", "nguyên văn"),
)
_YES_OR_NO: dict[str, tuple[str, ...]] = {"1": ("1", "yes", "true", "có"), "0": ("0", "no", "false", "không")}
_VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "tone": {
        "-1": ("-1", "negative", "tiêu cực"),
        "0": ("0", "neutral", "trung tính"),
        "1": ("1", "+1", "positive", "tích cực"),
    },
    "about": _YES_OR_NO,
    "harms": _YES_OR_NO,
}


def _plain(name: str) -> str:
    """A name as it is compared: no case, accent, space, hyphen or underscore."""
    return re.sub(r"[\s_-]+", "", fold(name))


# A field's Vietnamese name.
SHOWN = {names[0]: names[1] for names in _NAMES}
_BY_NAME = {_plain(name): names[0] for names in _NAMES for name in names}
_AS_WRITTEN = {_plain(name): name for names in _NAMES for name in names}


def field_named(name: str) -> str | None:
    """Return the field of that name in either language, with or without its accents."""
    return _BY_NAME.get(_plain(name))


def unknown(name: str, position: int) -> QueryError:
    """Say that there is no such field, and which one was probably meant."""
    near = difflib.get_close_matches(_plain(name), _AS_WRITTEN, n=1, cutoff=0.5)
    meant = f"có phải / did you mean {_AS_WRITTEN[near[0]]}: ?" if near else f"có / there are {_listed()}"
    return QueryError(
        f"không có trường “{name}”",
        f"there is no field “{name}”",
        position,
        len(name),
        f'{meant} ("{name}:…" trong ngoặc kép để tìm nguyên văn / in quotes to find it as text)',
    )


def read_tag(field: str, value: str, position: int, names: Names | None = None) -> Tag | Or:
    """Return what a written value means: a tag, or one of several; or say which values the field takes.

    With ``names`` a value may be called as people call it. Without them it is a code, known or not.
    """
    if "*" in value:
        raise QueryError(
            f"trường {field} không nhận dấu *",
            f"the field {field} takes no *",
            position,
            len(value),
            f"nguyên giá trị / the whole value: {field}:…",
        )
    if field in _VALUES:
        return _listed_value(field, value, position)
    if names is None:
        return tag(field, value)
    found = names.tags(field, value)
    if not found and field in CLOSED:
        raise _valueless(field, value, position, _near_hint(field, names.nearest(field, value)))
    if len(found) > 1:
        return Or(found)
    return found[0] if found else tag(field, value)


def _listed_value(field: str, value: str, position: int) -> Tag:
    values = _VALUES[field]
    for canonical, spellings in values.items():
        if any(_spelling(value) == _spelling(known) for known in spellings):
            return Tag(field, canonical)
    known = ", ".join(spellings[-1] for spellings in values.values())
    raise _valueless(field, value, position, f"{', '.join(values)} / {known}")


def _near_hint(field: str, near: Sequence[str]) -> str:
    if near:
        return f"có phải / did you mean: {', '.join(f'“{name}”' for name in near)}?"
    return f"gõ “{SHOWN[field]}:” để xem các giá trị / type “{field}:” to see its values"


def _valueless(field: str, value: str, position: int, hint: str) -> QueryError:
    return QueryError(
        f"trường {field} không có giá trị “{value}”",
        f"the field {field} has no value “{value}”",
        position,
        len(value),
        hint,
    )


def _spelling(value: str) -> str:
    """A value as it is compared: in a figure the minus counts, in a word the hyphen does not."""
    return _plain(value) if any(sign.isalpha() for sign in value) else value.strip()


def _listed() -> str:
    return ", ".join(names[0] for names in _NAMES)
