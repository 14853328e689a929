import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import get_template
from pytest_django import Settings

from web import fonts

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "web" / "templates").rglob("*.html"))
SHEETS = sorted((ROOT / "web" / "static").rglob("*.css"))
STATIC = re.compile(r"""{%\s*static\s+['"]([^'"]+)""")
URL = re.compile(r"""url\(["']?([^"')]+)""")
# What our policy would block, or what a page without script would miss.
FORBIDDEN = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|\|\s*safe\b|autoescape off"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_every_static_file_a_template_names_is_there(path: Path) -> None:
    assert [name for name in STATIC.findall(path.read_text("utf-8")) if finders.find(name) is None] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_template_carries_what_the_policy_forbids(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_every_template_can_be_read(path: Path) -> None:
    get_template(path.relative_to(ROOT / "web" / "templates").as_posix())


def test_every_file_a_style_sheet_names_is_there() -> None:
    named = [name.removeprefix("../") for sheet in SHEETS for name in URL.findall(sheet.read_text("utf-8"))]
    assert sorted(named) == sorted(f"fonts/{face}" for face in fonts.FACES)
    assert [name for name in named if finders.find(name) is None] == []


def test_the_typeface_is_served_once_however_often_the_site_starts(settings: Settings) -> None:
    apps.get_app_config("web").ready()
    assert settings.STATICFILES_FINDERS.count("web.fonts.Faces") == 1


def test_no_style_sheet_reaches_out() -> None:
    assert [s.name for s in SHEETS if re.search(r"https?:|@import|//", s.read_text("utf-8"))] == []


def test_a_release_can_be_collected_with_hashed_names(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    sheet = next((tmp_path / "web").glob("base.*.css")).read_text("utf-8")
    assert re.findall(r'fonts/(Roboto-\w+)\.[0-9a-f]{12}\.ttf"', sheet) == [
        "Roboto-Regular",
        "Roboto-Medium",
        "Roboto-Bold",
    ]
    assert len(list((tmp_path / "fonts").glob("*.ttf"))) == 2 * len(fonts.FACES)
