import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import opml
from crawler.opml import Outline, Strange, Subscription, Trouble
from crawler.unfit import Unfit

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>Tin</title></head><body>\n'


def read(body: str) -> Outline:
    found = opml.read(f"{HEAD}{body}\n</body></opml>".encode())
    assert isinstance(found, Outline)
    return found


def feed(url: str, **more: str) -> str:
    return f'<outline type="rss" xmlUrl="{url}" ' + " ".join(f'{k}="{v}"' for k, v in more.items()) + "/>"


def test_a_subscription_is_its_address_its_names_and_its_line() -> None:
    url, home = "https://coast.example/rss", "https://coast.example/"
    body = feed(url, text="Coast", title="The Coast Times", htmlUrl=home, language="en-SG")
    assert read(body) == Outline((Subscription(url, "The Coast Times", home, "en", (), 3),), ())


def test_headings_are_kept_and_flattened() -> None:
    body = f'<outline text="Châu Á">\n<outline title="Biển"><outline>{feed("https://a.example/1")}</outline>'
    (found,) = read(f"{body}</outline></outline>").subscriptions
    assert (found.under, found.line) == (("Châu Á", "Biển"), 4)


def test_an_address_with_a_bare_and_is_read() -> None:
    (found,) = read(feed("https://a.example/rss?a=1&b=2&amp;c=3")).subscriptions
    assert found.url == "https://a.example/rss?a=1&b=2&c=3"


def test_names_of_attributes_are_read_in_any_case() -> None:
    assert read('<outline XMLURL="https://a.example/1" TEXT="A"/>').subscriptions[0].name == "A"


@pytest.mark.parametrize(
    ("body", "strange"),
    [
        (feed("javascript:alert(1)"), Strange(3, Trouble.NO_ADDRESS, "javascript:alert(1)")),
        (feed("feed"), Strange(3, Trouble.NO_ADDRESS, "feed")),
        ('<outline text="trống"/>', Strange(3, Trouble.NO_ADDRESS, "trống")),
        ("<outline", Strange(4, Trouble.BROKEN, "not well-formed (invalid token): line 4, column 0")),
    ],
)
def test_a_line_that_gives_no_subscription_is_named(body: str, strange: Strange) -> None:
    found = read(body)
    assert (found.subscriptions, found.strange) == ((), (strange,))


def test_the_same_address_twice_is_told() -> None:
    found = read(feed("https://a.example/1") + "\n" + feed("http://a.example/1?utm_source=x"))
    assert len(found.subscriptions) == 1
    assert found.strange == (Strange(4, Trouble.TWICE, "http://a.example/1"),)


def test_what_was_read_before_a_fault_stays() -> None:
    found = read(feed("https://a.example/1") + "<b></c>")
    assert (len(found.subscriptions), found.strange[0].trouble) == (1, Trouble.BROKEN)


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    found = opml.read(b"\xef\xbb\xbf\n\n" + f"{HEAD}{feed('https://a.example/1')}</body></opml>".encode())
    assert isinstance(found, Outline)
    assert found.subscriptions[0].line == 5


def test_a_list_nested_too_deep_is_flattened_no_further() -> None:
    deep = '<outline text="a">' * opml.DEEPEST + feed("https://a.example/1") + "</outline>" * opml.DEEPEST
    found = read(deep)
    assert (found.subscriptions, found.strange) == (
        (),
        (Strange(3, Trouble.TOO_DEEP, "https://a.example/1"),),
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unfit.EMPTY),
        (b" \n", Unfit.EMPTY),
        (b"hello", Unfit.NOT_OPML),
        (b"<rss/>", Unfit.NOT_OPML),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml>&a;</opml>', Unfit.ENTITIES),
        (b'<!DOCTYPE opml [<!ENTITY % a SYSTEM "http://x.example/"> %a;]><opml/>', Unfit.ENTITIES),
        (b"<opml>" + b"<outline>" * (opml.MOST_OUTLINES + 1), Unfit.TOO_MANY_SOURCES),
        (b"<opml>" + b" " * opml.MOST_BYTES, Unfit.TOO_LARGE),
    ],
    ids=lambda value: value.value if isinstance(value, Unfit) else "",
)
def test_what_is_no_list_says_why(data: bytes, why: Unfit) -> None:
    assert opml.read(data) is why


def test_a_document_type_elsewhere_is_never_fetched() -> None:
    found = opml.read(b'<!DOCTYPE opml SYSTEM "http://x.example/o.dtd"><opml><body/></opml>')
    assert found == Outline((), ())


@given(st.text(max_size=200))
def test_whatever_a_list_holds_it_is_read_or_says_why(body: str) -> None:
    assert isinstance(opml.read(f"{HEAD}{body}".encode("utf-8", "replace")), Outline | Unfit)
