"""Laws of packs: what is written comes back, and nothing that is written does more than be told."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import packs
from archive.pack_basis import MonthDay
from archive.pack_problem import PackError, Problem, nearest
from archive.pack_rules import slug_fault, url_fault, zone_fault
from tests.archive.test_pack_folder import COMMON, FILES, write_pack

KEYS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True).map(lambda key: f"k-{key}")
TEXTS = (
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(lambda text: bool(text) and text.isprintable())
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
NAMES = sorted([*FILES, *(f"_common/{name}" for name in COMMON)])
STUFF = st.sampled_from(
    [
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "\n",
        "  ",
        "&a",
        "*a",
        "!!python/object:os.system",
        "'",
        '"',
        "#",
        "?",
        "|",
        "\t",
    ]
) | st.text(max_size=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs"))


@contextmanager
def changed(folder: Path, name: str, data: bytes) -> Iterator[None]:
    """One file of the small pack is other for a while."""
    path = folder.parent / name if name.startswith("_common/") else folder / name
    path.write_bytes(data)
    try:
        yield
    finally:
        path.write_text(content(name), "utf-8")


def content(name: str) -> str:
    return COMMON[name.removeprefix("_common/")] if name.startswith("_common/") else FILES[name]


def load(folder: Path) -> packs.Pack | list[Problem]:
    """The pack, or what it is refused for."""
    try:
        return packs.load(folder, folder=folder.parent, fill={"press_port": "8000"})
    except PackError as error:
        return list(error.problems)


@st.composite
def cut_up(draw: st.DrawFn) -> tuple[str, bytes]:
    """One file of the small pack with a passage taken out and something put in."""
    name = draw(st.sampled_from(NAMES))
    text = content(name)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 12)))
    return name, (text[:start] + draw(STUFF) + text[end:]).encode("utf-8", "surrogatepass")


@st.composite
def rearranged(draw: st.DrawFn) -> tuple[str, bytes]:
    """One file of the small pack with one of its values replaced by anything."""
    name = draw(st.sampled_from(NAMES))
    data: object = yaml.safe_load(content(name))
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | DAYS | st.text(max_size=5)
    values = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    )
    top = place = [data]
    while isinstance(place[-1], dict | list) and place[-1] and draw(st.booleans()):
        holder = place[-1]
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = draw(st.sampled_from(keys))
        place = [*place, holder[key]]
        if draw(st.booleans()):
            holder[key] = draw(values)
    return name, yaml.safe_dump(top[0], allow_unicode=True).encode("utf-8", "surrogatepass")


@settings(max_examples=300, deadline=None)
@given(cut_up() | rearranged())
def test_a_spoilt_pack_is_told_and_never_raises(folder: Path, spoilt: tuple[str, bytes]) -> None:
    with changed(folder, *spoilt):
        problems, loaded = packs.check(folder, folder=folder.parent), load(folder)
    assert all(problem.line >= 1 and problem.vi and problem.en for problem in problems)
    assert isinstance(loaded, list) == bool(problems)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_any_bytes_in_the_place_of_a_file_are_only_told(folder: Path, name: str, data: bytes) -> None:
    with changed(folder, name, data):
        problems = packs.check(folder, folder=folder.parent)
    assert {problem.file.name for problem in problems} >= {name.rpartition("/")[2]}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "key": KEYS,
                "names": st.dictionaries(
                    st.sampled_from(["vi", "en", "zh"]), st.lists(TEXTS, min_size=1), min_size=1
                ),
                "check": st.booleans(),
            },
            optional={"valid_from": DAYS},
        ),
        unique_by=lambda place: str(place["key"]),
        max_size=5,
    )
)
def test_places_that_are_written_come_back(folder: Path, written: list[dict[str, object]]) -> None:
    home = {"key": "song-moi", "kind": "province", "names": {"vi": ["Sông Mới"]}}
    places = [home, *({"kind": "other", "parent": "song-moi"} | place for place in written)]
    text = yaml.safe_dump({"places": places}, allow_unicode=True)
    with changed(folder, "province.yaml", text.encode()):
        pack = load(folder)
    assert isinstance(pack, packs.Pack)
    read = [
        {
            "key": one.key,
            "names": {lang: list(texts) for lang, texts in one.names.items()},
            "check": one.check,
        }
        | ({"valid_from": one.valid_from} if one.valid_from else {})
        for one in pack.places[1:]
    ]
    assert read == written


@given(st.integers(1, 12), st.integers(1, 28), st.integers(1900, 2100))
def test_a_month_and_day_come_back_in_any_year(month: int, day: int, year: int) -> None:
    assert MonthDay.parse(f"{month:02}-{day:02}").on(year) == date(year, month, day)


@given(st.text())
def test_no_text_is_too_odd_to_be_judged(text: str) -> None:
    assert {slug_fault(text) is None, url_fault(text) is None, zone_fault(text) is None} <= {True, False}
    assert nearest(text, ["one", "two"]) in {"", "one", "two"}
