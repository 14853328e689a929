"""Every link leads somewhere."""

import pytest

from tests.docs.papers import ROOT, Paper, anchor, papers

OUTSIDE = ("http://", "https://", "mailto:")


def inside(paper: Paper) -> list[str]:
    return [link for link in paper.links() if not link.startswith(OUTSIDE)]


@pytest.mark.parametrize("paper", papers(), ids=str)
def test_every_link_leads_to_a_file(paper: Paper) -> None:
    files = [link.partition("#")[0] for link in inside(paper)]
    missing = [file for file in files if file and not (paper.path.parent / file).exists()]
    assert missing == []


@pytest.mark.parametrize("paper", papers(), ids=str)
def test_every_anchor_is_a_heading(paper: Paper) -> None:
    for link in inside(paper):
        file, _, wanted = link.partition("#")
        there = Paper((paper.path.parent / file).resolve()) if file else paper
        assert not wanted or wanted in there.anchors(), link


def test_every_document_is_linked_from_another() -> None:
    linked = {
        (paper.path.parent / link.partition("#")[0]).resolve() for paper in papers() for link in inside(paper)
    }
    alone = [str(paper) for paper in papers() if paper.path not in linked and paper.path.parent != ROOT]
    assert alone == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Two words", "two-words"),
        ("`diembao try` and more", "diembao-try-and-more"),
        ("Bắt đầu: 15 phút", "bắt-đầu-15-phút"),
        ("[A link](x.md) here", "a-link-here"),
    ],
)
def test_anchors_are_made_of_the_words_of_a_heading(title: str, expected: str) -> None:
    assert anchor(title) == expected
