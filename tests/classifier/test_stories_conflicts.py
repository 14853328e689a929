"""Headlines of the same words about somebody else."""

import pytest

from classifier.stories_conflicts import is_conflict

CHAIR = "Ông Lò Văn Sính làm Chủ tịch UBND xã Mỹ Lâm"


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        pytest.param(CHAIR, "Bà Trần Thị Vịnh được bầu làm Chủ tịch UBND xã Cửa Trầm", True, id="person"),
        pytest.param(CHAIR, "Ông Lò Văn Sính được bầu làm Chủ tịch UBND xã", False, id="same person"),
        pytest.param("Cháy chợ đêm ở Cửa Trầm", "Cháy lớn chợ đêm ở Hòn Nghê", True, id="place"),
        pytest.param("Cháy chợ đêm ở Cửa Trầm", "Cháy chợ đêm tại xã Cửa Trầm Đông", False, id="longer name"),
        pytest.param("Cháy chợ đêm ở Cửa Trầm", "Tiểu thương Hòn Nghê mất trắng", False, id="other words"),
        pytest.param("Cháy chợ đêm ở Cửa Trầm", "Cháy lớn chợ đêm, không ai bị thương", False, id="no name"),
        pytest.param("Lũ ở Cửa Trầm", "Lũ ở Hòn Nghê", False, id="too short to tell"),
        pytest.param("Tàu kéo mắc cạn ở Trầm", "Tàu kéo mắc cạn ở Nghê", False, id="one word is no name"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_a_conflict_is_the_same_said_of_another(one: str, other: str, conflict: bool) -> None:
    assert is_conflict(one, other) is is_conflict(other, one) is conflict
