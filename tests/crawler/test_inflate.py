import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decode import TooLarge, Truncated
from crawler.inflate import Body, UnknownCoding

MEGABYTE = 1024 * 1024
WINDOWS = {"gzip": 31, "X-GZip ": 31, "deflate": 15, "Deflate": -15}


def coded(coding: str, data: bytes) -> bytes:
    if coding not in WINDOWS:
        return data
    made = zlib.compressobj(wbits=WINDOWS[coding])
    return made.compress(data) + made.flush()


def taken(coding: str, *parts: bytes, most_bytes: int = MEGABYTE) -> bytes:
    body = Body(coding, most_bytes)
    for part in parts:
        body.add(part)
    return body.whole()


@given(st.binary(max_size=2000), st.integers(0, 2000), st.sampled_from(["", "identity", *WINDOWS]))
def test_a_body_comes_out_as_it_went_in_however_it_is_cut(data: bytes, cut: int, coding: str) -> None:
    raw = coded(coding, data)
    assert taken(coding, raw[:cut], raw[cut:]) == data


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "x"])
def test_a_coding_nobody_asked_for_is_refused(coding: str) -> None:
    with pytest.raises(UnknownCoding):
        Body(coding, MEGABYTE)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "Deflate"])
def test_a_bomb_is_refused_before_it_has_expanded(coding: str) -> None:
    body, bomb = Body(coding, 32 * MEGABYTE), coded(coding, bytes(200 * MEGABYTE))
    pieces = [bomb[start : start + 10_000] for start in range(0, len(bomb), 10_000)]
    with pytest.raises(TooLarge):
        list(map(body.add, pieces))
    assert sum(map(len, body.parts)) < 2 * MEGABYTE


def test_more_than_wanted_is_refused_plain_too() -> None:
    assert taken("", b"x" * 10, most_bytes=10) == b"x" * 10
    with pytest.raises(TooLarge, match="11 bytes hold more than 10"):
        taken("", b"x" * 10, b"x", most_bytes=10)


def test_text_that_repeats_itself_a_little_is_no_bomb() -> None:
    text = "".join(f"<p>Dòng tin số {number}</p>" for number in range(100_000)).encode()
    assert taken("gzip", gzip.compress(text), most_bytes=4 * MEGABYTE) == text


def test_what_ends_before_its_end_is_refused() -> None:
    with pytest.raises(Truncated, match="bytes, then nothing"):
        taken("gzip", gzip.compress(bytes(range(256)) * 100)[:-9])


def test_what_is_no_gzip_is_refused() -> None:
    with pytest.raises(Truncated):
        taken("gzip", b"<html>")


def test_an_empty_answer_needs_no_coding() -> None:
    assert taken("gzip") == b""
