"""A linear model in plain arrays: what it says, how it is stored, and what is refused."""

import io
import tempfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from classifier.linear import FACT_WEIGHT, Card, Floats, Linear, ModelError, load, save, softmax, vector

NAMES = ("muối", "muối rẻ", "#count", "t:biển")


def floats(*values: float) -> Floats:
    return np.array(values, dtype=np.float32)


def small(unsure: float = 0.4) -> Linear:
    """A model of three classes whose numbers lose nothing in half precision."""
    weights = np.array([[1, 0, -1], [2, 0, 0], [0, 4, 0], [0, 0, 8]], dtype=np.float32)
    index = {name: at for at, name in enumerate(NAMES)}
    return Linear(("a", "b", "c"), index, floats(1, 2, 1, 0.5), weights, floats(0.25, 0, -0.25), unsure)


def saved(folder: Path) -> Card:
    return save(small(), folder / "small.npz")


def told_for(folder: Path, card: Card) -> str:
    with pytest.raises(ModelError) as refused:
        load(folder, card)
    return str(refused.value)


def stored(folder: Path, held: bytes) -> Card:
    """A card that vouches for any bytes."""
    (folder / "odd.npz").write_bytes(held)
    return {"file": "odd.npz", "sha256": sha256(held).hexdigest(), "classes": ["a", "b"], "unsure": 0.5}


def packed(**named: np.typing.NDArray[np.generic]) -> bytes:
    held = io.BytesIO()
    np.savez(held, **named)  # type: ignore[arg-type]
    return held.getvalue()


def test_words_are_weighed_by_rarity_and_made_one_long() -> None:
    places, values = vector({"muối": 3.0, "muối rẻ": 2.0, "lạ": 9.0}, small().index, small().scale)
    assert (places.tolist(), values.tolist()) == ([0, 1], pytest.approx([0.6, 0.8]))


def test_measures_stay_as_they_are() -> None:
    places, values = vector({"#count": 3.0, "muối": 7.0, "#lạ": 1.0}, small().index, small().scale)
    assert (places.tolist(), values.tolist()) == ([0, 2], [1.0, 3.0 * FACT_WEIGHT])


@pytest.mark.parametrize("features", [{}, {"lạ": 1.0}, {"#lạ": 1.0}])
def test_of_nothing_known_the_bias_alone_speaks(features: dict[str, float]) -> None:
    assert small().scores(features).tolist() == [0.25, 0.0, -0.25]


def test_scores_are_weights_times_values() -> None:
    assert small().scores({"muối": 5.0, "#count": 1.0}).tolist() == [1.25, 2.0, -1.25]


def test_the_likeliest_class_has_the_greatest_score() -> None:
    chances = small().probabilities({"#count": 1.0})
    assert int(chances.argmax()) == 1


@pytest.mark.parametrize(
    ("features", "of", "pull"),
    [
        ({"muối": 1.0}, 0, 1.0),
        ({"muối": 2.0, "lạ": 5.0}, 0, 2.0),
        ({"muối rẻ": 1.0}, 0, 4.0),
        ({"muối": 1.0, "t:biển": 1.0}, 2, 3.0),
        ({}, 0, 0.0),
    ],
)
def test_a_pull_does_not_depend_on_length(features: dict[str, float], of: int, pull: float) -> None:
    assert small().pulls(features, of) == pull


def test_a_model_comes_back_as_it_went(tmp_path: Path) -> None:
    model, again = small(), load(tmp_path, saved(tmp_path))
    assert (again.classes, dict(again.index), again.unsure) == (model.classes, dict(model.index), 0.4)
    assert again.weights.tolist() == model.weights.tolist()
    assert (again.scale.tolist(), again.bias.tolist()) == (model.scale.tolist(), model.bias.tolist())


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = save(small(), tmp_path / "one.npz"), save(small(), tmp_path / "two.npz")
    assert one["sha256"] == two["sha256"]
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_what_was_read_is_written_as_the_same_bytes(tmp_path: Path) -> None:
    card = saved(tmp_path)
    assert save(load(tmp_path, card), tmp_path / "again.npz")["sha256"] == card["sha256"]


def test_the_card_names_file_digest_classes_and_doubt(tmp_path: Path) -> None:
    card = saved(tmp_path)
    digest = sha256((tmp_path / "small.npz").read_bytes()).hexdigest()
    assert card == {"file": "small.npz", "sha256": digest, "classes": ["a", "b", "c"], "unsure": 0.4}


