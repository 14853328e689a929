"""What kinds of press, countries and languages are called in Vietnamese and in English, in every province."""

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from language.identify import OTHER
from search.names import Name

_LOCALES = (Locale.parse("vi"), Locale.parse("en"))
_CODE_LENGTH = 2
KINDS: Mapping[str, tuple[str, ...]] = {
    "national": ("báo trung ương", "báo quốc gia", "national press"),
    "provincial": ("báo địa phương", "báo tỉnh", "provincial press", "local press"),
    "ministry": ("báo bộ, ngành", "báo ngành", "báo bộ", "ministry press"),
    "business": ("báo kinh tế", "báo doanh nghiệp", "business press"),
    "law": ("báo pháp luật", "law press", "legal press"),
    "farm": ("báo nông nghiệp", "farm press"),
    "sport": ("báo thể thao", "sport press", "sports press"),
    "magazine": ("tạp chí", "magazine"),
    "agency": ("hãng tin", "hãng thông tấn", "thông tấn xã", "news agency"),
    "aggregator": ("trang tổng hợp", "trang tin tổng hợp", "báo tổng hợp", "aggregator"),
    "foreign": ("báo nước ngoài", "báo quốc tế", "foreign press"),
    "official": ("cổng thông tin", "cổng thông tin điện tử", "official site"),
    "import": ("nạp từ tệp", "loaded from files"),
}
# What is said beside the names of the atlas.
_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE",),
    "AU": ("Úc",),
    "BY": ("Bạch Nga",),
    "CZ": ("Séc", "Tiệp Khắc", "Czech Republic"),
    "GB": ("Anh", "nước Anh", "Anh Quốc", "Britain", "Great Britain", "England", "UK"),
    "HK": ("Hồng Kông", "Hương Cảng", "Hong Kong"),
    "JP": ("Nhật",),
    "KH": ("Cam-pu-chia",),
    "KP": ("Bắc Triều Tiên", "CHDCND Triều Tiên"),
    "KR": ("Hàn", "Nam Hàn", "Đại Hàn", "Korea"),
    "LA": ("Lao",),
    "MM": ("Miến Điện", "Burma"),
    "MO": ("Ma Cao", "Macau"),
    "NL": ("Holland",),
    "TH": ("Thái",),
    "TR": ("Turkey",),
    "US": ("Mỹ", "nước Mỹ", "Hợp chúng quốc Hoa Kỳ", "USA", "America"),
}
_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "km": ("tiếng Campuchia", "Cambodian"),
    "lo": ("Laotian",),
    "my": ("tiếng Myanmar",),
    "zh": ("tiếng Hoa", "tiếng Trung Quốc", "tiếng Hán"),
    OTHER: ("ngôn ngữ khác", "tiếng khác", "other language"),
}


@cache
def common() -> tuple[Name, ...]:
    """The names that no pack has to tell."""
    return (
        *(Name("kind", code, text) for code, texts in KINDS.items() for text in texts),
        *_listed("country", _COUNTRIES, *(locale.territories for locale in _LOCALES)),
        *_listed("lang", _LANGUAGES, *(locale.languages for locale in _LOCALES)),
    )


def _listed(field: str, besides: Mapping[str, tuple[str, ...]], *atlas: Mapping[str, str]) -> Iterator[Name]:
    for called in atlas:
        yield from (Name(field, code, text) for code, text in called.items() if len(code) == _CODE_LENGTH)
    for code, texts in besides.items():
        yield from (Name(field, code, text) for text in texts)
