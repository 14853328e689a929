"""Lists of articles written for the tests, as they come from their sources."""

from datetime import UTC, datetime

from crawler.feeds import parse
from crawler.model import Capture, Feed, Fetch, SectionRules, Shape

URL = "https://bao.example.vn/rss/home.rss"
NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
ITEM = (
    "<item><title>Họp báo thường kỳ</title><link>https://bao.example.vn/a1.html</link>"
    "<pubDate>Sat, 21 Nov 2026 08:05:00 +0700</pubDate><description>Nội dung</description></item>"
)


def rss(*items: str, head: str = "", declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return (
        f'{declaration}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Báo thử</title>{head}{''.join(items)}</channel></rss>"
    )


def item(**fields: str) -> str:
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields.items()) + "</item>"


def captured(
    body: str | bytes,
    shape: Shape = Shape.FEED,
    rules: SectionRules | None = None,
    zone: str = "Asia/Ho_Chi_Minh",
    body_sha256: str = "",
) -> Feed:
    data = body if isinstance(body, bytes) else body.encode()
    headers = (("Content-Type", "text/xml; charset=utf-8"),)
    capture = Capture("k", URL, URL, shape, 200, headers, data, NOW)
    return parse(capture, Fetch("k", URL, shape, rules=rules, zone=zone, body_sha256=body_sha256))
