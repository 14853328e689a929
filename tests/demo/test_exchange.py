import gzip
import zlib

import brotli
import pytest

from demo.clock import instant
from demo.exchange import Answer, Asked

NOW = instant(92, 6)
TEXT = "Tiếng Việt " * 40


@pytest.mark.parametrize(
    ("host", "slug", "is_mobile"),
    [
        ("nam-viet.localhost:8001", "nam-viet", False),
        ("M.AN-NINH.localhost", "an-ninh", True),
        ("127.0.0.1:8001", "127.0.0.1", False),
        ("press", "press", False),
    ],
)
def test_a_host_names_an_outlet(host: str, slug: str, *, is_mobile: bool) -> None:
    asked = Asked(host, "/", "", 8001, NOW)
    assert (asked.slug, asked.is_mobile) == (slug, is_mobile)


def test_an_answer_becomes_bytes_in_its_encoding() -> None:
    assert Answer(200, "Đê", charset="cp1258").body == b"\xd0\xea"


def test_an_archive_is_packed_the_same_way_every_time() -> None:
    one = Answer(200, TEXT, is_archive=True)
    assert gzip.decompress(one.body).decode() == TEXT
    assert one.body == one.body


UNPACK = {"gzip": gzip.decompress, "deflate": zlib.decompress, "br": brotli.decompress}


@pytest.mark.parametrize("packing", UNPACK)
def test_an_answer_is_packed_for_who_takes_it(packing: str) -> None:
    body, told = Answer(200, TEXT, packing=packing).packed("gzip, deflate, br")
    assert told == packing
    assert len(body) < len(TEXT.encode())
    assert UNPACK[packing](body) == TEXT.encode()


@pytest.mark.parametrize(
    ("packing", "text", "accepted"),
    [("", TEXT, "gzip"), ("br", TEXT, "gzip, deflate"), ("gzip", TEXT, ""), ("gzip", "", "gzip")],
)
def test_an_answer_goes_as_it_is_otherwise(packing: str, text: str, accepted: str) -> None:
    assert Answer(200, text, packing=packing).packed(accepted) == (text.encode(), "")
