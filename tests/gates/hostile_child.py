"""One process that meets hostile inputs with the real code: ``python -m tests.gates.hostile_child FOLDER``.

Each line of standard input is an item; before it is begun a line is printed and one more awaited, so that who
watches can look at the memory before, and then while, it is worked on.
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive import marked_yaml
from crawler import (
    bundle,
    documents,
    evidence,
    extract,
    feeds,
    marks,
    newsletter,
    opml,
    schedule,
    warc_reading,
)
from crawler.confined import PARSERS, Limits, Room, TooHeavy
from crawler.door import Caps, Door
from crawler.guard import check_address
from crawler.model import Capture, Fetch, Shape
from crawler.reasons import NotAsked
from crawler.trust import trust_of
from pipeline.rows import BadLine, InputMissing, read_rows
from tests.gates.hostile_query import Desk, opened

NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)
PUBLIC = "93.184.216.34"
SECONDS, MEGABYTES = 4.0, 48
FORBIDDEN = frozenset({"os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.getaddrinfo"})
ZONE, FEED = "Asia/Ho_Chi_Minh", "https://bao.example.vn/rss"
# A file of this size is read twice, as two fetches would; a large one once, for its time is measured.
SMALL = 100_000

Item = Mapping[str, Any]
Told = dict[str, Any]
acts: list[str] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what no hostile input may bring about."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        acts.append(f"connect {arguments[1][0]}:{arguments[1][1]}")
    elif event in FORBIDDEN or (event == "subprocess.Popen" and arguments[0] != sys.executable):
        acts.append(event)
    elif event == "open" and isinstance(arguments[0], str) and arguments[0].startswith("/etc/passwd"):
        acts.append(f"open {arguments[0]}")


def confine_child() -> None:
    """In the room's own process every connection, process and strange file is an error."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in {"socket.connect", "subprocess.Popen", *FORBIDDEN} or (
            event == "open" and str(arguments[0]).startswith("/etc/passwd")
        ):
            raise PermissionError(event)

    sys.addaudithook(refuse)


class DiallingLoop(asyncio.SelectorEventLoop):
    """Connects to the test's server in place of the public addresses, and notes every address dialled."""

    def __init__(self, ports: Mapping[int, int]) -> None:
        super().__init__()
        self.ports = ports
        self.dialled: list[str] = []

    async def sock_connect(self, sock: Any, address: Any) -> None:
        """Dial, or note what should not have been dialled."""
        host, port = address[:2]
        self.dialled.append(f"{host}:{port}")
        if host != PUBLIC:
            raise ConnectionRefusedError(f"{host} is not public")
        await super().sock_connect(sock, ("127.0.0.1", self.ports[port]))


def names_of(item: Item) -> Callable[[str], Any]:
    """A scripted resolver: what the item says, one answer after the other, else a public address."""
    script = {host: list(answers) for host, answers in (item.get("value") or {}).get("dns", {}).items()}
    asked: list[str] = []

    async def names(host: str) -> Sequence[str]:
        asked.append(host)
        answers = script.get(host)
        if answers is None:
            return ["127.0.0.1"] if host.endswith("localhost") or "." not in host else [PUBLIC]
        return list(answers.pop(0) if len(answers) > 1 else answers[0])

    return names


def asked_of_door(item: Item, ports: Mapping[int, int]) -> Told:
    """What the door makes of an address or a scenario."""
    value = item.get("value") or {}
    url = item.get("url") or f"{'https' if 'tls' in value else 'http'}://{first_host(value)}/"
    reason = check_address(url)
    told: Told = {"check": reason.obstacle.value if reason else ""}
    loop = DiallingLoop(ports)
    door = Door("diembao/gate", lambda: NOW, Caps(seconds=SECONDS), {}, names_of(item))
    headers = value.get("headers_sent", {})
    try:
        for _ in range(2 if "dns" in value else 1):
            told["door"], told["status"], told["size"] = "", 0, 0
            try:
                asked = (
                    door.tell(url, b"{}", headers)
                    if value.get("method") == "POST"
                    else door.ask(url, headers)
                )
                capture = loop.run_until_complete(asked)
                told["status"], told["size"] = capture.status, len(capture.body)
                told |= judged(capture)
            except NotAsked as refused:
                told["door"] = refused.reason.obstacle.value
    finally:
        loop.close()
    return told | {"dialled": loop.dialled}


def first_host(value: Mapping[str, Any]) -> str:
    """The host a scenario begins with."""
    return next(iter(value.get("dns", {})), "dau.example.vn")


def judged(capture: Capture) -> Told:
    """What the schedule and the reader of lists make of an answer to a poll."""
    fetch = Fetch("gate", capture.url, Shape.FEED)
    wait = schedule.rest(schedule.patience_of(capture, NOW), 0)
    feed = feeds.parse(capture, fetch)
    return {
        "wait": wait.total_seconds(),
        "is_false_304": schedule.is_false_304(capture.status, "", "", capture.header("etag")),
        "entries": len(feed.entries),
        "fault": feed.error,
    }


def read_as_list(item: Item, room: Room) -> Told:
    """What the reader of lists makes of a file."""
    data = Path(item["path"]).read_bytes()
    first = room.run(feeds.parse_bytes, data.replace(b"{{random}}", b"1"), url=FEED)
    other = data.replace(b"{{random}}", b"2")
    again = room.run(feeds.parse_bytes, other, url=FEED) if len(data) < SMALL else first
    told: Told = {"fault": first.error, "entries": len(first.entries), "shown": repr(first)[:2_000_000]}
    told["is_stable"] = [entry.link or entry.id for entry in first.entries] == [
        entry.link or entry.id for entry in again.entries
    ]
    told["trust"] = [trust_of(entry.published, NOW).value for entry in first.entries[:10]]
    told["titles"] = [entry.title[:100] for entry in first.entries[:10]]
    told["mark"] = room.run(marks.rule_of, data)
    told["longest"] = max((len(entry.title) for entry in first.entries), default=0)
    return told | read_as_page(data, room)


