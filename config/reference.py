"""``make docs``: the reference pages, written from the code itself so that they cannot lie."""

import argparse
import importlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from archive.pack_press import OutletSpec
from archive.packs import Pack, known, load
from config.command import VERBS, set_up
from desk.rights import RIGHTS, Role

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
WIDTH = 100
WRITTEN = "<!-- Written by `make docs`; change the code, then run it again. -->"
# Only the demo's addresses have a slot, and any port fills it.
SLOTS = {"press_port": "8001"}


@dataclass(frozen=True, slots=True)
class Setting:
    """An environment setting: what it is without being set, and what it means."""

    name: str
    default: str
    meaning: str
    is_secret: bool = False


SETTINGS = (
    Setting(
        "DIEMBAO_HOME", "`var` in the repository", "the folder of everything a desk owns on this machine"
    ),
    Setting(
        "DIEMBAO_OFFLINE", "`no`", "`yes`: dial nothing but this machine; every other host fails at once"
    ),
    Setting("DIEMBAO_PACK", "`demo`", "the province's pack: a name, or a folder written with a `/`"),
    Setting("DIEMBAO_PACKS", "`config/packs`", "the folder in which a pack's name is looked up"),
    Setting(
        "DATABASE_URL", "`sqlite:///HOME/diembao.sqlite3`", "the archive: `sqlite:///…`, `postgresql://…`"
    ),
    Setting("DATABASE_PASSWORD", "", "its password, where the address carries none", is_secret=True),
    Setting(
        "SEARCH_URL", "`tantivy://HOME/index`", "the index: `tantivy:///…`, `http(s)://HOST[,HOST…][/PREFIX]`"
    ),
    Setting("DIEMBAO_WARC", "`HOME/warc`", "the folder of the WARC files; on several machines a shared one"),
    Setting("DIEMBAO_MODELS", "`classifier/models`", "the folder of the trained models"),
    Setting("DIEMBAO_MODEL", "", "the folder of a model of your own that reads in place of the shipped ones"),
    Setting("DIEMBAO_ENCODER", "", "the folder of your own encoder, which compares stories across languages"),
    Setting(
        "DIEMBAO_ALERT_BUDGET", "`1.0`", "false spikes a month each topic, place, story and tone may cost"
    ),
    Setting(
        "DIEMBAO_SITE", "`http://127.0.0.1:8000`", "the address officers type; links in mails lead to it"
    ),
    Setting("DIEMBAO_HOSTS", "`127.0.0.1,localhost,[::1]`", "the host names the site answers to, by commas"),
    Setting("DIEMBAO_BEHIND_PROXY", "`no`", "`yes` if a proxy in front sets X-Forwarded-Proto itself"),
    Setting("DIEMBAO_SECRET_KEY", "made once: `HOME/secret.key`", "signs sessions", is_secret=True),
    Setting("DIEMBAO_STATIC_STORAGE", "whitenoise's", "Django's storage of static files; tests set it"),
    Setting(
        "SMTP_URL", "`smtp://127.0.0.1:25`", "the office's relay: `smtp[s]://[USER:PASSWORD@]HOST[:PORT]`"
    ),
    Setting("DIEMBAO_MAIL_FROM", "`diembao@localhost`", "the sender; its domain is in each Message-ID"),
    Setting("DIEMBAO_LOG", "`warning`", "how much is told on stderr: `debug`, `info`, `warning`, `error`"),
    Setting("DIEMBAO_PRESS_PORT", "`0`: no demo press", "the demo press's port; `up` tells its children"),
    Setting("DIEMBAO_FOLLOW", "", "`stdin`: end when standard input closes; `up` tells its children"),
)


class Documented(Protocol):
    """A verb's module, as its help is asked for."""

    def parser(self) -> argparse.ArgumentParser:
        """What the verb takes."""


class Acted(Protocol):
    """The module of a verb that has several acts."""

    def acts(self) -> Mapping[str, argparse.ArgumentParser]:
        """What each act takes."""


class Tried(Protocol):
    """A stage of ``diembao try``, as its row is written."""

    flag: str
    takes: str
    gives: str
    line: str


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a bar inside a cell stays a bar."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def page(title: str, *parts: str) -> str:
    """A generated page."""
    return "\n".join([f"{WRITTEN}\n\n# {title}\n", *parts])


