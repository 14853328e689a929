"""``diembao officer add``: a first account, or any other, from the terminal."""

import argparse
import secrets
import sys
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from desk import officers
from desk.rights import Role


def parser() -> argparse.ArgumentParser:
    """What ``officer`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao officer",
        description="Thêm tài khoản; mật khẩu được tạo và chỉ hiện một lần."
        " / Add an account; the password is made up and shown once.",
    )
    found.add_argument("act", choices=["add"], help="thêm / add")
    found.add_argument("email", help="địa chỉ thư / the mail address")
    found.add_argument("--name", required=True, help="họ tên / name")
    found.add_argument(
        "--role",
        choices=[role.value for role in Role],
        default=Role.READER.value,
        help="vai trò / the role (reader)",
    )
    found.add_argument("--language", choices=["vi", "en"], default="vi", help="ngôn ngữ / the language (vi)")
    found.add_argument("--digest", action="store_true", help="nhận điểm báo ngày / gets the daily digest")
    return found


def run(arguments: Sequence[str]) -> int:
    """Add."""
    asked = parser().parse_args(arguments)
    try:
        validate_email(asked.email)
    except ValidationError:
        print(f"{asked.email}: không phải địa chỉ thư / not a mail address", file=sys.stderr)
        return 2
    password = secrets.token_urlsafe(12)
    is_new = officers.create(
        asked.email,
        password,
        name=asked.name,
        role=Role(asked.role),
        language=asked.language,
        wants_digest=asked.digest,
    )
    if not is_new:
        print(f"{asked.email}: đã có tài khoản / has an account already", file=sys.stderr)
        return 2
    print(f"{asked.email} — {password}")
    return 0
