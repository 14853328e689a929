"""What happens beside a command that runs until it is stopped."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def meanwhile(port: int, act: Callable[[], None]) -> Iterator[None]:
    """Act once somebody listens on the port, then send this process SIGTERM."""

    def watch() -> None:
        for _ in range(500):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        else:  # nobody came: whoever was to stop has ended already
            return
        try:
            act()
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield
    finally:
        watching.join()


def without_coverage() -> dict[str, str]:
    """The surroundings of a process on a full disk: figures of its coverage would not fit there either."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
