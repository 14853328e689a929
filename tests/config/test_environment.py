from pathlib import Path

import pytest

from config.environment import BadSetting, amount, database, flag, number, text


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("bí mật\n", "utf-8")
    assert text("KEY", among={"KEY_FILE": str(secret), "KEY": "other"}) == "bí mật"


def test_a_secret_file_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"KEY_FILE=.*không đọc được tệp"):
        text("KEY", among={"KEY_FILE": str(tmp_path / "none")})


def test_an_empty_setting_is_none() -> None:
    assert text("KEY", "default", among={"KEY": "  "}) == "default"


@pytest.mark.parametrize("raw", ["0", "-1", "x", "inf", "nan"])
def test_an_amount_is_above_nought(raw: str) -> None:
    assert amount("N", 1.0, among={"N": "0.5"}) == 0.5
    with pytest.raises(BadSetting, match=r"phải là số lớn hơn 0.*must be a number above 0"):
        amount("N", 1.0, among={"N": raw})


def test_numbers() -> None:
    assert number("N", 3, among={}) == 3
    assert number("N", 3, among={"N": "7"}) == 7
    with pytest.raises(BadSetting, match=r"N=x: phải là số nguyên"):
        number("N", 3, among={"N": "x"})


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [("yes", True), ("1", True), ("ON", True), ("no", False), ("false", False), ("", False)],
)
def test_flags(raw: str, wanted: bool) -> None:
    assert flag("F", among={"F": raw}) is wanted


def test_a_flag_that_is_none() -> None:
    with pytest.raises(BadSetting, match=r"F=maybe"):
        flag("F", among={"F": "maybe"})


def test_sqlite_writes_at_once_and_waits() -> None:
    told = database("sqlite:////home/x/d.sqlite3")
    options = told["OPTIONS"]
    assert isinstance(options, dict)
    assert (told["NAME"], options["transaction_mode"], options["timeout"]) == (
        "/home/x/d.sqlite3",
        "IMMEDIATE",
        30,
    )


def test_postgresql_by_host_or_socket() -> None:
    by_host = database("postgresql://u%40x:p%2F@db:5433/kho")
    assert [by_host[k] for k in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "kho",
        "u@x",
        "p/",
        "db",
        "5433",
    ]
    by_socket = database("postgresql://postgres:@/postgres?host=/run/pg")
    assert (by_socket["HOST"], by_socket["PORT"]) == ("/run/pg", "")


@pytest.mark.parametrize("url", ["", "mysql://x/y", "sqlite://", "/var/x.sqlite3"])
def test_an_address_of_no_database(url: str) -> None:
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        database(url)
