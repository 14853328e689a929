"""The home: the folder that holds everything a desk owns on one machine. No Django here."""

import contextlib
import errno
import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

PROBE_BYTES = 8 << 20


class Trouble(Exception):
    """Something a person must mend before the program can go on; the text says what and how."""


def prepare(home: Path) -> None:
    """Make the home and its secret key, and see that it can be written."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        _probe(home)
        _keep_secret(home / "secret.key")
    except OSError as fault:
        raise Trouble(explain(fault, home)) from fault


def _probe(home: Path) -> None:
    probe = home / f".probe-{os.getpid()}"
    try:
        probe.write_bytes(b"\0" * PROBE_BYTES)
    finally:
        probe.unlink(missing_ok=True)


def _keep_secret(path: Path) -> None:
    if path.exists():
        return
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.touch(mode=0o600)
    aside.write_text(secrets.token_urlsafe(48), "utf-8")
    aside.replace(path)


def explain(fault: OSError, home: Path) -> str:
    """What a failed write to the home means, in a sentence."""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return (
            f"Đĩa đầy: không ghi được vào {home}; hãy giải phóng dung lượng hoặc đặt DIEMBAO_HOME ở đĩa khác."
            " / The disk is full; free some space or set DIEMBAO_HOME to another disk."
        )
    if fault.errno in {errno.ENOTDIR, errno.EEXIST}:
        return (
            f"{home} không phải thư mục; hãy đặt DIEMBAO_HOME là một thư mục."
            " / That is no folder; set DIEMBAO_HOME to a folder."
        )
    return (
        f"Không ghi được vào {home} ({fault.strerror}); hãy cấp quyền ghi hoặc đặt DIEMBAO_HOME ở nơi khác."
        " / The home cannot be written; grant the right to write, or set DIEMBAO_HOME elsewhere."
    )


@contextlib.contextmanager
def held(home: Path, name: str, sentence: str) -> Iterator[None]:
    """Hold a lock of the home; a process that dies gives it back by dying."""
    with (home / name).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise Trouble(sentence) from fault
        yield


def only_one(home: Path) -> contextlib.AbstractContextManager[None]:
    """One ``up`` on a home."""
    return held(
        home,
        "up.lock",
        f"Đã có một `diembao up` chạy trên {home}; hãy dừng nó trước hoặc dùng DIEMBAO_HOME khác."
        " / Another `diembao up` runs on this home; stop it first or use another DIEMBAO_HOME.",
    )


def check_port(port: int, flag: str) -> None:
    """See that a port is free."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as fault:
            raise Trouble(
                f"Cổng {port} đang bận hoặc không được phép dùng; hãy chọn cổng khác bằng {flag}."
                f" / Port {port} is busy or not allowed; choose another with {flag}."
            ) from fault
