"""Countries and great cities in every language of the press, as the atlas of Unicode calls them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from babel import Locale

from classifier.across_days import LANGUAGES
from classifier.names import NameIndex, Stretch
from classifier.place_words import Words

_TERRITORY = re.compile("[A-Z]{2}")
# Cities are told by the zones of time named after them; this language names every one.
_MANY_CITIES = "zh"
# Short names of countries that are syllables, words or given names as well.
_ORDINARY = {"vi": frozenset({"Anh", "Đức", "Áo", "Ý", "Man", "Bỉ"})}
_BESIDES: Mapping[str, Mapping[str, str]] = {
    "vi": {"Mỹ": "US", "Nga": "RU", "Pháp": "FR", "Nhật": "JP", "Úc": "AU", "Lào": "LA", "Thái": "TH"}
    | {"nước Anh": "GB", "nước Đức": "DE", "Cam-pu-chia": "KH", "Hồng Kông": "HK", "Đài Loan": "TW"},
    "en": {"USA": "US", "American": "US", "Americans": "US", "Britain": "GB", "British": "GB"}
    | {"Chinese": "CN", "Japanese": "JP", "Korean": "KR", "Koreans": "KR", "Thai": "TH", "Lao": "LA"}
    | {"Cambodian": "KH", "Cambodians": "KH", "French": "FR", "German": "DE", "Germans": "DE"}
    | {"Dutch": "NL", "Russian": "RU", "Russians": "RU", "Indian": "IN", "Indians": "IN"}
    | {"Filipino": "PH", "Filipinos": "PH", "Australian": "AU", "Australians": "AU"}
    | {"Indonesian": "ID", "Malaysian": "MY", "Taiwanese": "TW", "Vietnamese": "VN", "Viet Nam": "VN"},
    "fr": {"néerlandais": "NL", "américain": "US", "chinois": "CN", "japonais": "JP", "coréen": "KR"}
    | {"sud-coréen": "KR", "thaïlandais": "TH", "laotien": "LA", "cambodgien": "KH", "français": "FR"},
    "zh": {"韩国": "KR", "老挝": "LA", "美国": "US"},
    "ja": {"米国": "US", "英国": "GB", "アメリカ": "US"},
    "ko": {"한국": "KR", "한국인": "KR", "미국": "US"},
    "th": {"ไทย": "TH", "เกาหลีใต้": "KR"},
    "km": {"ខ្មែរ": "KH", "ថៃ": "TH", "ឡាវ": "LA"},
    "lo": {"ລາວ": "LA", "ຫວຽດນາມ": "VN", "ໄທ": "TH"},
    "ru": {"Южной Кореи": "KR", "Южная Корея": "KR", "США": "US", "Китая": "CN"},
}


def world_places(words: Words, lang: str, taken: Sequence[Stretch] = ()) -> dict[Stretch, str]:
    """Where a text names countries and cities, and their codes; what is ``taken`` is a place nearer home."""
    return {
        (start, end): keys[0]
        for start, end, keys in _atlas(lang).find(words)
        if not any(first < end and start < last for first, last in taken)
        and not (lang == "vi" and _is_part(words.text, start, end))
    }


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a single Vietnamese syllable is but a part of a name: “Mỹ” in “Mỹ Lâm”."""
    before = re.search(r"(\w+) \Z", text[max(0, start - 12) : start])
    behind = re.match(r" (\w)", text[end : end + 2])
    return " " not in text[start:end] and bool(
        (before and before[1][0].isupper()) or (behind and behind[1].isupper())
    )


def _told(names: Mapping[object, object]) -> Iterator[tuple[str, str]]:
    """The atlas's entries; it types neither side."""
    return ((str(code), str(name)) for code, name in names.items())


@cache
def _atlas(lang: str) -> NameIndex:
    return NameIndex(_names(lang if lang in LANGUAGES else "en"))


def _names(lang: str) -> Iterator[tuple[str, str]]:
    locale = Locale.parse(lang)
    for code, name in _told(locale.territories):
        if _TERRITORY.fullmatch(code) and name not in _ORDINARY.get(lang, ()):
            yield name, code
    for name, code in _BESIDES.get(lang, {}).items():
        yield name, code
    for zone in map(str, Locale.parse(_MANY_CITIES).time_zones):
        own = locale.time_zones.get(zone, {}).get("city")
        if "/" in zone:
            yield str(own or zone.rpartition("/")[2].replace("_", " ")), zone
