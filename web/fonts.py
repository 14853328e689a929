"""The one typeface of pages, charts and pictures: Roboto, from its package."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import vl_convert
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage, Storage

FAMILY = "Roboto"
FOLDER = Path(str(files("font_roboto"))) / "files"
PREFIX = "fonts"
FACES = ("Roboto-Regular.ttf", "Roboto-Medium.ttf", "Roboto-Bold.ttf")


@cache
def register() -> None:
    """Make the typeface known to the chart drawer, once a process."""
    vl_convert.register_font_directory(str(FOLDER))


class FaceStorage(FileSystemStorage):
    """The package's folder, known to the site under a name of its own."""

    prefix = PREFIX


class Faces(FileSystemFinder):
    """Finds the faces that pages use among the static files."""

    def __init__(self) -> None:
        super().__init__()
        self.locations = [(PREFIX, str(FOLDER))]
        self.storages = {str(FOLDER): FaceStorage(location=FOLDER)}

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """The faces that pages use, none of the others."""
        return (found for found in super().list(ignore_patterns) if found[0] in FACES)
