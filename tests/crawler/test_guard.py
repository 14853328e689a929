import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.guard import LONGEST_ADDRESS, Target, allowed, check_address, is_web_port, shown, target_of
from crawler.reasons import NotAsked, Obstacle, Reason

MAPPED = {"bao.localhost": "127.0.0.1"}
LOOPBACK = ipaddress.IPv4Network("127.0.0.0/8")


def judged(url: str) -> Obstacle | None:
    reason = check_address(url)
    return reason.obstacle if reason else None


@pytest.mark.parametrize(
    "url",
    [
        "https://bao.example/tin?id=1#a",
        "http://BAO.example:8080/rss.xml",
        "http://bao.example./",
        "https://bao.example/tin tuc/bão.html",
        "http://báo.example/",
        "http://xn--bo-mia.example/",
        "http://a_b.bao.example:443/",
        "http://8.8.8.8/",
        "http://[2606:4700::1111]:8443/",
        "https://localhost.example/",
        "https://bao.example/dang-nhap?tiep=http://127.0.0.1/",
        "https://bao.example/@toa-soan",
    ],
)
def test_an_outlets_address_may_be_asked(url: str) -> None:
    assert judged(url) is None


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7F.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0x0.01",
        "0",
        "0x",
        "010.8.8.8",
        "10.8.8.8",
        "１２７.０.０.１",
        "①②⑦.0.0.1",
        "127。0。0。1",
        "127\u00ad.0.0.1",
        "127%2e0%2e0%2e1",
        "%31%32%37.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1%25eth0]",
        "[fe80::1%eth0]",
        "[2606:4700::1111%25eth0]",
        "localhost",
        "LocalHost.",
        "bao.localhost",
        "bao.local",
        "bao.internal",
        "metadata.google.internal",
        "may-in.lan",
        "nas.home.arpa",
        "elasticsearch",
        "toa-soan@127.0.0.1",
        "bao.example:80@127.0.0.1",
        "[::1]:9200",
        "127.0.0.1:6379",
    ],
)
def test_an_inner_address_is_blocked_in_every_dress(host: str) -> None:
    assert judged(f"http://{host}/") is Obstacle.BLOCKED


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bao.example/tin",
        "//bao.example/",
        "http:/bao.example",
        "http:bao.example",
        "http://",
        "http:///tin",
        "http://:80/",
        " http://bao.example/",
        "http://bao.example/\n",
        "http://bao.exa\tmple/",
        "http://bao.example/\x00",
        "http://127.0.0.1\\@bao.example/",
        "http://bao.example\\/tin",
        "http://bao example/",
        "http://bao..example/",
        "http://-bao.example/",
        "http://bao.example:x/",
        "http://bao.example:65536/",
        "http://bao.example:80:81/",
        "http://toa-soan@bao.example/",
        "http://a:b@bao.example/",
        "http://127.0.0.1@bao.example/",
        "http://bao%2eexample/",
        "http://bao.example%00.vn/",
        "http://256.1.1.1/",
        "http://1.2.3.4.5/",
        "http://8.8.8.08/",
        "http://0x8.8.8.8/",
        "http://134744072/",
        "http://bao.123/",
        "http://[::1/",
        "http://[v1.a]/",
        "http://[bao.example]/",
        "http://bao\u2100.example/",
        f"http://{'a' * 64}.example/",
        f"http://{'á' * 64}.example/",
        f"http://{'a.' * 130}example/",
        f"http://bao.example/{'a' * LONGEST_ADDRESS}",
    ],
)
def test_what_is_no_web_address_is_told_apart_from_a_blocked_one(url: str) -> None:
    assert judged(url) is Obstacle.BAD_ADDRESS


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "file:/etc/passwd",
        "FILE:///etc/passwd",
        "ftp://bao.example/",
        "gopher://127.0.0.1/",
        "s3://a/b",
        "javascript:alert(1)",
        "data:text/html,a",
        "mailto:a@bao.example",
    ],
)
def test_no_scheme_but_the_webs_is_taken(url: str) -> None:
    assert judged(url) is Obstacle.BAD_SCHEME


