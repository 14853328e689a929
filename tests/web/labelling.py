"""Labels and model cards for the tests of their pages."""

import json
from datetime import timedelta
from pathlib import Path

from archive import readings
from archive.models import Article, Reading
from desk import labels
from desk.audit import Actor
from desk.labels import Label, Origin
from desk.models import Officer
from tests import factory
from web import province

TOPICS = ("infrastructure", "environment", "public_order", "investment", "society")


def tell(reading: Reading, **told: object) -> Reading:
    """A reading that tells more than the usual."""
    Reading.objects.filter(id=reading.id).update(**told)
    reading.refresh_from_db()
    return reading


def say(
    officer: Officer, row: Article, label: Label, origin: Origin, *, back: timedelta = timedelta(0)
) -> None:
    """An officer's word, some time ago."""
    found = readings.current(row.id)
    assert found is not None
    actor = Actor(officer.id, officer.role)
    now = factory.MORNING - back
    labels.label(actor, row.id, label, origin=origin, seen=found.seen, pack=province.pack(), now=now)


def card(folder: Path) -> Path:
    """A card of models with everything a card may tell."""
    classes = {"topic": TOPICS, "about": ("0", "1"), "tone": ("-1", "0", "1")}
    figures = {
        task: {
            "rows": 5000,
            "accuracy": 0.9,
            "macro_f1": 0.86,
            "calibration_error": 0.021,
            "classes": {
                code: {"f1": round(0.93 - 0.06 * place, 2), "rows": 900 - 200 * place}
                for place, code in enumerate(codes)
            },
            "bins": [[n / 10 - 0.05, n / 10 - 0.07, 60 * n] for n in range(3, 11)],
        }
        for task, codes in classes.items()
    }
    told = {
        "name": "vi-66ecfa7d",
        "data": "5000 tin tiếng Việt có nhãn, không kèm văn bản",
        "method": "hồi quy logistic trên âm tiết",
        "licences": ["CC BY 4.0"],
        "figures_on_unseen_months": figures,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "models.json").write_text(json.dumps(told), "utf-8")
    return folder
