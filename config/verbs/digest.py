"""``diembao digest``: look at a day's digest, or put it into the outbox now."""

import argparse
from collections.abc import Sequence
from datetime import date

from django.conf import settings

from archive.clock import read_clock
from config import tools
from config.verbs.prepare import desk_pack
from pipeline import send
from reports import digest


def parser() -> argparse.ArgumentParser:
    """What ``digest`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao digest",
        description="Xem điểm báo của một ngày, hoặc gửi ngay số đến hạn."
        " / Show a day's digest, or send the due one.",
    )
    found.add_argument(
        "act", choices=["show", "send"], nargs="?", default="show", help="xem, gửi / show, send"
    )
    found.add_argument("--day", type=day, help="ngày YYYY-MM-DD / the day")
    found.add_argument("--lang", choices=["vi", "en"], default="vi", help="ngôn ngữ / the language (vi)")
    found.add_argument("--html", action="store_true", help="bản HTML / the HTML part")
    return found


def day(text: str) -> date:
    """A day as it is typed."""
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(
            f"{text}: không phải ngày, ví dụ 2026-10-01 / no day, such as 2026-10-01"
        ) from fault


def run(arguments: Sequence[str]) -> int:
    """Show or send."""
    asked = parser().parse_args(arguments)
    clock, pack, post = read_clock(settings.CLOCK_FILE), desk_pack(), tools.post()
    if asked.act == "send":
        written = send.write_digests(clock.now(), pack, post)
        taken = send.drain_outbox(clock.now, post)
        print(f"{written} thư viết / written, {taken} thư gửi / sent")
        return 0
    edition = asked.day or digest.edition_of(clock.now(), pack.digest_hour)
    composed = digest.compose(edition, pack, asked.lang)
    letter = digest.write(composed, pack, recipient="", name="", language=asked.lang, site=post.site)
    print(letter.html if asked.html else f"{letter.subject}\n\n{letter.text}")
    return 0
