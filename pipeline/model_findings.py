"""What the doctor says of the models: which reads, and why not the desk's own if there is one."""

from classifier.linear import ModelError
from classifier.reader import load
from classifier.shelf import Shelf
from pipeline.finding import Colour, Finding

BROKEN_CURE = (
    "mô hình kèm theo đang đọc thay; chạy `diembao train` để lập lại"
    " / the shipped model reads in its place; run `diembao train` to make it anew"
)
OUTDATED_CURE = (
    "mô hình kèm theo đang đọc thay; đêm tới sẽ tự huấn luyện lại, hoặc chạy `diembao train`"
    " / the shipped model reads in its place; it is trained anew next night, or run `diembao train`"
)


def examine(shelf: Shelf) -> list[Finding]:
    """Look at the model in use, and at the one that should be."""
    chosen = shelf.chosen()
    try:
        name, _ = load(shelf.in_use())
    except ModelError as broken:
        if not chosen:
            return []  # nothing reads at all then, and every process says why as it starts
        return [Finding(Colour.YELLOW, f"model {chosen}", str(broken), BROKEN_CURE)]
    if chosen and name != chosen:
        state = "lập từ bản phát hành trước / made from an earlier release"
        return [Finding(Colour.YELLOW, f"model {chosen}", state, OUTDATED_CURE)]
    return [Finding(Colour.GREEN, "model", name)]
