"""An outlet's own rules: for its article pages, while they prove healthy; and for what its addresses mean."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import F

from archive import notices
from archive.models import Outlet
from crawler.addresses import HostRule, HostRules, by_host
from crawler.model import ArticleRules

KIND = "rules-suspended"
MOST_FAULTS = 3
LISTS = ("article_fields", "dropped_fields")


def told(rules: ArticleRules | None) -> dict[str, Any]:
    """Rules as the archive keeps them."""
    return {**asdict(rules), "drop": list(rules.drop)} if rules else {}


def take_rules(
    outlet: Outlet, rules: ArticleRules | None, addresses: Sequence[HostRule], now: datetime
) -> None:
    """Keep what the pack says; rules for pages that are new get a new chance."""
    Outlet.objects.filter(id=outlet.id).update(address_rules=[asdict(rule) for rule in addresses])
    kept = told(rules)
    if outlet.article_rules != kept:
        changed = {"article_rules": kept, "rules_failures": 0, "rules_suspended_at": None}
        Outlet.objects.filter(id=outlet.id).update(**changed)
        notices.clear(KIND, outlet.key, now)


def rules_of(source_id: int) -> ArticleRules | None:
    """The rules for pages of a source; none while they are suspended."""
    found = Outlet.objects.filter(sources=source_id, rules_suspended_at__isnull=True)
    kept = found.values_list("article_rules", flat=True).first()
    return ArticleRules(**{**kept, "drop": tuple(kept["drop"])}) if kept else None


def host_rules_of(source_id: int) -> HostRules:
    """What the addresses of a source's outlet mean."""
    kept = Outlet.objects.filter(sources=source_id).values_list("address_rules", flat=True).first()
    return by_host(HostRule(**{**one, **{name: tuple(one[name]) for name in LISTS}}) for one in kept or ())


def note_rules(source_id: int, fault: str, now: datetime) -> None:
    """How the rules fared on a page; the third fault in a row puts them aside until the pack's change."""
    if not fault:
        Outlet.objects.filter(sources=source_id, rules_failures__gt=0).update(rules_failures=0)
        return
    outlet = Outlet.objects.get(sources=source_id)
    Outlet.objects.filter(id=outlet.id).update(rules_failures=F("rules_failures") + 1)
    if outlet.rules_failures + 1 >= MOST_FAULTS and outlet.rules_suspended_at is None:
        Outlet.objects.filter(id=outlet.id).update(rules_suspended_at=now)
        notices.raise_once(KIND, outlet.key, {"outlet": outlet.name, "fault": fault}, now)
