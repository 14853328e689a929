"""A small gazetteer: an invented province as a desk of it would list it, and a few neighbours."""

import functools
from datetime import date

from classifier.gazetteer import Finder
from classifier.model import Gazetteer, Place, PlaceName

MERGED = date(2025, 7, 1)
LAST_DAY = date(2025, 6, 30)
HOME = "lam-giang"


def named(**names: str) -> tuple[PlaceName, ...]:
    """Names by language; several in one language stand between bars."""
    return tuple(PlaceName(one, lang) for lang, those in names.items() for one in those.split("|"))


def former(key: str, *became: str, **names: str) -> Place:
    """A province that was merged into others."""
    return Place(key, "province", named(**names), valid_to=LAST_DAY, became=became)


def small(key: str, kind: str, parent: str = HOME, **names: str) -> Place:
    """A place inside a province."""
    return Place(key, kind, named(**names), parent=parent, valid_from=MERGED)


_HOME_NAMES = named(
    vi="Lam Giang",
    en="Lam Giang",
    zh="蓝江省|蓝江",
    ja="ラムザン省|ラムザン",
    ko="람장성|람장",
    km="ខេត្តឡាំយ៉ាង|ឡាំយ៉ាង",
    lo="ແຂວງລຳຢາງ|ລຳຢາງ",
    th="จังหวัดลามซาง|ลามซาง",
)
AT_HOME = (
    Place(HOME, "province", _HOME_NAMES, valid_from=MERGED),
    former("lam-giang-cu", HOME, vi="Lam Giang cũ|Lam Giang (cũ)"),
    former("phuoc-dien", HOME, vi="Phước Điền", en="Phuoc Dien", zh="福田省"),
    former("tay-linh", HOME, vi="Tây Lĩnh", en="Tay Linh", ko="떠이린성"),
    Place("huyen-tan-khe", "district", named(vi="Tân Khê"), "lam-giang-cu", None, LAST_DAY, ("tan-khe",)),
    small("phuong-phuoc-dien", "ward", vi="Phước Điền", en="Phuoc Dien ward"),
    small("tan-khe", "commune", vi="Tân Khê"),
    small("cua-tram", "ward", vi="Cửa Trầm", en="Cua Tram"),
    small("hon-nghe", "zone", vi="Hòn Nghê", en="Hon Nghe"),
    small("khu-kinh-te-cua-tram", "other", vi="khu kinh tế Cửa Trầm|KKT Cửa Trầm"),
    small("song-lam-giang", "other", vi="sông Lam Giang", en="Lam Giang River"),
)
AWAY = (
    Place(
        "ha-noi",
        "city",
        named(
            vi="Hà Nội",
            en="Hanoi|Ha Noi",
            zh="河内",
            ja="ハノイ",
            ko="하노이",
            km="ហាណូយ",
            lo="ຮ່າໂນ້ຍ",
            th="ฮานอย",
            ru="Ханой",
        ),
    ),
    Place("hue", "city", named(vi="Huế", en="Hue", zh="顺化市", ja="フエ", ko="후에")),
    Place("tay-ninh", "province", named(vi="Tây Ninh", en="Tay Ninh", zh="西宁省", ja="タイニン")),
    Place("dien-bien", "province", named(vi="Điện Biên", en="Dien Bien")),
    Place("da-nang", "city", named(vi="Đà Nẵng", en="Da Nang|Danang", ko="다낭")),
    Place("gia-lai", "province", named(vi="Gia Lai", en="Gia Lai")),
    former("ha-nam", "ninh-binh", vi="Hà Nam", en="Ha Nam"),
    Place("ninh-binh", "province", named(vi="Ninh Bình", en="Ninh Binh")),
    former("thai-binh", "hung-yen", vi="Thái Bình"),
    Place("hung-yen", "province", named(vi="Hưng Yên")),
    small("binh-khe-tay-ninh", "commune", "tay-ninh", vi="Bình Khê"),
    small("binh-khe", "commune", vi="Bình Khê"),
    # A place whose parent nobody listed, and two that lie in each other by mistake.
    Place("lost", "commune", named(vi="Xóm Vắng"), parent="nowhere"),
    Place("ring-a", "other", named(vi="Vòng Trên"), parent="ring-b"),
    Place("ring-b", "other", named(vi="Vòng Dưới"), parent="ring-a"),
)
BODIES = named(
    vi="UBND tỉnh Lam Giang|Công an tỉnh Lam Giang|Ban Quản lý Vịnh Xanh|Sở Muối",
    en="Salt Coast Authority",
)
NOT_HOME = ("đường Lam Giang", "dòng Lam Giang xứ Nghệ", "Lam Giang Quán")
GAZETTEER = Gazetteer(HOME, (*AT_HOME, *AWAY), BODIES, NOT_HOME)


@functools.lru_cache(maxsize=1)
def finder() -> Finder:
    """The finder of this gazetteer; nothing in it changes."""
    return Finder(GAZETTEER)


def found(text: str) -> list[tuple[str, str]]:
    """The places a text speaks of, each with the words that name it."""
    return [(span.place, text[span.start : span.end]) for span in finder().find(text)]


def senses(text: str) -> list[tuple[str, str]]:
    """Every place name of a text with its sense."""
    return [(one.place, one.sense) for one in finder().mentions(text)]