def read_as_page(data: bytes, room: Room) -> Told:
    """What the extractor makes of it."""
    try:
        article = room.run(extract.extract, data, url="https://bao.example.vn/bai", zone=ZONE)
    except extract.NoArticle as why:
        return {"page": str(why)}
    return {"page": article.body[:100_000]}


def imported(item: Item, room: Room) -> Told:
    """What every loader that takes such a file makes of it."""
    path = Path(item["path"])
    with tempfile.TemporaryDirectory() as root:
        inner = Path(root) / "a" / "b"
        inner.mkdir(parents=True)
        before = Path.cwd()
        os.chdir(inner)
        try:
            told = {name: act(path, room) for name, act in LOADERS.items() if name in loaders_of(path)}
            if not told:
                told = {"rows": of_rows(path, room)}
        finally:
            os.chdir(before)
        written = sorted(str(one.relative_to(root)) for one in Path(root).rglob("*") if not one.is_dir())
    return {"loaders": told, "written": written}


def loaders_of(path: Path) -> frozenset[str]:
    """The loaders a file would be given to."""
    return next((names for end, names in ENDS.items() if path.name.endswith(end)), frozenset())


def of_warc(path: Path, room: Room) -> str:
    """Each page is kept as evidence, in a file named by us."""
    shelf = evidence.Shelf(Path.cwd(), "gate")
    told = []
    for record in warc_reading.read(path, room):
        told.append(type(record).__name__)
        if isinstance(record, warc_reading.Page):
            shelf.keep(Capture("", record.url, record.url, Shape.PAGE, 200, record.headers, record.body, NOW))
    return ", ".join(told)


def of_bundle(path: Path, _room: Room) -> str:
    """A bundle of evidence from elsewhere is checked."""
    try:
        return "good" if bundle.check(path).is_good else "not good"
    except (bundle.BadBundle, OSError) as fault:
        return f"refused: {type(fault).__name__}"


def of_yaml(path: Path, _room: Room) -> str:
    """A pack's file is read."""
    _, problems = marked_yaml.read(path)
    return f"refused: line {problems[0].line}" if problems else "taken"


def of_rows(path: Path, _room: Room) -> str:
    """Rows of articles are read."""
    try:
        rows = list(read_rows(path, ("url",)))
    except InputMissing:
        return "refused: unreadable"
    bad = sum(isinstance(row, BadLine) for row in rows)
    return f"{len(rows) - bad} rows, {bad} refused"


def of_mail(path: Path, room: Room) -> str:
    """A newsletter is read."""
    found = room.run(newsletter.read, path.read_bytes(), ZONE)
    return str(found) if not isinstance(found, newsletter.Newsletter) else f"mail: {found.title[:100]}"


def of_opml(path: Path, room: Room) -> str:
    """A list of subscriptions is read."""
    found = room.run(opml.read, path.read_bytes())
    return f"{len(found.subscriptions)} subscriptions" if isinstance(found, opml.Outline) else str(found)


def of_document(path: Path, room: Room) -> str:
    """A document is read."""
    return str(room.run(documents.read, path.read_bytes()))[:200]


LOADERS: Mapping[str, Callable[[Path, Room], str]] = {
    "warc": of_warc,
    "bundle": of_bundle,
    "yaml": of_yaml,
    "rows": of_rows,
    "mail": of_mail,
    "opml": of_opml,
    "document": of_document,
}
ENDS = {
    ".warc": frozenset({"warc"}),
    ".warc.gz": frozenset({"warc"}),
    ".zip": frozenset({"bundle", "rows"}),
    ".tar": frozenset({"bundle", "rows"}),
    ".tar.gz": frozenset({"bundle", "rows"}),
    ".yaml": frozenset({"yaml"}),
    ".yml": frozenset({"yaml"}),
    ".eml": frozenset({"mail"}),
    ".opml": frozenset({"opml"}),
    ".pdf": frozenset({"document"}),
}


def met(item: Item, room: Room, desk: Desk) -> Told:
    """What the real code makes of an item."""
    acts.clear()
    try:
        told = deal(item, room, desk)
    except TooHeavy as heavy:
        told = {"heavy": heavy.why}
    return told | {"acts": list(acts)}


def deal(item: Item, room: Room, desk: Desk) -> Told:
    """By the layer of the item."""
    if item["layer"] == "query":
        return desk.met(item)
    if item["layer"] == "parse":
        return read_as_list(item, room)
    if item["layer"] == "import":
        return imported(item, room)
    told = asked_of_door(item, {int(port): real for port, real in item["ports"].items()})
    # A bomb that lies in a file may come by another way than the wire.
    return told | (imported(item, room) if str(item.get("path", "")).endswith(".zip") else {})


def items() -> Iterator[Item]:
    """What is asked, one by one."""
    for line in sys.stdin:
        yield json.loads(line)


def main() -> None:
    """Meet them all."""
    sys.addaudithook(watch)
    with (
        tempfile.TemporaryDirectory(prefix="diembao-hostile-") as folder,
        opened(Path(folder)) as desk,
        Room(Limits(SECONDS, MEGABYTES), (*PARSERS, "tests.gates.hostile_child:confine_child")) as room,
    ):
        for item in items():
            room.run(os.getpid)
            print(json.dumps({"begin": item["id"]}), flush=True)
            sys.stdin.readline()
            print(json.dumps({"end": item["id"], **met(item, room, desk)}), flush=True)


if __name__ == "__main__":
    main()
