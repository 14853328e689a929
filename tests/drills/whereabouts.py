"""``python -m tests.drills.whereabouts URL…``: where addresses that a drill misses stand in the archive."""

import os
import sys
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from archive.models import Address, Host, Job, Notice, Source  # noqa: E402 - Django must be set up first

LEFT_OUT = {"_state", "robots_text", "seen_items", "payload", "rules"}


def told(row: object) -> str:
    """A row's fields, but for the long ones."""
    fields = ((name, value) for name, value in vars(row).items() if name not in LEFT_OUT)
    return f"{type(row).__name__} " + " ".join(
        f"{name}={value}" for name, value in fields if value not in ("", None)
    )


def main(urls: list[str]) -> int:
    """Print all that is known of the addresses, their hosts and what waits there."""
    hosts = {urlsplit(url).hostname or "" for url in urls}
    rows: list[object] = [*Address.objects.filter(url__in=urls), *Host.objects.filter(name__in=hosts)]
    for host in sorted(hosts):
        rows += [*Source.objects.filter(url__contains=f"//{host}"), *Job.objects.filter(lane=host)]
    aside = Job.objects.exclude(quarantined_at=None)
    for row in (*rows, *aside, *Notice.objects.all()):
        print(told(row))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
