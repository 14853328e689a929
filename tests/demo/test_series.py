import pytest

from demo.events import EventFault, read_events
from demo.series import expanded

COLUMN = """
- id: cot-gia-gao
  hour: 6
  lang: vi
  outlet: hang-tin
  topic: agriculture
  about: 1
  tone: 0
  author: Vũ Tần
  section: Giá cả
  title: "Giá gạo {date}: {price} đồng"
  body: ["Sáng {date}, gạo {price} đồng.", "Lúa {paddy} đồng.", "Chợ họp đến trưa."]
  taken: []
  days:
    - {day: 3, price: "18.200", paddy: "9.100"}
    - {day: 34, price: "18.500", paddy: "9.300"}
"""


def test_a_column_is_an_event_for_each_of_its_days() -> None:
    first, second = read_events("test.yaml", COLUMN)
    assert (first.id, first.day, first.series) == ("cot-gia-gao-3", 3, "cot-gia-gao")
    assert first.title == "Giá gạo 4/7: 18.200 đồng"
    assert second.body == ("Sáng 4/8, gạo 18.500 đồng.", "Lúa 9.300 đồng.", "Chợ họp đến trưa.")


def test_a_row_without_days_is_left_as_it_is() -> None:
    assert list(expanded({"id": "cau"})) == [{"id": "cau"}]
    assert list(expanded("just words")) == ["just words"]


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ('paddy: "9.300"', 'straw: "9.300"', "cot-gia-gao: KeyError 'paddy'"),
        ("day: 34", "day: 340", "cot-gia-gao-340: day is not sound"),
        ("{day: 34", "{date: 34", "cot-gia-gao: KeyError 'day'"),
    ],
)
def test_a_fault_in_a_columns_day_names_it(was: str, now: str, why: str) -> None:
    with pytest.raises(EventFault, match=f"^test.yaml: {why}"):
        list(read_events("test.yaml", COLUMN.replace(was, now)))
