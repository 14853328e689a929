"""Subscriptions from elsewhere become outlets that a pack can take, once a person has looked through them."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.packs import PACKS, Pack, check
from crawler import opml
from crawler.opml import Outline, Strange, Subscription, Trouble
from pipeline.source_import import Imported, country_of, outlets_of, slug, written


def one(
    url: str, name: str = "", home: str = "", lang: str = "", under: tuple[str, ...] = (), line: int = 3
) -> Subscription:
    return Subscription(url, name, home, lang, under, line)


def made(*found: Subscription, pack: Pack | None = None) -> Imported:
    return outlets_of(Outline(found, ()), "tin.opml", pack)


def test_a_subscription_becomes_an_outlet_with_one_source() -> None:
    told = made(
        one("https://coast.sg/rss", "The Coast Times", "https://www.coast.sg/", "en", ("Châu Á", "Biển"))
    )
    assert told.outlets == (
        {
            "key": "coast-sg",
            "name": "The Coast Times",
            "kind": "foreign",
            "country": "SG",
            "lang": "en",
            "home_page": "https://www.coast.sg/",
            "check": True,
            "note": "Châu Á / Biển",
            "sources": [
                {
                    "key": "coast-sg-1",
                    "url": "https://coast.sg/rss",
                    "shape": "feed",
                    "verified": False,
                    "note": "The Coast Times",
                }
            ],
        },
    )
    assert (told.told, told.sources) == ((), 1)


def test_sources_of_one_host_are_one_outlet() -> None:
    told = made(
        one("https://bao.vn/thoi-su.rss", "Thời sự"), one("https://www.bao.vn/kinh-te.rss", "Kinh tế")
    )
    (outlet,) = told.outlets
    assert (outlet["name"], outlet["kind"], outlet["lang"]) == ("bao.vn", "national", "vi")
    assert [source["key"] for source in outlet["sources"]] == ["bao-vn-1", "bao-vn-2"]


def test_a_source_that_the_pack_has_is_left_out(pack: Pack) -> None:
    known = pack.outlets[0].sources[0].url
    told = made(one(known), pack=pack)
    assert (told.outlets, told.told) == (
        (),
        (f"tin.opml:3: gói đã có nguồn này / the pack has this source: {known}",),
    )


def test_a_key_that_the_pack_has_is_another(pack: Pack) -> None:
    taken = replace(pack, outlets=(replace(pack.outlets[0], key="bao-vn"),))
    assert made(one("https://bao.vn/rss"), pack=taken).outlets[0]["key"] == "bao-vn-2"


@pytest.mark.parametrize("url", ["http://127.0.0.1/rss", "http://10.0.0.1/rss", "http://noi-bo.local/rss"])
def test_an_address_that_is_not_public_is_told(url: str) -> None:
    told = made(one(url))
    assert (told.outlets, len(told.told)) == ((), 1)
    assert told.told[0].startswith("tin.opml:3: ")


def test_a_line_that_gave_no_source_is_told() -> None:
    told = outlets_of(Outline((), (Strange(7, Trouble.TWICE, "https://a.example/1"),)), "tin.opml", None)
    assert told.told == (
        "tin.opml:7: đã có ở trên trong danh sách / stands above in the list: https://a.example/1",
    )


def test_the_language_is_told_by_the_names_where_the_list_does_not() -> None:
    langs = [made(one("https://bao.com/1", name)).outlets[0]["lang"] for name in ("蓝江省新闻 东盟观察", "")]
    assert langs == ["zh", "en"]


def test_a_pack_takes_what_was_imported(tmp_path: Path) -> None:
    told = made(one("https://bao.vn/rss", "Báo: “Tin” #1"), one("https://coast.sg/rss"))
    for path in (PACKS / "demo").glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "outlets.yaml").write_text(written(told, "tin\n.opml"), "utf-8")
    assert check(tmp_path) == []


@pytest.mark.parametrize(
    ("host", "country"),
    [("bao.vn", "VN"), ("bbc.co.uk", "GB"), ("coast.com", "US"), ("tin.tv", "US"), ("localhost", "US")],
)
def test_a_country_is_told_by_the_ending(host: str, country: str) -> None:
    assert country_of(host) == country


@pytest.mark.parametrize(
    ("host", "key"), [("xn--bo-hoa.vn", "xn-bo-hoa-vn"), ("a" * 99, "a" * 60), ("---", "nguon")]
)
def test_a_host_becomes_a_key(host: str, key: str) -> None:
    assert slug(host) == key


def test_a_list_goes_all_the_way() -> None:
    outline = opml.read(b'<opml><body><outline xmlUrl="https://bao.vn/rss" text="Bao"/></body></opml>')
    assert isinstance(outline, Outline)
    assert "  url: https://bao.vn/rss\n" in written(outlets_of(outline, "a.opml", None), "a.opml")
