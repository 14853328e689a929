"""What a pack says of the addresses of an outlet's hosts."""

from pathlib import Path

import pytest

from archive import packs
from crawler.addresses import HostRule, by_host, normalise
from tests.archive.test_pack_folder import swapped, told, write_pack


def with_rules(rules: str) -> dict[str, str | bytes | None]:
    return swapped("outlets.yaml", "lang: vi", f"lang: vi\n    addresses: {rules}")


def test_an_outlet_tells_what_its_hosts_addresses_mean(tmp_path: Path) -> None:
    rules = (
        "[{host: m.bao.example.vn, main_host: bao.example.vn, article_fields: [id], trusts_canonical: false}]"
    )
    folder = write_pack(tmp_path, with_rules(rules))
    pack = packs.load(folder, folder=tmp_path, fill={"press_port": "1"})
    told_rules = next(outlet.addresses for outlet in pack.outlets if outlet.addresses)
    assert told_rules == (
        HostRule(
            host="m.bao.example.vn",
            main_host="bao.example.vn",
            article_fields=("id",),
            trusts_canonical=False,
        ),
    )
    spelled = normalise("https://m.bao.example.vn/xem?id=7&tu=zalo", rules=by_host(told_rules))
    assert spelled == "https://bao.example.vn/xem?id=7"


@pytest.mark.parametrize(
    ("rules", "host"),
    [
        ("[{host: https://bao.example.vn}]", "https://bao.example.vn"),
        ("[{host: bao.example.vn, main_host: bao.example.vn/tin}]", "bao.example.vn/tin"),
        ("[{host: localhost}]", "localhost"),
    ],
)
def test_a_host_is_a_name_and_nothing_else(tmp_path: Path, rules: str, host: str) -> None:
    words = f'"{host}" is no host name; write it like m.bao.vn'
    assert told(tmp_path, with_rules(rules)) == [("outlets.yaml", 7, words)]


def test_a_rule_without_a_host_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, with_rules("[{main_host: bao.example.vn}]"))
    assert found == [("outlets.yaml", 7, 'the key "host" is missing; add it to the entry that starts here')]
