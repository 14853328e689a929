"""Texts as the gates compare them."""

import unicodedata


def plain(text: str | None) -> str:
    """A title as it is compared: composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())
