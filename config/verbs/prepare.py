"""``diembao prepare``: the archive migrated, the pack loaded, static files gathered, accounts there."""

import argparse
import secrets
from collections.abc import Sequence

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from archive import jobs, pulse, sources
from archive.clock import read_clock
from archive.packs import Pack, PackError, load
from config import home
from config.demo_watches import make_watches
from config.people import DEMO_PASSWORD, DEMO_PEOPLE
from desk import officers
from desk.rights import Role
from pipeline import canary, learning, reconcile, seal, signals, sweep

BUSY = "Đang có `diembao prepare` khác chạy. / Another `diembao prepare` runs."


def parser() -> argparse.ArgumentParser:
    """What ``prepare`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao prepare",
        description="Tạo hoặc nâng cấp kho, nạp gói của tỉnh, gom tệp tĩnh. An toàn khi chạy lại."
        " / Make or migrate the archive, load the province's pack, gather static files. Safe to run again.",
    )
    found.add_argument(
        "--fresh-leases", action="store_true", help="không còn tiến trình nào chạy / no process runs any more"
    )
    found.add_argument(
        "--release",
        metavar="OWNER",
        help="trả việc của một tiến trình đã chết / give back a dead process's work",
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """Prepare, in an order that can be repeated."""
    asked = parser().parse_args(arguments)
    if asked.release:
        ensure()
        jobs.release(asked.release)
        pulse.stop(asked.release)
        return 0
    with home.held(
        settings.HOME, "prepare.lock", "Đang có `diembao prepare` khác chạy. / Another `prepare` runs."
    ):
        migrate()
        if asked.fresh_leases:
            jobs.release()
            pulse.stop_all()
        now = read_clock(settings.CLOCK_FILE).now()
        pack = desk_pack()
        count = sources.sync(pack, now)
        for step in (seal, canary, sweep, signals, learning, reconcile):
            jobs.plan(step.STAGE, step.KEY, now)
        make_accounts()
        if settings.PRESS_PORT:
            make_watches(pack, now)
        call_command("collectstatic", interactive=False, verbosity=0)
    print(f"· {pack.title.vi}: {count} nguồn / sources", flush=True)
    return 0


def desk_pack() -> Pack:
    """The desk's pack; one that cannot be used says why, a line for each fault."""
    try:
        return load(settings.PACK, folder=settings.PACKS, fill={"press_port": str(settings.PRESS_PORT)})
    except PackError as wrong:
        raise home.Trouble(str(wrong)) from wrong


def ensure() -> None:
    """A home that is fresh or older than this program migrates itself before any verb uses it."""
    if waiting_migrations():
        with home.held(settings.HOME, "prepare.lock", BUSY):
            migrate()


def waiting_migrations() -> int:
    """How many steps the archive is behind; one from a newer version is left alone."""
    try:
        loader = MigrationLoader(connection)
    except DatabaseError as fault:
        raise home.Trouble(
            f"Không mở được kho dữ liệu ({str(fault).strip().splitlines()[0]}); kiểm tra DATABASE_URL."
            " / The archive's database does not answer; check DATABASE_URL."
        ) from fault
    unknown = sorted(set(loader.applied_migrations) - set(loader.disk_migrations))
    if unknown:
        app, name = unknown[-1]
        raise home.Trouble(
            f"Kho này do phiên bản diembao mới hơn tạo (có bước {app}.{name}); hãy dùng phiên bản đó."
            " / This home belongs to a newer version of diembao; use that version."
        )
    return len(set(loader.disk_migrations) - set(loader.applied_migrations))


def migrate() -> None:
    """Bring the archive to this version."""
    if waiting_migrations():
        call_command("migrate", interactive=False, verbosity=0)


def make_accounts() -> None:
    """The demo's people, or a first administrator where there is nobody."""
    if settings.PRESS_PORT:
        for who in DEMO_PEOPLE:
            if not officers.exists(who.email):
                officers.create(
                    who.email,
                    DEMO_PASSWORD,
                    name=who.name,
                    role=Role(who.role),
                    language=who.language,
                    wants_digest=who.wants_digest,
                )
    elif not officers.any_exist():
        password = secrets.token_urlsafe(12)
        officers.create(
            "admin@localhost", password, name="Admin", role=Role.ADMIN, language="vi", wants_digest=False
        )
        print(f"· Tài khoản đầu tiên / the first account: admin@localhost — {password}", flush=True)
