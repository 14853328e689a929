import pytest

from crawler.images import image_of
from crawler.page import read_head
from crawler.tree import parse
from tests.crawler.pages import linked_data

URL = "https://bao.example.vn/tin/cau-1.html"


def image(page: str) -> str:
    return image_of(read_head(parse(page), URL))


def og(link: str, name: str = "og:image") -> str:
    return f"<meta property='{name}' content='{link}'>"


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (og("https://anh.example/cau.jpg"), "https://anh.example/cau.jpg"),
        (og("/anh/cau.jpg?utm_x=1"), "https://bao.example.vn/anh/cau.jpg"),
        (og("//anh.example/cau.jpg", "og:image:secure_url"), "https://anh.example/cau.jpg"),
        (og("https://anh.example/a.jpg", "twitter:image"), "https://anh.example/a.jpg"),
        (linked_data(image="https://anh.example/a.jpg"), "https://anh.example/a.jpg"),
        (
            linked_data(image="https://anh.example/a.jpg") + og("https://anh.example/b.jpg"),
            "https://anh.example/b.jpg",
        ),
        ("<figure><img src=cau.jpg></figure>", "https://bao.example.vn/tin/cau.jpg"),
        ("<article><img src=x.gif data-src=/cau.jpg></article>", "https://bao.example.vn/cau.jpg"),
        (
            "<div class=detail-content><img data-original=/cau.jpg src=x.gif></div>",
            "https://bao.example.vn/cau.jpg",
        ),
        (
            "<figure><img srcset='/cau-1.jpg 640w, /cau-2.jpg 1280w'></figure>",
            "https://bao.example.vn/cau-1.jpg",
        ),
        (
            "<figure><img width=60 src=a.jpg><img width=640 height=auto src=b.jpg></figure>",
            "https://bao.example.vn/tin/b.jpg",
        ),
        ("<p><img src=cau.jpg></p>", ""),
        ("<figure><img></figure>", ""),
        ("", ""),
    ],
)
def test_the_main_picture_is_the_one_told_or_the_first_large_one(page: str, address: str) -> None:
    assert image(page) == address


@pytest.mark.parametrize(
    "link",
    [
        "/static/logo.png",
        "/logo-bao-600x315.jpg",
        "/images/default.jpg",
        "/i/no-image.png",
        "/placeholder/a.jpg",
        "/mark.svg",
        "data:image/png;base64,AAAA",
        "ftp://anh.example/a.jpg",
        "http://[::1",
    ],
)
def test_marks_and_placeholders_are_no_pictures(link: str) -> None:
    assert image(og(link) + "<figure><img src=/cau.jpg></figure>") == "https://bao.example.vn/cau.jpg"
    assert image(og(link)) == ""


@pytest.mark.parametrize("link", ["/anh/logos-cua-bien.jpg", "/iconic-cau.jpg", "/khach-default-a.jpg"])
def test_a_name_that_holds_such_a_word_may_be_a_picture(link: str) -> None:
    is_picture = link != "/khach-default-a.jpg" and not link.startswith("/anh/logos-")
    assert bool(image(og(link))) is is_picture
