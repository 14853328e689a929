"""The shipped models at a desk of the invented province."""

from pathlib import Path

import pytest

from classifier.reader import Reader
from tests.classifier.places import GAZETTEER

MODELS = Path(__file__).resolve().parent.parent.parent / "classifier" / "models"


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(GAZETTEER, MODELS)
