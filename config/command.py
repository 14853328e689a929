"""The ``diembao`` command: one table of verbs, each in a module of its own."""

import errno
import importlib
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from config import home
from config.environment import BadSetting
from config.words import compile_words

USAGE = 2


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its module, its line in the help, and whether it needs the archive."""

    module: str
    line: str
    needs_archive: bool = True


class VerbModule(Protocol):
    """What a verb's module offers."""

    def run(self, arguments: Sequence[str]) -> int:
        """Do it; returns the exit code."""


VERBS: dict[str, Verb] = {
    "up": Verb(
        "up", "khởi động mọi thứ trên máy này / start everything on this machine", needs_archive=False
    ),
    "prepare": Verb(
        "prepare", "tạo hoặc nâng cấp kho, nạp gói / create or migrate the archive, load the pack"
    ),
    "crawl": Verb("crawl", "tiến trình thu thập / the collecting process"),
    "work": Verb("work", "tiến trình xử lý / the working process: extract, read, relate, index, send"),
    "serve": Verb("serve", "trang web / the web site"),
    "search": Verb("search", "tìm trong kho / search the archive"),
    "explain": Verb(
        "explain", "từng bước của một bài, kèm lý do / each stage of one article, with its reason"
    ),
    "source": Verb("source", "danh sách và trạng thái nguồn / the sources and their state"),
    "pack": Verb("pack", "kiểm tra gói của tỉnh / check a province's pack", needs_archive=False),
    "officer": Verb("officer", "thêm tài khoản cán bộ / add an officer's account"),
    "digest": Verb("digest", "xem hoặc gửi điểm báo ngày / show or send the daily digest"),
    "load": Verb("load", "nạp JSONL, thư .eml/.mbox hoặc WARC / load JSONL, mails (.eml, .mbox) or WARC"),
    "evidence": Verb(
        "evidence",
        "kiểm tra, xuất, gỡ chứng cứ theo lệnh / verify, export, remove evidence by an order",
    ),
    "try": Verb(
        "trial", "chạy một bước trên tệp của bạn / run one stage on your own files", needs_archive=False
    ),
    "doctor": Verb("doctor", "điều gì đang sai và cách chữa / what is wrong, and the cure"),
    "train": Verb("train", "học từ nhãn của phòng tin / learn from the desk's labels"),
    "reindex": Verb("reindex", "dựng lại chỉ mục từ kho / build the index again from the archive"),
    "demo": Verb(
        "demo", "báo chí trình diễn: sự thật, bài tải thử / the demo press: truth, load", needs_archive=False
    ),
    "django": Verb("passthrough", "lệnh Django cho người phát triển / Django's own commands, for developers"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Find the verb, prepare what it needs, run it; every trouble is one sentence."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = told(words)
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
        return 1
    except OSError as fault:
        if fault.errno != errno.ENOSPC:
            raise
        silence()
        print(
            f"Không ghi được: {fault.strerror}; hãy giải phóng chỗ trên đĩa rồi chạy lại."
            " / Cannot be written; free some space on the disk and run it again.",
            file=sys.stderr,
        )
        return USAGE
    return code


def silence() -> None:
    """What still waits to be printed goes nowhere: there is nobody to read it, or no room."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def told(words: list[str]) -> int:
    """Run the verb of a command line."""
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0 if words else USAGE
    verb = VERBS.get(words[0])
    if verb is None:
        print(
            f"Không có lệnh “{words[0]}”. / There is no verb “{words[0]}”.\n\n{overview()}", file=sys.stderr
        )
        return USAGE
    if os.environ.get("DIEMBAO_FOLLOW") == "stdin":
        threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        if verb.needs_archive:
            set_up()
            if verb.module not in {"prepare", "passthrough"}:
                importlib.import_module("config.verbs.prepare").ensure()
        module = cast("VerbModule", importlib.import_module(f"config.verbs.{verb.module}"))
        return module.run(words[1:])
    except (home.Trouble, BadSetting) as trouble:
        print(trouble, file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def overview() -> str:
    """All verbs, a line each."""
    rows = "\n".join(f"  {name:8} {verb.line}" for name, verb in VERBS.items())
    return f"diembao VERB … — `diembao VERB --help`\n\n{rows}"


def set_up() -> None:
    """Prepare the home and Django; the words first, for catalogues are read once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    settings = importlib.import_module("config.settings")
    folder = cast("Path", settings.HOME)
    home.prepare(folder)
    compile_words(folder / "locale")
    importlib.import_module("django").setup()


def end_with_parent() -> None:
    """A child of ``up`` ends when ``up`` is gone, however that went."""
    # Not sys.stdin: its lock would be held here while the interpreter shuts down.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(15)
    os._exit(1)


if __name__ == "__main__":
    raise SystemExit(main())
