"""Gate of languages: ours and peers in one run over sentences, first words, and what is easily mistaken."""

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import peers
from bench.identifier import LANGUAGES, Told
from language.identify import OTHER
from language.text import fold
from tests.gates.measures import LANGUAGES as CODES
from tests.gates.measures import ROOT, Figures, NotMeasured, Place
from tests.language.texts import HARD, STRANGERS

FIGURES = ROOT / "docs" / "figures"
SCRIPT = ROOT / "bench" / "identifier.py"
OURS = "diembao"
HERE = (OURS, "py3langid of twelve", "py3langid")
ELSEWHERE = ("lid.176", "lingua")
LONGEST_RUN = 600

SENTENCES, FEW, PLAIN, PLAIN_FEW = "sentences", "four words", "plain Vietnamese", "plain, four words"
NEIGHBOURS, FAR, MISTAKEN, ARTICLES = "Indonesian, Malay", "eight others", "easily mistaken", "articles"
KINDS = (SENTENCES, FEW, PLAIN, PLAIN_FEW, NEIGHBOURS, FAR, MISTAKEN)
RATED = (SENTENCES, FEW, ARTICLES)
SPACELESS = frozenset({"zh", "ja", "th", "lo", "km"})
FIRST_SIGNS, FIRST_WORDS = 10, 4
SENTENCES_OF_AN_ARTICLE = 20
_ABOUT = """Written by `make gates`: one run, the same texts for all. Sentences of twelve languages; their
first four words, or ten signs where words are not spaced; the Vietnamese ones without accents. Written here:
sentences in Indonesian and Malay, and in eight further languages (Tagalog, Portuguese, Italian, Dutch,
Burmese, Ukrainian, Polish, Turkish), right if told to be none of the twelve; and what is easily mistaken:
foreign headlines full of Vietnamese names, Vietnamese ones full of foreign names, hanja, kanji alone, names
in Latin letters. Nobody was given a hint. The rates are texts in a second of one core; an article is twenty
sentences."""
_BY_LANGUAGE = "Right by language: sentences / first four words (ten signs)."


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the language it is in."""

    lang: str
    text: str


Texts = Mapping[str, Sequence[Text]]
Answers = Mapping[str, Mapping[str, Told]]


def texts(folder: Path) -> dict[str, list[Text]]:
    """Everything that is asked, by kind."""
    with gzip.open(folder / "topic_sib12_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        whole = [Text(CODES[row["lang"][:3]], row["text"]) for row in map(json.loads, lines)]
    plain = [Text(one.lang, fold(one.text)) for one in whole if one.lang == "vi"]
    neighbours = [Text(OTHER, text) for lang in ("id", "ms") for text in STRANGERS[lang]]
    strangers = [Text(OTHER, text) for some in STRANGERS.values() for text in some]
    return {
        SENTENCES: whole,
        FEW: [few(one) for one in whole],
        PLAIN: plain,
        PLAIN_FEW: [few(one) for one in plain],
        NEIGHBOURS: neighbours,
        FAR: [one for one in strangers if one not in neighbours],
        MISTAKEN: [Text(lang, text) for lang, some in HARD.items() for text in some],
        ARTICLES: articles(whole),
    }


def few(one: Text) -> Text:
    """Its first words, or its first signs where words are not spaced."""
    if one.lang in SPACELESS:
        return Text(one.lang, one.text[:FIRST_SIGNS])
    return Text(one.lang, " ".join(one.text.split()[:FIRST_WORDS]))


def articles(sentences: Sequence[Text]) -> list[Text]:
    """Texts as long as articles, each of one language; with every sentence one begins."""
    made = []
    for lang in LANGUAGES:
        own = [one.text for one in sentences if one.lang == lang]
        made += [Text(lang, " ".join(own[at : at + SENTENCES_OF_AN_ARTICLE])) for at in range(len(own))]
    return made


def ask(name: str, python: Path, given: Texts, work: Path) -> dict[str, Told]:
    """What one of them says, in a process of its own."""
    source, out = work / "texts.json", work / f"{name}.json"
    source.write_text(json.dumps({kind: [one.text for one in some] for kind, some in given.items()}), "utf-8")
    told = subprocess.run(
        [str(python), str(SCRIPT), name, str(source), str(out)],
        cwd=work,
        capture_output=True,
        text=True,
        timeout=LONGEST_RUN,
        check=False,
    )
    if told.returncode:
        raise NotMeasured(f"{name}: {told.stderr.strip()[-300:]}")
    answers: dict[str, Told] = json.loads(out.read_bytes())
    return answers


def is_right(wanted: str, answer: str) -> bool:
    """Whether an answer is the language, or none of the twelve where it should be none."""
    return answer not in LANGUAGES if wanted == OTHER else answer == wanted


def share(some: Sequence[Text], told: Told, lang: str = "") -> float:
    """How many answers are right, of all or of one language."""
    right = [
        is_right(one.lang, answer)
        for one, answer in zip(some, told["answers"], strict=True)
        if lang in {"", one.lang}
    ]
    return sum(right) / len(right) if right else 0.0


def table(given: Texts, answers: Answers, absent: str = "") -> str:
    """The tables in Markdown."""
    kinds = [*KINDS, *(f"{kind}/s" for kind in RATED)]
    rows = [_line([name, *_cells(given, told)]) for name, told in answers.items()]
    by_language = [
        _line([lang, *(_pair(given, told, lang) for told in answers.values())]) for lang in LANGUAGES
    ]
    parts = ["# Which language a text is in", "", _ABOUT, *(["", absent] if absent else []), ""]
    return "\n".join(
        [*parts, *_head(kinds), *rows, "", _BY_LANGUAGE, "", *_head(list(answers)), *by_language, ""]
    )


def _cells(given: Texts, told: Mapping[str, Told]) -> list[str]:
    shares = [f"{100 * share(given[kind], told[kind]):.1f}" for kind in KINDS]
    return shares + [f"{told[kind]['rate']:,.0f}" for kind in RATED]


def _pair(given: Texts, told: Mapping[str, Told], lang: str) -> str:
    return " / ".join(f"{100 * share(given[kind], told[kind], lang):.1f}" for kind in (SENTENCES, FEW))


def _head(names: Sequence[str]) -> list[str]:
    return [_line(["", *names]), "|---" * (len(names) + 1) + "|"]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def figures(given: Texts, told: Mapping[str, Told]) -> Figures:
    """What the floors hold of ours."""
    return {f"language {kind}": share(given[kind], told[kind]) for kind in KINDS}


def measure(place: Place) -> Figures:
    """All of them over all texts; the tables are kept among the figures."""
    given = texts(place.data / "classify")
    answers = {name: ask(name, Path(sys.executable), given, place.work) for name in HERE}
    absent = ""
    try:
        python = peers.environment()
        answers |= {name: ask(name, python, given, place.work) for name in ELSEWHERE}
    except peers.NoPeers as why:
        absent = str(why)
    shown = table(given, answers, absent)
    print(shown)
    keep(shown, given, answers)
    return figures(given, answers[OURS])


def keep(shown: str, given: Texts, answers: Answers, folder: Path = FIGURES) -> None:
    """The tables, and the same as numbers."""
    numbers = {
        name: {kind: round(share(given[kind], told[kind]), 4) for kind in KINDS}
        | {f"{kind} per second": round(told[kind]["rate"]) for kind in RATED}
        for name, told in answers.items()
    }
    (folder / "language.md").write_text(shown, "utf-8")
    (folder / "language.json").write_text(json.dumps(numbers, indent=2) + "\n", "utf-8")
