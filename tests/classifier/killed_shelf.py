"""A process that dies by SIGKILL at its n-th touch of the disk below a folder."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

TOUCHES = frozenset({"open", "os.mkdir", "os.rename", "os.rmdir", "os.remove", "shutil.rmtree", "os.listdir"})


def survived(act: Callable[[], None], below: Path, left: int) -> bool:
    """Whether a process of its own came through an act that it was to die in at a touch."""
    child = os.fork()
    if not child:
        _die_at(below, left)
        act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _die_at(below: Path, left: int) -> None:
    counted = 0

    def touched(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal counted
        # Only what is done there: Python opens files of its own.
        if event in TOUCHES and str(arguments[0]).startswith(str(below)):
            counted += 1
            if counted == left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(touched)
