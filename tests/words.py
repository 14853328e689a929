"""An early plugin (``-p tests.words``): the tests' own home, with the words compiled before Django starts."""

import atexit
import os
import shutil
import tempfile
from collections.abc import MutableMapping
from pathlib import Path

from config.words import compile_words

PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"


def prepare(surroundings: MutableMapping[str, str]) -> Path:
    """Fill in what the tests' surroundings leave open; returns the home."""
    if not surroundings.get("DIEMBAO_HOME"):
        surroundings["DIEMBAO_HOME"] = tempfile.mkdtemp(prefix="diembao-tests-")
        atexit.register(shutil.rmtree, surroundings["DIEMBAO_HOME"], ignore_errors=True)
    surroundings.setdefault("DIEMBAO_STATIC_STORAGE", PLAIN_STORAGE)
    home = Path(surroundings["DIEMBAO_HOME"])
    # Where static files are served from must be there, even with nothing in it.
    (home / "static").mkdir(parents=True, exist_ok=True)
    # Catalogues are read once: compiled after django.setup() they would stay unread.
    compile_words(home / "locale")
    return home


prepare(os.environ)