@pytest.mark.parametrize("at", [0, 40, -1])
def test_an_altered_byte_is_refused(tmp_path: Path, at: int) -> None:
    card, path = saved(tmp_path), tmp_path / "small.npz"
    held = bytearray(path.read_bytes())
    held[at] ^= 1
    path.write_bytes(held)
    assert told_for(tmp_path, card) == (
        f"Mô hình {path} không đúng mã SHA-256 đã ghi; hãy lấy lại thư mục classifier/models hoặc chạy"
        f" `make train`. / The model {path} has not the SHA-256 its card names; restore the folder"
        " classifier/models or run `make train`."
    )


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    card, path = saved(tmp_path), tmp_path / "small.npz"
    path.write_bytes(path.read_bytes()[:-20])
    assert "không đúng mã SHA-256" in told_for(tmp_path, card)


def test_a_missing_file_is_told_in_two_languages(tmp_path: Path) -> None:
    card = saved(tmp_path)
    (tmp_path / "small.npz").unlink()
    vi, en = told_for(tmp_path, card).split(" / The model ")
    assert (vi.split(" ")[:2], "không đọc được" in vi, "cannot be read" in en) == (["Mô", "hình"], True, True)


def test_a_pickle_inside_is_refused_though_its_digest_is_right(tmp_path: Path) -> None:
    odd = np.array([{"a": "pickle"}], dtype=object)
    held = packed(names=odd, scale=floats(1), weights=floats(1), bias=floats(1))
    assert "không đúng dạng" in told_for(tmp_path, stored(tmp_path, held))


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"no archive at all",
        b"PK\x03\x04 an archive by its first signs only",
        b"\x80\x04K\x01.",
        packed(names=np.frombuffer(b"x", dtype=np.uint8)),
        packed(
            names=np.frombuffer(b"\xff", dtype=np.uint8), scale=floats(1), weights=floats(1), bias=floats(1)
        ),
        packed(names=np.frombuffer(b"x", dtype=np.uint8), scale=floats(1), weights=floats(1), bias=floats(1)),
    ],
    ids=["empty", "text", "half", "pickle", "lacking", "undecodable", "shape"],
)
def test_another_form_is_refused(tmp_path: Path, held: bytes) -> None:
    assert "is not of the form that is read here" in told_for(tmp_path, stored(tmp_path, held))


def test_another_number_of_classes_is_refused(tmp_path: Path) -> None:
    card = saved(tmp_path)
    card["classes"] = ["a", "b"]
    assert "không đúng dạng" in told_for(tmp_path, card)


SCORES = arrays(np.float32, st.integers(1, 20), elements=st.floats(-1e6, 1e6, width=32))


@settings(deadline=None)
@given(SCORES)
def test_softmax_sums_to_one_in_the_order_of_the_scores(scores: Floats) -> None:
    chances = softmax(scores)
    assert float(chances.sum()) == pytest.approx(1, abs=1e-4)
    assert bool((chances >= 0).all())
    assert chances[int(scores.argmax())] == chances.max()


@settings(deadline=None)
@given(SCORES, st.integers(-1000, 1000))
def test_softmax_does_not_mind_a_shift(scores: Floats, by: int) -> None:
    exact = np.round(scores / 1000).astype(np.float32)
    assert softmax(exact + np.float32(by)).tolist() == softmax(exact).tolist()


FEATURES = st.dictionaries(st.sampled_from([*NAMES, "lạ", "#lạ"]), st.floats(0.01, 50), max_size=6)


@settings(deadline=None)
@given(FEATURES)
def test_probabilities_sum_to_one(features: dict[str, float]) -> None:
    assert float(small().probabilities(features).sum()) == pytest.approx(1, abs=1e-5)


@settings(deadline=None)
@given(FEATURES)
def test_words_make_a_vector_one_long_or_none(features: dict[str, float]) -> None:
    words = {name: value for name, value in features.items() if name[0] != "#"}
    _, values = vector(words, small().index, small().scale)
    assert float(np.linalg.norm(values)) == pytest.approx(1 if set(words) & set(NAMES) else 0, abs=1e-5)


@settings(deadline=None)
@given(FEATURES)
def test_the_order_of_features_does_not_matter(features: dict[str, float]) -> None:
    turned = dict(reversed(features.items()))
    assert small().scores(turned) == pytest.approx(small().scores(features), abs=1e-4)


NUMBERS = st.floats(-100, 100, width=16)


SIGNS = st.characters(exclude_characters="\n", exclude_categories=["Cs"])


@settings(deadline=None)
@given(st.lists(st.text(SIGNS, min_size=1), min_size=1, max_size=8, unique=True), st.data())
def test_any_model_comes_back(names: list[str], data: st.DataObject) -> None:
    weights = data.draw(arrays(np.float32, (len(names), 2), elements=NUMBERS))
    index = {name: at for at, name in enumerate(names)}
    model = Linear(("0", "1"), index, np.ones(len(names), dtype=np.float32), weights, floats(0, 1))
    with tempfile.TemporaryDirectory() as folder:
        again = load(Path(folder), save(model, Path(folder, "any.npz")))
    assert (dict(again.index), again.weights.tolist()) == (index, weights.tolist())