def commands() -> str:
    """Every verb with its help."""
    overview = table(
        ["verb", "what it does"],
        ([f"[`diembao {name}`](#diembao-{name})", verb.line] for name, verb in VERBS.items()),
    )
    helps = (section(name, importlib.import_module(f"config.verbs.{v.module}")) for name, v in VERBS.items())
    return page("Commands", overview, *helps, stages())


def section(name: str, module: object) -> str:
    """A verb's help, as ``--help`` prints it on a terminal of fixed width."""
    if not hasattr(module, "parser"):
        return f"## diembao {name}\n\nPasses its words on to Django: `diembao {name} help` lists them.\n"
    parsers = [cast("Documented", module).parser()]
    if hasattr(module, "acts"):
        parsers += cast("Acted", module).acts().values()
    for found in parsers:
        found.formatter_class = partial(argparse.HelpFormatter, width=WIDTH)
    helps = "".join(f"```\n{found.format_help()}```\n" for found in parsers)
    return f"## diembao {name}\n\n{helps}"


def stages() -> str:
    """The stages of ``diembao try``, each with its two files."""
    tried = cast("Mapping[str, Tried]", importlib.import_module("pipeline.trial").STAGES)
    rows = (
        [f"`{name}`", f"`{one.flag} {one.takes}`", f"`{one.gives}`", one.line] for name, one in tried.items()
    )
    return f"### The stages of try\n\n{table(['stage', 'input', '--out', 'what it does'], rows)}"


def settings() -> str:
    """Every environment setting."""
    rows = ([f"`{s.name}`", s.default or "—", meaning(s)] for s in SETTINGS)
    told = (
        "All settings come from the environment; there is no settings file. `HOME` below is the folder of"
        " `DIEMBAO_HOME`. For each of them `NAME_FILE` may name a file whose content is the value: secrets"
        " are best given so.\n"
    )
    return page("Settings", told, table(["setting", "default", "meaning"], rows))


def meaning(setting: Setting) -> str:
    """What a setting means, and whether it is nobody else's business."""
    return f"{setting.meaning} (a secret)" if setting.is_secret else setting.meaning


def rights() -> str:
    """Which role carries which right."""
    rows = ([f"`{role}`", *("yes" if role in RIGHTS[right] else "—" for right in RIGHTS)] for role in Role)
    told = "Read from the one table in `desk/rights.py`. An unknown role carries no right.\n"
    return page("Rights", told, table(["role", *(f"`{right}`" for right in RIGHTS)], rows))


def packs() -> str:
    """The outlets and sources of every shipped pack."""
    told = (
        "`verified` is the day a person saw the source answer. `no` means nobody did: the address was taken"
        " from a public list.\n"
    )
    return page("Packs", told, *(shipped(load(name, fill=SLOTS)) for name in known()))


def shipped(pack: Pack) -> str:
    """One pack's outlets, a row for each source."""
    sources = [source for outlet in pack.outlets for source in outlet.sources]
    seen = sum(source.verified is not None for source in sources)
    counts = f"{len(pack.outlets)} outlets, {len(sources)} sources, {seen} of them verified."
    rows = (row for outlet in pack.outlets for row in rows_of(outlet))
    head = ["outlet", "kind", "country", "language", "source", "shape", "verified"]
    return f"## {pack.name}: {pack.title.en}\n\n{counts}\n\n{table(head, rows)}"


def rows_of(outlet: OutletSpec) -> Iterator[list[str]]:
    """The rows of one outlet; one without sources has a row too."""
    told = [outlet.name, outlet.kind.value, outlet.country, outlet.lang]
    if not outlet.sources:
        yield [*told, "none: its articles are added by hand", "—", "—"]
    for source in outlet.sources:
        yield [*told, f"`{source.url}`", source.shape.value, str(source.verified or "no")]


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands,
    "settings.md": settings,
    "rights.md": rights,
    "packs.md": packs,
}


def main() -> int:
    """Write every page."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["DIEMBAO_HOME"] = home
        set_up()
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, written in PAGES.items():
            (FOLDER / name).write_text(written(), "utf-8")
            print(f"· docs/reference/{name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
