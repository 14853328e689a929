"""Inputs made to hang, fill, mislead or break their reader: each ends safely, soon and in little room."""

import base64
import gzip
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator

import pytest

from crawler.confined import ROOT, Limits, Room, TooHeavy
from crawler.extract import NoArticle, extract
from crawler.feeds import parse_bytes
from crawler.model import Feed
from tests.crawler.wire import opened, says

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ZONE = "Asia/Ho_Chi_Minh"
MEGABYTE = 1024 * 1024
SAFE_ENDS = {"answered", "refused", "time", "memory"}
LIMITS = Limits(seconds=4.0, megabytes=48)
ITEM = "<item><title>{}</title><link>https://bao.example/{}</link></item>"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def feed(inside: str, before: str = "") -> bytes:
    whole = f'{HEAD}{before}<rss version="2.0"><channel><title>Báo</title>{inside}</channel></rss>'
    return whole.encode("utf-8", "surrogatepass")


# A hundred megabytes of zeros in brotli.
BROTLI_BOMB = (
    "%m4pB_$L73u|OdA{*V9vfACKL#9<MD?)@MC|Nr2h0Eoi^0NwjP{{R2MKLHSj1pvDDfBgUdgMR`b4hsNu@BjG!{|EmB"
    "KpYkT=-"
    "&VF|NjsE34k~(0MNbv<NyC3{1X6iSOB1V|HuFTKlmpA;;;Zf_x_Ln|9|jL0K{PdfbRVt|NsBsp8$x%0s!6nKmPy!!9"
    "M{IhXnw-_ka2S|AT)5APx%vbnkxv"
)


