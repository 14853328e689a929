"""A mail catcher on loopback: an SMTP server that keeps every message as a file, with faults to order."""

import argparse
import asyncio
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from demo.clock import real_time

ADDRESS = "127.0.0.1"
KEPT = "250 OK: kept"


class MailFault(Exception):
    """A catcher that cannot be opened."""


class Faults:
    """What goes wrong: recipients refused or put off so many times, answers dropped, slowness."""

    def __init__(
        self,
        refused: frozenset[str] = frozenset(),
        put_off: Mapping[str, int] | None = None,
        dropped: int = 0,
        slow: float = 0,
    ) -> None:
        self.refused = refused
        self.put_off = dict(put_off or {})
        self.dropped = dropped
        self.slow = slow

    def at_recipient(self, address: str) -> str:
        """The answer to a recipient: 550 for good, 451 for now, or 250."""
        if address in self.refused:
            return "550 5.1.1 No such mailbox"
        if self.put_off.get(address, 0) > 0:
            self.put_off[address] -= 1
            return "451 4.7.1 Try again later"
        return "250 OK"

    def drops(self) -> bool:
        """Whether this message's answer is lost after the message was kept."""
        self.dropped -= 1
        return self.dropped >= 0


class Catcher:
    """The server's handler: it keeps each message whole or not at all."""

    def __init__(self, folder: Path, faults: Faults | None = None) -> None:
        self.folder = folder
        self.faults = faults or Faults()
        self.number = 0
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, unless a fault says otherwise."""
        reply = self.faults.at_recipient(address)
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return reply

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name for it
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the message, then answer late, never, or at once."""
        self.keep(envelope)
        await asyncio.sleep(self.faults.slow)
        if self.faults.drops() and server.transport is not None:
            server.transport.close()
        return KEPT

    def keep(self, envelope: Envelope) -> Path:
        """The message as a file named by its time and number, with its envelope as first headers."""
        self.number += 1
        received_at = datetime.fromtimestamp(real_time(), UTC)
        path = self.folder / f"{received_at:%Y%m%dT%H%M%S.%fZ}-{self.number:06}.eml"
        aside = path.with_suffix(".part")
        told = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        aside.write_bytes(told.encode() + (envelope.original_content or b""))
        return aside.replace(path)


@contextmanager
def catching(port: int, folder: Path, faults: Faults | None = None) -> Iterator[Catcher]:
    """A catcher in a thread of its own, for as long as the block lasts."""
    catcher = Catcher(folder, faults)
    controller = Controller(catcher, ADDRESS, port)
    controller.start()
    try:
        yield catcher
    finally:
        controller.stop()


def run(port: int, folder: Path) -> None:
    """Catch mail until SIGTERM or SIGINT."""
    asyncio.run(_serve(port, folder))


async def _serve(port: int, folder: Path) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    catcher = Catcher(folder)
    try:
        server = await loop.create_server(lambda: SMTP(catcher, enable_SMTPUTF8=True), ADDRESS, port)
    except OSError as why:
        raise MailFault(
            f"Không mở được cổng {port} nhận thư ({why.strerror}); hãy chọn cổng khác. / "
            f"The mail catcher cannot open port {port} ({why.strerror}); choose another port."
        ) from why
    async with server:
        await stop.wait()


def main(arguments: list[str] | None = None) -> None:
    """Catch mail as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m demo.mail", description=__doc__)
    parser.add_argument("--port", required=True, type=int)
    parser.add_argument("--folder", required=True, type=Path)
    given = parser.parse_args(arguments)
    run(given.port, given.folder)


if __name__ == "__main__":
    main()
