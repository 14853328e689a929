"""The body of pages whose publishers the model has not seen, beside the peers, all in one run."""

import gzip
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.peers import OURS, NoPeers, read_all
from config.train_blocks import fold_of, samples, trained
from crawler.block_model import BlockModel, of
from crawler.extract import NoArticle, extract
from tests.gates import peers
from tests.gates.measures import Figures, Place, scored

FOLDS = 5
ZONE = "UTC"

Row = Mapping[str, Any]
Score = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Material:
    """The pages with a known body, as a manifest of their own."""

    folder: Path
    rows: Sequence[Row]
    manifest: Path

    def score(self, answers: Path) -> Score:
        """What the scorer says of some answers."""
        told = scored(self.folder / "score_extraction.py", str(self.manifest), str(answers), "--json")
        score: Score = json.loads(told)["ALL"]
        return score


def material(place: Place) -> Material:
    """The pages of all sets that have a body."""
    folder = place.data / "extraction"
    pages = json.loads((folder / "manifest.json").read_bytes())
    rows = [{**row, "html": str(folder / row["html"])} for row in pages if row["body"]]
    manifest = place.work / "bodies.json"
    manifest.write_text(json.dumps(rows), "utf-8")
    return Material(folder, rows, manifest)


def unseen(place: Place) -> Figures:
    """Each page read by a model that saw none of its publisher, and the lead over the best peer."""
    found = material(place)
    models = cross_models(found.folder)
    ours = found.score(place.rows("unseen.jsonl", answered(found.rows, models)))
    figures = {
        "extraction unseen body F1": ours["body_F1"],
        "extraction unseen pages over .5": 1 - ours["body_bad"],
    }
    return figures | beside(found, place.work, ours["body_F1"])


def beside(found: Material, work: Path, ours: float) -> Figures:
    """The lead over the best peer; nothing where the peers cannot be installed."""
    try:
        runs = read_all(found.manifest, work)
    except NoPeers as why:
        print(why, file=sys.stderr)
        return {}
    scores = peers.scores_of(runs, found.score)
    print(f"{peers.table(runs, scores)}\n{OURS} on pages it was grown from; of unseen publishers {ours:.4f}")
    return {"extraction lead over best peer": ours - peers.best(scores, "body_F1", without=OURS)}


def cross_models(folder: Path) -> list[BlockModel]:
    """For each part of the publishers a model grown without it."""
    known = list(samples(folder))
    return [
        of(trained([sample for sample in known if fold_of(sample.publisher, FOLDS) != fold]))
        for fold in range(FOLDS)
    ]


def answered(rows: Iterable[Row], models: Sequence[BlockModel]) -> list[Row]:
    """The answer to each page by the model that has not seen its publisher."""
    return [answer(row, models[fold_of(row["publisher"], len(models))]) for row in rows]


def answer(row: Row, model: BlockModel) -> Row:
    """The body of a page as the crawler reads it with some model."""
    page = gzip.decompress(Path(row["html"]).read_bytes())
    try:
        found = extract(page, url=row["url"], zone=ZONE, model=model)
    except NoArticle:
        return {"id": row["id"], "body": ""}
    # To a reader the standfirst is the text's beginning, and the truth has it so.
    return {"id": row["id"], "body": f"{found.standfirst}\n{found.body}".strip()}