@pytest.mark.parametrize("port", [0, 22, 25, 81, 3306, 5432, 5900, 6000, 6379, 9200, 11211, 27017])
def test_the_ports_of_other_services_are_refused(port: int) -> None:
    assert judged(f"http://bao.example:{port}/") is Obstacle.BAD_PORT


@pytest.mark.parametrize("port", [80, 443, 1024, 8000, 8080, 8443, 65535])
def test_the_webs_ports_and_odd_high_ones_are_asked(port: int) -> None:
    assert is_web_port(port)


def test_an_address_leads_to_one_host_and_port() -> None:
    assert target_of("https://Báo.Example./tin") == Target("https", "xn--bo-mia.example", 443)
    assert target_of("http://[2606:4700::1111]:8080/") == Target("http", "2606:4700::1111", 8080)


def test_the_demos_hosts_are_free_in_name_and_port_and_nothing_else() -> None:
    assert check_address("http://bao.localhost:9200/", MAPPED) is None
    for url in ("http://x.bao.localhost/", "http://a@bao.localhost/", "ftp://bao.localhost/"):
        assert check_address(url, MAPPED) is not None


def test_a_reason_is_a_sentence_in_two_languages() -> None:
    assert str(check_address("http://10.0.0.1/tin")) == (
        "http://10.0.0.1/tin: địa chỉ thuộc mạng nội bộ hoặc không công khai; chỉ thu thập từ trang báo công"
        " khai. / http://10.0.0.1/tin: the address lies in an inner network or is not public; only public"
        " outlets are collected."
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://bao.example/", "http://bao.example/"),
        ("http://a:mat-khau@bao.example/?x=a@b", "http://bao.example/?x=a@b"),
        ("http://bao.example/\r\nX: 1", "http://bao.example/\ufffd\ufffdX: 1"),
        ("http://bao.example/" + "a" * 300, "http://bao.example/" + "a" * 181 + "…"),
    ],
)
def test_an_address_is_shown_without_passwords_and_broken_lines(url: str, expected: str) -> None:
    assert shown(url) == expected


@given(st.ip_addresses(network=str(LOOPBACK)) | st.ip_addresses(network="10.0.0.0/8"))
def test_no_notation_hides_an_inner_address(address: ipaddress.IPv4Address) -> None:
    a, b, c, d = address.packed
    dressed = [str(int(address)), hex(int(address)), f"0{int(address):o}", f"{a}.{int(address) & 0xFFFFFF}"]
    dressed += [f"{a:#x}.{b:#x}.{c:#x}.{d:#x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"{a}.{b}.{(c << 8) + d}"]
    assert {judged(f"http://{host}/") for host in dressed} == {Obstacle.BLOCKED}


@given(st.text(max_size=40), st.sampled_from(["http://", "https://bao.example", "http://127.0.0.1", ""]))
def test_any_text_is_judged_without_stumbling(text: str, start: str) -> None:
    reason = check_address(start + text)
    assert reason is None or isinstance(reason, Reason)


def test_only_the_public_ones_of_a_mixed_answer_are_kept() -> None:
    assert allowed("bao.example", 80, ["10.0.0.1", "8.8.8.8", "::1"], {}) == ["8.8.8.8"]


@pytest.mark.parametrize(
    ("port", "addresses", "expected"),
    [
        (80, ["10.0.0.1", "::1"], Reason(Obstacle.BLOCKED, "a.vn", "10.0.0.1 is private; ::1 is loopback")),
        (80, [], Reason(Obstacle.UNKNOWN_HOST, "a.vn")),
        (6379, ["8.8.8.8"], Reason(Obstacle.BAD_PORT, "a.vn", "6379")),
    ],
)
def test_a_host_that_may_not_be_dialled_says_why(port: int, addresses: list[str], expected: Reason) -> None:
    with pytest.raises(NotAsked) as told:
        allowed("a.vn", port, addresses, {})
    assert told.value.reason == expected


def test_the_demo_map_names_hosts_and_opens_no_range() -> None:
    assert allowed("bao.localhost", 9200, [], MAPPED) == ["127.0.0.1"]
    for host in ("other.localhost", "127.0.0.1"):
        with pytest.raises(NotAsked):
            allowed(host, 80, ["127.0.0.1"], MAPPED)
