"""The interface's words: .po files compiled into the home, so that no gettext is needed."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parent.parent / "locale"


def compile_words(target: Path, source: Path = SOURCE) -> int:
    """Compile every catalogue that is newer than its compiled twin; returns how many were."""
    compiled = 0
    for po in sorted(source.glob("*/LC_MESSAGES/django.po")):
        mo = target / po.relative_to(source).with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        mo.parent.mkdir(parents=True, exist_ok=True)
        with po.open("rb") as stream:
            catalogue = read_po(stream)
        aside = mo.with_name(f"{mo.name}.{os.getpid()}")
        with aside.open("wb") as out:
            write_mo(out, catalogue)
        aside.replace(mo)
        compiled += 1
    return compiled
