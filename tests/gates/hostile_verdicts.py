"""Whether a hostile input came to its safe end: by what the index tells of it, in figures or in words."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from tests.gates.watched import Item, Meeting, Told

MOST_MEGABYTES, MOST_SECONDS = 64, 5
MOST_ASKED = 10
DEEPEST_PAGE = 10_000
LONGEST_TITLE = 1000
PUBLIC = "93.184.216.34:"
# The index's names of errors, and ours.
CLASSES = {
    "BlockedAddress": {"blocked address"},
    "BadUrl": {"bad address"},
    "BadScheme": {"bad scheme"},
    # A bomb in a coding that nobody asked for is not unpacked at all.
    "TooLarge": {"too large", "broken answer"},
}
ABSURD_DATES = frozenset({"date-year-1", "date-future", "date-epoch-ms", "date-leap"})
INSIDE = ("127.", "10.", "localhost", "169.254.")


def faults(item: Item, meeting: Meeting) -> list[str]:
    """What was not safe in a meeting."""
    told, check = meeting.told, item.get("check", {})
    if "died" in told:
        return [f"the process died: {told['died']}"]
    return [
        *_costs(meeting, check),
        *_acts(item, told, meeting),
        *_of_layer(item, told, meeting),
    ]


def _of_layer(item: Item, told: Told, meeting: Meeting) -> Iterator[str]:
    if item["layer"] == "query":
        return _searched(item, told)
    if "told" in told:
        return _crawled(item, told, meeting)
    return _answers(item, told, item.get("check", {}))


def _searched(item: Item, told: Told) -> Iterator[str]:
    """What the parser, the index and the matcher said."""
    for one in told["asked"]:
        yield from one.get("refused", ())
        if not one.get("is_same", True):
            yield "the index and the matcher do not find the same"
    if (
        item.get("check", {}).get("equal_results")
        and len({str(one.get("found")) for one in told["asked"]}) > 1
    ):
        yield "one word in several spellings finds several things"
    if item["name"] == "field-escape" and any("found" in one for one in told["asked"]):
        yield "a field of the index's own can be asked"
    if max(told["pages"], default=0) > DEEPEST_PAGE:
        yield f"a page of {max(told['pages'])} hits"


def _costs(meeting: Meeting, check: Mapping[str, Any]) -> Iterator[str]:
    seconds = min(MOST_SECONDS, check.get("max_seconds", MOST_SECONDS))
    if meeting.megabytes > MOST_MEGABYTES:
        yield f"{meeting.megabytes:.0f} MiB"
    if meeting.seconds > seconds:
        yield f"{meeting.seconds:.1f} s"


def _acts(item: Item, told: Told, meeting: Meeting) -> Iterator[str]:
    yield from (act for act in told.get("acts", []) if not act.startswith("connect 127.0.0.1:"))
    dialled = [one for one in told.get("dialled", []) if "url" in item or not one.startswith(PUBLIC)]
    yield from (f"dialled {one}" for one in dialled)
    if meeting.leaked:
        yield "credentials or a body went to another host"
    yield from (f"asked {path}" for path in meeting.asked if path.startswith(INSIDE))


def _answers(item: Item, told: Told, check: Mapping[str, Any]) -> Iterator[str]:
    """What the door and the readers said."""
    value = item.get("value") or {}
    if item["layer"] == "fetch":
        yield from _at_the_door(item, told, check)
    if value.get("status") == HTTPStatus.NOT_MODIFIED and not told["is_false_304"]:
        yield "a 304 nobody asked for is believed"
    if value.get("body") and (told["entries"] or not told["fault"]):
        yield "a page is taken for a list"
    if any(one.startswith("..") or "gate" not in one for one in told.get("written", [])):
        yield f"wrote {told['written']}"
    # What was too heavy was refused, which is safe.
    if item["layer"] == "parse" and "heavy" not in told:
        yield from _read(item, told, check)


def _at_the_door(item: Item, told: Told, check: Mapping[str, Any]) -> Iterator[str]:
    wanted = CLASSES.get(check.get("error_class", ""))
    if wanted and not wanted & {told["check"], told["door"], *map(_kind, told.get("loaders", {}).values())}:
        yield f"told {told['door'] or told['status']} instead of {check['error_class']}"
    if "max_requests_per_minute" in check and told["wait"] < 60 / check["max_requests_per_minute"]:
        yield f"asked again after {told['wait']} s"


def _read(item: Item, told: Told, check: Mapping[str, Any]) -> Iterator[str]:
    for word in check.get("must_not_contain", []):
        if word in told["shown"] or word in told["page"]:
            yield f"{word!r} came through"
    if not told["is_stable"]:
        yield "its entries have other identities at the next fetch"
    yield from _by_name(item, told)


def _kind(told: str) -> str:
    return "too large" if told.startswith("refused") else ""


def _by_name(item: Item, told: Told) -> Iterator[str]:
    """What the index tells of single sorts in words."""
    name = item["name"]
    if name in ABSURD_DATES and "sure" in told["trust"]:
        yield "an absurd date is trusted"
    if name == "date-vi-date" and told["trust"] != ["sure"]:
        yield f"a date is not read: {told['trust']}"
    if name == "classified-mark" and not told["mark"]:
        yield "the mark is not seen"
    if name in {"tcvn3", "nfd-title"} and len(set(told["titles"])) != 1:
        yield f"titles {told['titles']}"
    if name == "html-as-feed" and not told["fault"]:
        yield "a page is taken for a list"
    if name == "huge-text" and told["longest"] > LONGEST_TITLE:
        yield f"a title of {told['longest']} characters"


def _crawled(item: Item, told: Told, meeting: Meeting) -> Iterator[str]:
    """What the spider made of it."""
    last, check, value = told["told"][-1], item.get("check", {}), item.get("value") or {}
    # A file is a bomb only to those who open it, and a connection that is open needs no second name.
    is_refused = "error_class" in check and "dns" not in value and ("url" in item or bool(value))
    if is_refused and (last["status"] or not last["error"]):
        yield f"the spider was answered with {last['status']}"
    if len(meeting.asked) > check.get("max_pages", MOST_ASKED):
        yield f"the spider asked {len(meeting.asked)} times"
    if value.get("headers", {}).get("Content-Length") and last["size"] > int(
        value["headers"]["Content-Length"]
    ):
        yield f"the spider took {last['size']} bytes"
