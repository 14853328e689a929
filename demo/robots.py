"""Each outlet's robots.txt, and the ways in which it answers."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from demo.clock import DAY_ZERO
from demo.exchange import TEXT, Answer, Asked
from demo.outlets import Outlet

PATH = "/robots.txt"
# Where it has gone, step by step.
STEPS = (PATH, "/robots/", "/robots/hien-hanh.txt")
# A server that starts slowly answers 500 for so long.
ILL_SECONDS = 20
HUGE_LINES = 16_000


def robots(outlet: Outlet, port: int) -> str:
    """What the outlet asks of robots."""
    lines = ["User-agent: *", f"Disallow: {outlet.hidden}"]
    if outlet.crawl_delay:
        lines.append(f"Crawl-delay: {outlet.crawl_delay:g}")
    maps = [one.path for one in outlet.lists if "sitemap" in one.form]
    lines += [f"Sitemap: {outlet.host(port)}{path}" for path in maps]
    if outlet.robots == "huge":
        # What nobody needs stands below what counts, beyond the 500 KiB that a robot must read.
        lines += [
            f"# {number:05} trang lưu trữ đã chuyển kho, không còn địa chỉ" for number in range(HUGE_LINES)
        ]
    return "\n".join(lines) + "\n"


def is_robots(outlet: Outlet, path: str) -> bool:
    """Whether an address belongs to the outlet's robots.txt."""
    return path == PATH or (outlet.robots == "moved" and path in STEPS)


def answer_robots(outlet: Outlet, asked: Asked) -> Answer:
    """The answer to who asks for it."""
    plain = Answer(200, robots(outlet, asked.port), TEXT, changed_at=DAY_ZERO)
    return _WAYS[outlet.robots](plain, asked) if outlet.robots in _WAYS else plain


def _missing(_plain: Answer, _asked: Asked) -> Answer:
    return Answer(404, "Not found\n", TEXT)


def _ill(plain: Answer, asked: Asked) -> Answer:
    return plain if asked.open_for >= ILL_SECONDS else Answer(500, "Internal Server Error\n", TEXT)


def _moved(plain: Answer, asked: Asked) -> Answer:
    step = STEPS.index(asked.path)
    if asked.path == STEPS[-1]:
        return plain
    status = 301 if asked.path == PATH else 302
    return replace(Answer(status), headers={"Location": STEPS[step + 1]})


_WAYS: Mapping[str, Callable[[Answer, Asked], Answer]] = {"missing": _missing, "ill": _ill, "moved": _moved}
