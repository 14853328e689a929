"""A real pack without a network: the sources say so, nothing breaks."""

from pathlib import Path

import pytest

from tests.e2e.running import running, wait_for

pytestmark = pytest.mark.slow


def test_a_real_pack_offline_says_so_and_goes_on(tmp_path: Path) -> None:
    with running(tmp_path) as house:
        house.start(pack="dong-nai")
        wait_for("the site", 180, lambda: house.page("/health"), house)
        wait_for("the first polls", 180, lambda: "failing" in house.diembao("source").stdout, house)
        told = house.log.read_text("utf-8")
        assert "admin@localhost" in told
        assert "Traceback" not in told
        findings = {f["what"]: f["colour"] for f in house.findings()}
        assert findings["crawl"] == findings["work"] == "green"
        assert house.stop() == 0
