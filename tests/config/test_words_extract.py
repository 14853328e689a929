from pathlib import Path

import pytest

from config.words_extract import main, path_of

CODE = 'from django.utils.translation import gettext as _\n\nx = _("Day")\n'


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A program that says one word."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "code.py").write_text(CODE, "utf-8")
    return tmp_path


def test_what_lacks_a_translation_is_told_and_is_a_failure(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tree) == 1
    assert capsys.readouterr().out == "vi: Day\n"


def test_nothing_is_told_where_everything_is_translated(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(tree)
    path = path_of("vi", tree)
    told = path.read_text("utf-8").replace('msgid "Day"\nmsgstr ""', 'msgid "Day"\nmsgstr "Ngày"')
    path.write_text(told, "utf-8")
    capsys.readouterr()
    assert (main(tree), capsys.readouterr().out) == (0, "")


def test_writing_again_changes_nothing(tree: Path) -> None:
    main(tree)
    before = path_of("vi", tree).read_bytes()
    main(tree)
    assert path_of("vi", tree).read_bytes() == before
