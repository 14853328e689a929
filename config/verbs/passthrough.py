"""``diembao django …``: Django's own commands, for developers."""

from collections.abc import Sequence

from django.core.management import execute_from_command_line


def run(arguments: Sequence[str]) -> int:
    """Pass the words on."""
    execute_from_command_line(["diembao django", *arguments])
    return 0
