import pytest

from config.reference import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_same_however_often_it_is_written(name: str) -> None:
    assert PAGES[name]() == PAGES[name]()
