"""What the surroundings say: typed, and loud where it is wrong."""

import os
from collections.abc import Mapping
from math import inf
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(Exception):
    """A setting that cannot be used; the text says which, why, and what would do."""


def text(name: str, default: str = "", *, among: Mapping[str, str] = os.environ) -> str:
    """A setting, or what the file named by ``NAME_FILE`` holds (for secrets)."""
    named = among.get(f"{name}_FILE", "")
    if named:
        try:
            return Path(named).read_text("utf-8").strip()
        except OSError as fault:
            raise BadSetting(
                f"{name}_FILE={named}: không đọc được tệp ({fault.strerror}); hãy kiểm tra đường dẫn và"
                " quyền đọc. / the file cannot be read; check the path and who may read it."
            ) from fault
    return among.get(name, "").strip() or default


def number(name: str, default: int, *, among: Mapping[str, str] = os.environ) -> int:
    """A whole number."""
    raw = text(name, str(default), among=among)
    try:
        return int(raw)
    except ValueError as fault:
        raise BadSetting(
            f"{name}={raw}: phải là số nguyên, ví dụ {default}. / must be a whole number, such as {default}."
        ) from fault


def amount(name: str, default: float, *, among: Mapping[str, str] = os.environ) -> float:
    """A number above nought."""
    raw = text(name, str(default), among=among)
    try:
        told = float(raw)
    except ValueError:
        told = 0.0
    if not 0 < told < inf:
        raise BadSetting(f"{name}={raw}: phải là số lớn hơn 0, ví dụ {default}. / must be a number above 0.")
    return told


def flag(name: str, *, among: Mapping[str, str] = os.environ) -> bool:
    """Yes or no."""
    raw = text(name, "no", among=among).lower()
    if raw not in {"yes", "no", "1", "0", "true", "false", "on", "off"}:
        raise BadSetting(f"{name}={raw}: phải là yes hoặc no. / must be yes or no.")
    return raw in {"yes", "1", "true", "on"}


def one_of(
    name: str, default: str, allowed: tuple[str, ...], *, among: Mapping[str, str] = os.environ
) -> str:
    """One of a few words, whatever its letters' size."""
    raw = text(name, default, among=among)
    if raw.lower() not in allowed:
        listed = ", ".join(allowed)
        raise BadSetting(f"{name}={raw}: phải là một trong {listed}. / must be one of these.")
    return raw.lower()


def database(url: str) -> dict[str, object]:
    """Django's description of ``sqlite:///FILE`` or ``postgresql://USER:PASSWORD@HOST/NAME``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        name = "/" + unquote(parts.path).lstrip("/")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            # A file, not memory: tests have threads and processes too.
            "TEST": {"NAME": f"{name}.test"},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or "") or text("DATABASE_PASSWORD"),
            "HOST": options.pop("host", "") or parts.hostname or "",
            "PORT": str(parts.port or options.pop("port", "")),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
            "TEST": {"TEMPLATE": "template0"},
        }
    raise BadSetting(
        f"DATABASE_URL={url}: không hiểu địa chỉ; dùng sqlite:////đường/dẫn/tệp hoặc postgresql://người:mật-khẩu@máy/tên."
        " / not understood; use sqlite:////path/file or postgresql://user:password@host/name."
    )
