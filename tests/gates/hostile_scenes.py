"""Servers on this machine that say what a hostile input's scenario says."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.crawler.certificate import self_signed
from tests.crawler.wire import OK, Answer, Wire, drips, endless, leads_to, opened, says
from tests.gates.watched import Item


@contextmanager
def serving(item: Item) -> Iterator[tuple[dict[int, int], list[Wire]]]:
    """Servers that say what the item says, for both of the web's ports."""
    with ExitStack() as stack, tempfile.TemporaryDirectory() as work:
        context = self_signed("dau.example.vn", Path(work))
        plain = stack.enter_context(opened({"*": scenario(item)}))
        secured = stack.enter_context(opened({"*": scenario(item)}, context))
        yield {80: plain.port, 443: secured.port}, [plain, secured]


def scenario(item: Item) -> Answer:
    """What the server of an item says."""
    value = item.get("value") or {}
    headers = {name.replace("-", "_"): str(told) for name, told in value.get("headers", {}).items()}
    if "path" in item:
        kind = "image/svg+xml" if item["path"].endswith(".svg") else "text/html"
        coding = value.get("content_encoding", "")
        return says(Path(item["path"]).read_bytes(), Content_Type=kind, Content_Encoding=coding)
    if "hops" in value:
        return in_turn([leads_to(hop["location"], hop["status"]) for hop in value["hops"]])
    if "drip_bytes" in value:
        return drips(min(float(value["every_s"]), 1.0), b"x" * value["drip_bytes"])
    if "headers_n" in value or value.get("endless"):
        return flood(value)
    if "trap" in value:
        return trap
    body, status = value.get("body", "").encode(), value.get("status", 200)
    return says(body, status=f"{status} Told", Content_Type="text/html", **headers)


def flood(value: Mapping[str, Any]) -> Answer:
    """Headers without number, or a body without end."""
    lines = "".join(f"{name}: {told}\r\n" for name, told in value.get("headers", {}).items())
    many = "".join(f"X-{number}: a\r\n" for number in range(value.get("headers_n", 0)))
    head = OK + f"{lines}{many}\r\n".encode()
    return endless(head) if value.get("endless") else head


def in_turn(answers: Sequence[bytes]) -> Callable[[Wire], Iterable[bytes]]:
    """One answer after the other; after the last a page."""

    def answer(wire: Wire) -> Iterable[bytes]:
        before = len(wire.asked) - 1
        return [answers[before] if before < len(answers) else says(b"<html>inside</html>")]

    return answer


def trap(wire: Wire) -> Iterable[bytes]:
    """A calendar whose every page leads to the next day."""
    day = len(wire.asked)
    links = "".join(f'<a href="/archive/{day}-{number}">Ngày {number}</a>' for number in range(50))
    return [says(f"<html><body>{links}</body></html>".encode(), Content_Type="text/html")]