REFUSED = {
    "a bomb in gzip": (gzip.compress(bytes(200 * MEGABYTE)), "too_large"),
    "a list cut off in its gzip": (gzip.compress(feed(ITEM.format("a", 1)))[:-12], "truncated_gzip"),
    "a billion laughs": (feed("&a9;", f'<!DOCTYPE rss [<!ENTITY a0 "ha">{LAUGHS}]>'), "entity_expansion"),
    "a file from outside": (
        feed("&f;", '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
        "external_entity",
    ),
    "a page": (
        b"<!DOCTYPE html><html><rss><channel><item><title>a</title></item></channel></rss>",
        "not_a_feed",
    ),
    "attributes without number": (
        feed("<item " + " ".join(f'a{n}="b"' for n in range(50_000)) + "></item>"),
        "too_many_attributes",
    ),
    "nothing": (b"", "empty"),
    "zeros": (bytes(MEGABYTE), "empty"),
    "JSON as deep as a well": (b"[" * 200_000, "malformed"),
}
READ = {
    "a long title": (feed(ITEM.format("ĐẠI " * 200_000, 1)), 1),
    "controls and a null": (feed(ITEM.format("A\x00\x1b[31mB\ufffe&#0;", 1)), 1),
    "half a character": (feed(ITEM.format("A&#xD83D;B\ud800", 1)), 1),
    "a list cut off": (feed(ITEM.format("a", 1) + "<item><title>b</title><lin")[:-20], 2),
    "UTF-7 by its own word": (feed(ITEM.format("+ADw-script+AD4-", 1)).replace(b"UTF-8", b"UTF-7"), 1),
    "a style sheet": (feed(ITEM.format("a", 1), '<?xml-stylesheet href="http://127.0.0.1/a"?>'), 1),
    "a document type from outside": (
        feed(ITEM.format("a", 1), '<!DOCTYPE rss SYSTEM "http://127.0.0.1/a">'),
        1,
    ),
}
HEAVY = {
    "elements as deep as a well": feed("<a>" * 200_000 + "</a>" * 200_000),
    "many items": feed("".join(ITEM.format("a", n) for n in range(20_000))),
    "comments that do not end": feed("<!--" * 200_000),
    "sections that do not end": feed("<![CDATA[" * 200_000),
    "tags that do not end": feed("<" * 500_000),
    "references without number": feed(ITEM.format("&amp;#x41;" * 200_000, 1)),
    "brackets in a document type": feed("", f"<!DOCTYPE rss [{'[' * 500_000}"),
    "spaces": feed(" " * 5_000_000),
}
PAGES = {
    "elements as deep as a well": b"<div>" * 100_000 + b"a",
    "formatting left open": b"<p><b><i><u><font>a" * 20_000,
    "attributes without number": b"<p " + b" ".join(b'a%d="b"' % n for n in range(50_000)) + b">a</p>",
    "tables in tables": b"<table><tr><td>" * 20_000,
    "scripts that do not end": b"<script>" * 100_000,
    "a style of expressions": b'<p style="' + b"display:" * 200_000 + b'">a</p>',
    "JSON-LD as deep as a well": b'<script type="application/ld+json">' + b"[" * 200_000 + b"</script>",
    "a null in every other place": b"<\x00p\x00>\x00" * 100_000,
    "half a character": b"<p>&#xD800;&#xDFFF;" * 50_000,
    "spaces": b"<p>" + b" \n\t" * 1_000_000,
    "names of authors": b'<meta name="author" content="' + "Nguyễn Văn A, ".encode() * 100_000 + b'">',
}


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with Room(LIMITS) as found:
        yield found


def end_of(act: Callable[[], object]) -> str:
    """How an act ended: with an answer, with a refusal, or for taking too much."""
    try:
        act()
    except NoArticle:
        return "refused"
    except TooHeavy as heavy:
        return heavy.why
    return "answered"


def text_of(found: Feed) -> str:
    return repr((found.title, found.entries))


@pytest.mark.parametrize(("data", "fault"), REFUSED.values(), ids=list(REFUSED))
def test_a_list_that_is_none_says_why(room: Room, data: bytes, fault: str) -> None:
    told = room.run(parse_bytes, data, url="https://bao.example/rss")
    assert (told.error, told.entries) == (fault, ())


@pytest.mark.parametrize(("data", "entries"), READ.values(), ids=list(READ))
def test_what_can_be_read_is_read_clean(room: Room, data: bytes, entries: int) -> None:
    told = room.run(parse_bytes, data, url="https://bao.example/rss")
    text_of(told).encode("utf-8")  # what is half a character cannot be stored
    assert (told.error, len(told.entries)) == ("", entries)
    assert max(len(entry.title) for entry in told.entries) <= 1000
    assert not any(word in entry.title for entry in told.entries for word in ("\x00", "\x1b", "<script"))


@pytest.mark.parametrize("data", HEAVY.values(), ids=list(HEAVY))
def test_a_list_takes_no_more_than_it_may(room: Room, data: bytes) -> None:
    began = os.times()
    assert end_of(lambda: room.run(parse_bytes, data, url="https://bao.example/rss")) in SAFE_ENDS
    assert os.times().children_user - began.children_user <= 2 * LIMITS.seconds
    assert room.run(parse_bytes, feed(ITEM.format("a", 1))).entries[0].title == "a"


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_a_page_takes_no_more_than_it_may(room: Room, page: bytes) -> None:
    url = "https://bao.example/bai-1.html"
    assert end_of(lambda: room.run(extract, page, url=url, zone=ZONE)) in SAFE_ENDS
    assert room.run(parse_bytes, b"").error == "empty"


ZEROS = bytes(100 * MEGABYTE)
BOMBS = {
    "gzip": gzip.compress(ZEROS),
    "deflate": zlib.compress(ZEROS),
    "br": base64.b85decode(BROTLI_BOMB),
    "zstd": zstd.compress(ZEROS),
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What one crawl makes of a bomb in every coding it knows, and of an honest page after them."""
    bombs = {f"/{name}": says(bomb, Content_Encoding=name) for name, bomb in BOMBS.items()}
    with opened({**bombs, "/bai": says(b"<p>a</p>", Content_Type="text/html")}) as wire:
        fetches = [{"key": path, "url": f"http://bao.example{path}"} for path in [*bombs, "/bai"]]
        plan = {"fetches": fetches, "ports": {80: wire.port}, "dns": {}, "timeout": 20.0}
        path = tmp_path_factory.mktemp("bombs") / "plan.json"
        path.write_text(json.dumps(plan), "utf-8")
        told = subprocess.run(
            [sys.executable, "-m", "tests.gates.hostile_spider", str(path)],
            cwd=ROOT,
            input="go\n",
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    return {one["key"]: one for one in json.loads(told.stdout.splitlines()[-1])["told"]}


@pytest.mark.parametrize("coding", BOMBS)
def test_the_crawl_takes_no_bomb_in_any_coding(crawled: dict[str, dict[str, object]], coding: str) -> None:
    told = crawled[f"/{coding}"]
    assert (told["status"], told["size"]) == (0, 0)
    assert "decompressed" in str(told["error"])


def test_the_crawl_goes_on_after_bombs(crawled: dict[str, dict[str, object]]) -> None:
    assert (crawled["/bai"]["status"], crawled["/bai"]["size"]) == (200, 8)
