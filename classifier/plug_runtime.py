"""How a plugged model is run: the two optional libraries, and nothing that they raise leaves here."""

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from classifier.plug_files import MODEL, TOKENIZER, Slot

LIBRARIES = ("onnxruntime", "tokenizers")
# No word piece stands for more characters than that on average: what lies behind is cut off unread.
_SIGNS_A_PIECE = 16
_KNOWN_INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}

T = TypeVar("T")


class Failed(Exception):
    """Another's library, or the model in it, did not do its work."""


class Encoding(Protocol):
    """A text as the numbers of its pieces."""

    ids: list[int]
    attention_mask: list[int]
    type_ids: list[int]


class Tokenizer(Protocol):
    """What is asked of the library of tokenizers."""

    def encode(self, sequence: str, pair: str | None = None) -> Encoding:
        """The pieces of a text, or of a text and its target."""

    def enable_truncation(self, max_length: int) -> None:
        """Cut what is longer."""

    def no_padding(self) -> None:
        """Add nothing to what is shorter."""


class Port(Protocol):
    """An input of a model."""

    name: str


class Session(Protocol):
    """What is asked of the library that runs models."""

    def get_inputs(self) -> Sequence[Port]:
        """What it takes."""

    def get_outputs(self) -> Sequence[Port]:
        """What it gives."""

    def run(self, names: Sequence[str], given: Mapping[str, NDArray[np.int64]]) -> Sequence[NDArray[Any]]:
        """The named outputs."""


def open_model(
    held: Mapping[str, bytes], max_length: int, folder: Path, slot: Slot
) -> tuple[Session, Tokenizer]:
    """What runs a model's files; ``Failed`` if they do not open."""
    runtime, tokenizers = (library(name, folder, slot) for name in LIBRARIES)
    return _session(runtime, held[MODEL]), _tokenizer(tokenizers, held[TOKENIZER], max_length)


def library(name: str, folder: Path, slot: Slot) -> Any:
    """A library only desks with a model of their own install: hence it is not imported at the top."""
    try:
        return importlib.import_module(name)
    except ImportError as fault:
        raise slot.refused(
            folder,
            f"cần thư viện {name}: cài nhóm tùy chọn “plug” (docs/guides/plugging.md)",
            f'needs the library {name}: install the optional group "plug" (docs/guides/plugging.md)',
        ) from fault


def pieces(tokenizer: Tokenizer, text: str, max_length: int, target: str | None = None) -> Encoding:
    """A text, or a text and its target, as a model takes it."""
    return guarded(lambda: tokenizer.encode(text[: max_length * _SIGNS_A_PIECE], target))


def run(session: Session, outputs: Sequence[str], found: Encoding) -> Sequence[NDArray[Any]]:
    """What a model's named outputs say of one text."""
    given = {
        port.name: np.array([getattr(found, _KNOWN_INPUTS[port.name])], dtype=np.int64)
        for port in session.get_inputs()
    }
    return guarded(lambda: session.run(outputs, given))


def check_ports(session: Session, outputs: Iterable[str]) -> None:
    """See that a model takes what we know to give, and gives what its card says."""
    strange = {port.name for port in session.get_inputs()} - set(_KNOWN_INPUTS)
    lacking = set(outputs) - {port.name for port in session.get_outputs()}
    if strange or lacking:
        told = ", ".join(sorted(strange | lacking))
        raise Failed(f"đầu vào hoặc đầu ra không khớp / inputs or outputs that do not fit: {told}")


def guarded(act: Callable[[], T]) -> T:
    """Do something in another's library; whatever it raises is ``Failed``."""
    try:
        return act()
    except Exception as fault:  # another's edge: tokenizers raise nothing narrower
        raise Failed(f"{type(fault).__name__}: {str(fault)[:200]}") from fault


def _session(runtime: Any, model: bytes) -> Session:
    # From its bytes, not its path: what runs is what was held to the digest, and nothing beside it is read.
    options = runtime.SessionOptions()
    # Several processes share the machine; one that took every core would slow the others.
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    providers = ["CPUExecutionProvider"]
    return cast("Session", guarded(lambda: runtime.InferenceSession(model, options, providers=providers)))


def _tokenizer(tokenizers: Any, told: bytes, max_length: int) -> Tokenizer:
    found = cast("Tokenizer", guarded(lambda: tokenizers.Tokenizer.from_buffer(told)))
    found.no_padding()
    found.enable_truncation(max_length)
    return found
