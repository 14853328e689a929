from web.signals_figures import HEIGHT, WIDTH, Reach, reach, weeks


def test_the_last_bar_is_the_one_told_of_and_the_highest_fills_the_drawing() -> None:
    told = weeks(((2, 2.0), (8, 2.0)), 1, 3)
    assert [bar.is_last for bar in told.bars] == [False, True]
    assert (told.bars[1].height, told.bars[1].y) == (f"{HEIGHT:.2f}", "0.00")
    assert told.line == f"{WIDTH / 4:.2f},48.00 {WIDTH * 3 / 4:.2f},48.00"
    assert (told.band_y, told.band_height, told.highest) == ("40.00", "16.00", 8)


def test_before_anything_was_expected_there_is_no_line() -> None:
    assert weeks(((2, 0.0), (3, 0.0)), 0, 0).line == ""


def test_no_days_are_no_bars() -> None:
    assert weeks((), 0, 0).bars == ()


def test_a_range_lies_on_its_scale() -> None:
    assert reach(10, 15, 20, 45, 40) == Reach("25.00", "25.00", "37.50", "100.00")
    assert reach(0, 0, 0, 0, 0).width == "1.00"
