"""Where sources are named, and by which names they are meant."""

from typing import Any

import pytest

from classifier.origins_credits import Credit, bare, credits_of
from classifier.origins_model import Candidate
from tests.classifier.originals import WHOLE

KNOWN = frozenset({"nva", "lam giang", "dat nuoc", "tin sang", "ttxvn", "ap", "新华社"})


def named(**told: Any) -> set[tuple[str, str]]:
    """The known names a text gives as its sources, and where."""
    found = credits_of(Candidate(1, **{"body": WHOLE, **told}))
    return {(credit.name, credit.where) for credit in found if credit.is_of(KNOWN)}


@pytest.mark.parametrize(
    ("end", "name"),
    [
        (" (NVA)", "NVA"),
        (" (NVA).", "NVA"),
        (" (Theo NVA)", "NVA"),
        ("\nTheo Báo Lam Giang", "Báo Lam Giang"),
        ("\nNguồn: Báo Lam Giang", "Báo Lam Giang"),
        (" Nguồn tin: Tin Sáng", "Tin Sáng"),
        (" (Lan Anh/TTXVN)", "Lan Anh/TTXVN"),
        ("\nTTXVN", "TTXVN"),
        (" - AP", "AP"),
        ("（新华社）", "新华社"),
        (" 来源：新华社", "新华社"),
    ],
)
def test_the_end_of_a_text_names_its_source(end: str, name: str) -> None:
    assert named(body=f"{WHOLE}{end}") == {(name, "tail")}


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("(NVA) - ", "NVA"),
        ("NVA – ", "NVA"),
        ("TTXVN: ", "TTXVN"),
        ("Theo Báo Lam Giang, ", "Báo Lam Giang"),
        ("Lam Thành (TTXVN) - ", "TTXVN"),
    ],
)
def test_the_head_of_a_text_names_its_source(head: str, name: str) -> None:
    assert named(body=f"{head}{WHOLE}") == {(name, "head")}
    assert named(standfirst=f"{head}{WHOLE}") == {(name, "head")}


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"body": f"{WHOLE} Ông nói với NVA rằng cầu rất tốt."},
        {"body": f"{WHOLE[:60]} (NVA) {WHOLE}"},
        {"body": f"{WHOLE} (ap)"},
        {"body": ""},
        {"authors": ("Lê An",), "credited": ("Hồ Hương",)},
    ],
)
def test_names_elsewhere_are_no_credit(told: dict[str, Any]) -> None:
    assert named(**told) == set()


def test_bylines_and_what_the_page_was_read_to_credit_count() -> None:
    assert named(authors=("Theo Tin Sáng",)) == {("Tin Sáng", "byline")}
    assert named(credited=("Báo Lam Giang 01-07-2026 09:12",)) == {
        ("Báo Lam Giang 01-07-2026 09:12", "byline")
    }
    assert named(agency="NVA") == {("NVA", "agency")}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Báo Lam Giang", "lam giang"),
        ("Theo Báo Lam Giang", "lam giang"),
        ("Nhật báo Đất Nước", "dat nuoc"),
        ("(NVA)", "nva"),
        ("Lam Giang Online", "lam giang"),
        ("baolamgiang.vn", "baolamgiang"),
        ("Báo Lam GiangChủ nhật, 5/7", "lam giang"),
        ("Tin Sáng ngày 3/7", "tin sang"),
        ("Tổng Hợp 360", "tong hop 360"),
        ("Báo", "bao"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_what_stands_around_it(name: str, key: str) -> None:
    assert bare(name) == key


def test_short_names_count_in_capitals_only() -> None:
    assert Credit("AP", "tail").is_of(KNOWN)
    assert not Credit("ap", "tail").is_of(KNOWN)
