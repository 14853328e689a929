"""Which characters are of scripts without spaces, which are Korean or Latin, and which show nothing."""

import re

# Han, kana, bopomofo, Thai, Lao, Khmer and Burmese letters with their vowel signs; no digits, no punctuation.
SPACELESS = (
    "\u3005\u3007\u3041-\u3096\u3099-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecf\u0edc-\u0edf"
    "\u1780-\u17d3\u17d7\u17dc\u17dd\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"
)
HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb"
# Latin letters with every accent that is composed with them.
LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
# Signs that show nothing: they may stand inside a word, and a zero-width space only between spaceless ones.
UNSEEN = "\u00ad\u200c\u200d\u2060\ufeff"
ZERO_WIDTH_SPACE = "\u200b"

SIGN = re.compile(f"[{SPACELESS}{HANGUL}]")
HANGUL_SIGN = re.compile(f"[{HANGUL}]")
