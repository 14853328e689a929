"""``diembao explain URL|FILE``: what every stage made of an article, and why."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from archive.articles import find_by_url
from config.verbs.work import toolbox
from crawler.evidence import EvidenceMissing
from pipeline import explain


def parser() -> argparse.ArgumentParser:
    """What ``explain`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao explain",
        description="Kết quả và lý do của từng bước, cho một bài trong kho hoặc một trang đã lưu (tệp)."
        " / Each stage's result and reason, for an article in the archive or a saved page.",
    )
    found.add_argument("what", metavar="URL|FILE", help="bài trong kho hoặc tệp / an article or a file")
    found.add_argument("--url", default="", help="địa chỉ của tệp / the address the file came from")
    return found


def run(arguments: Sequence[str]) -> int:
    """Explain."""
    asked = parser().parse_args(arguments)
    context = toolbox("explain")
    path = Path(asked.what)
    if path.is_file():
        lines = explain.of_page(path.read_bytes(), asked.url or path.absolute().as_uri(), context)
    elif (article_id := find_by_url(asked.what)) is not None:
        lines = explain.of_article(article_id, settings.WARC_FOLDER, context)
    else:
        print(
            f"{asked.what}: không có trong kho và không phải tệp; hãy lưu trang rồi chạy"
            " `diembao explain TỆP --url ĐỊA-CHỈ`."
            " / neither in the archive nor a file; save the page, then `diembao explain FILE --url ADDRESS`.",
            file=sys.stderr,
        )
        return 2
    try:
        for line in lines:
            print(line)
    except EvidenceMissing as gone:
        print(
            f"{gone}: không đọc được chứng cứ; hãy kiểm tra DIEMBAO_WARC và bản sao lưu."
            " / the evidence cannot be read; check DIEMBAO_WARC and the backup.",
            file=sys.stderr,
        )
        return 1
    return 0
