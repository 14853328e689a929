"""The desk's next models: the shipped ones moved by its labels, each taken only if it is not worse."""

import json
import shutil
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from classifier import acceptance, features
from classifier.acceptance import Judgement
from classifier.adapting import Row, adapted
from classifier.features import Text
from classifier.gazetteer import Finder
from classifier.labelled import TASKS, Labelled
from classifier.linear import Linear, ModelError, save
from classifier.model import Gazetteer
from classifier.reader import load
from classifier.shelf import CARD, Shelf, card
from classifier.vietnamese import GIVEN, LANG

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Relearned:
    """What a training gave: ``name`` is that of the model that reads from now on."""

    parent: str
    name: str
    labels: int
    held: int
    judgements: tuple[Judgement, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether any task was taken over."""
        return any(one.is_accepted for one in self.judgements)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A labelled text, weighed once for all tasks."""

    of: Labelled
    text: Text


def relearn(
    shelf: Shelf, gazetteer: Gazetteer, labelled: Iterable[Labelled], tell: Tell, *, is_dry: bool = False
) -> Relearned:
    """Fit, judge on the held labels, and choose what was accepted; hold the shelf meanwhile.

    Only labels of Vietnamese texts teach: of other languages no model is trained on labelled texts.
    """
    rows = list(_prepared(gazetteer, (one for one in labelled if one.lang == LANG)))
    held = [row for row in rows if row.of.is_held]
    stories = {row.of.story for row in held}
    # A copy of a held text would give the answer away.
    seen = [row for row in rows if not row.of.is_held and row.of.story not in stories]
    shipped_name, shipped = load(shelf.shipped)
    parent, before = _in_use(shelf)
    after: dict[str, Linear] = {}
    judgements = []
    for task in TASKS:
        tell(task)
        # More threads would add up in another order each time, and take them from those who read.
        with threadpool_limits(limits=1):
            after[task] = adapted(shipped[task], list(_rows(task, seen)))
        judgements.append(_judged(task, before[task], after[task], seen, held))
    chosen = {one.task: after[one.task] if one.is_accepted else before[one.task] for one in judgements}
    name = parent
    if any(one.is_accepted for one in judgements):
        name = _name(shipped_name, chosen)
    found = Relearned(parent, name, len(seen), len(held), tuple(judgements))
    if name != parent and not is_dry:
        tell(name)
        shelf.put(name, lambda folder: _fill(folder, shelf.shipped, chosen, found))
        shelf.prune()
    return found


def _prepared(gazetteer: Gazetteer, labelled: Iterable[Labelled]) -> Iterator[_Prepared]:
    finder = Finder(gazetteer)
    for one in labelled:
        title, body = (unicodedata.normalize("NFC", part) for part in (one.title, one.body))
        yield _Prepared(one, features.prepare(title, body, finder, finder.home_places))


def _in_use(shelf: Shelf) -> tuple[str, dict[str, Linear]]:
    """The models that read now."""
    try:
        return load(shelf.in_use())
    except ModelError:
        return load(shelf.shipped)


def _rows(task: str, rows: Iterable[_Prepared]) -> Iterator[Row]:
    for row in rows:
        classes = row.of.classes(task)
        if classes:
            yield Row(GIVEN[task](row.text), classes[0], row.of.story)


def _judged(
    task: str, before: Linear, after: Linear, seen: Sequence[_Prepared], held: Sequence[_Prepared]
) -> Judgement:
    """Both models on the held labels of classes they have."""
    known = set(after.classes)
    wanted: list[Collection[str]] = []
    said: tuple[list[str], list[str]] = ([], [])
    for row in held:
        classes = [one for one in row.of.classes(task) if one in known]
        if classes:
            wanted.append(classes)
            weighed = GIVEN[task](row.text)
            for model, answers in zip((before, after), said, strict=True):
                answers.append(model.classes[int(model.scores(weighed).argmax())])
    labels = sum(bool(known.intersection(row.of.classes(task)[:1])) for row in seen)
    return acceptance.judge(task, wanted, *said, labels)


def _name(shipped: str, models: Mapping[str, Linear]) -> str:
    """The same weights have the same name."""
    digest = sha256(shipped.encode())
    for task in sorted(models):
        model = models[task]
        digest.update("\n".join(model.index).encode())
        digest.update(model.weights.tobytes() + model.bias.tobytes())
    return f"desk-{digest.hexdigest()[:8]}"


def _fill(folder: Path, shipped: Path, models: Mapping[str, Linear], of: Relearned) -> None:
    """Everything that is shipped, with the desk's models in the place of some, and a card that says so."""
    shutil.copytree(shipped, folder, dirs_exist_ok=True)
    told: dict[str, Any] = dict(card(shipped))
    told["models"] = dict(told["models"])
    for task, model in models.items():
        told["models"][task] = {**told["models"][task], **save(model, folder / told["models"][task]["file"])}
    figures = {one.task: asdict(one) for one in of.judgements}
    told["desk"] = {"shipped": told["name"], "held": of.held, "figures": figures}
    told |= {"name": of.name, "parent": of.parent, "labels": of.labels}
    (folder / CARD).write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
