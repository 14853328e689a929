"""Whether words look like a person's name, in Vietnamese or in another language of the Latin script. Pure."""

import re

from language.syllables import is_syllable
from language.text import fold, is_accented

_SURNAMES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm
Phùng Mai Tô Hà Tạ Chu Châu Cao Lương Lưu Thái Tăng Quách Từ Kiều Triệu La Lục Hứa Nghiêm Đàm Quan Văn Thạch
Kim Danh Thân Viên Bạch Hàn Khúc Lã Ninh Phí Tống Tiêu Vi Nông Ma Lò Quàng Cầm Giàng Vàng Sùng Thào Hầu Lù
Điểu Siu Nay Ông Âu Ân Bành Bế Biện Cát Chung Chử Cù Diệp Doãn Đậu Đới Giáp Hình Khổng Khương Khưu Lều Liêu
Liễu Lỗ Lữ Mạc Mạch Mẫn Nhan Nhâm Phó Phương Sầm Tào Thiều Tôn Trưng Ung Ưng Uông Vưu Y
"""
SURNAMES = frozenset(_SURNAMES.lower().split())
_BARE_SURNAMES = frozenset(fold(name) for name in SURNAMES)
# Written small these open nothing but a name; and with these behind the surname, others do too.
_UNMISTAKABLE = frozenset({"nguyễn", "nguyen", "huỳnh", "trịnh", "quách"})
_MIDDLE = frozenset({"văn", "thị", "hữu", "đình", "đức", "van", "thi", "huu", "dinh", "duc"})
# Words beside a name that make it no less a name alone.
_FILLERS_LISTED = """
ông bà anh chị cô chú bác cháu em thầy đồng chí mr mrs ms miss dr sir mister madam prof và của là với ở tại
trong cho về có được bị này đó the of and a an in on at by
"""
_FILLERS = frozenset(_FILLERS_LISTED.split())
# Of a name with one of these it is plain that it is no person's.
_ORGANISATIONS_LISTED = """
agency airlines airport asia association authority bank board business capital center centre city club
committee company conference corporation council court daily department development district east economic
education energy exchange federation forum foundation fund global government group health holdings hospital
hotel human industrial industries institute international island market media ministry museum nation nations
national news north organisation organization park party police port post press project province republic
resort rights river road school sea service south state states steel street summit team times tower trade
trust union united university war watch west world zone
"""
_ORGANISATIONS = frozenset(_ORGANISATIONS_LISTED.split())
# Countries, seas and towns that open like a name and are in every desk's queries.
_PLACES = frozenset(
    {"thái lan", "hà lan", "hàn quốc", "thái bình dương", "ma rốc", "ma cao", "hoàng sa", "hồ chí minh"}
    | {"văn miếu", "lý sơn", "hà tiên", "hồ gươm", "hồ tây"}
)
_LEAST, _MOST, _MOST_FOREIGN = 2, 5, 4
_LONGEST_SYLLABLE = 7
_LEAST_SMALL, _MOST_SMALL = 3, 4
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff'’.-]+")


def is_filler(word: str) -> bool:
    """Whether a word beside a name leaves it a name and nothing more."""
    return word.lower().rstrip(".") in _FILLERS


def looks_like_a_name(text: str) -> bool:
    """Whether a text is written like one person's name and nothing else."""
    words = text.split()
    if not words or not all(map(_WORD.fullmatch, words)) or " ".join(words).lower() in _PLACES:
        return False
    return _is_vietnamese(words) or _is_written_small(words) or _is_foreign(words)


def _is_vietnamese(words: list[str]) -> bool:
    """Two to five capitalised syllables behind a surname, a woman's or a man's."""
    is_sized = _LEAST <= len(words) <= _MOST
    return is_sized and all(map(_opens_large, words)) and _are_syllables(words) and _opens(words)


def _are_syllables(words: list[str]) -> bool:
    """Whether words are Vietnamese syllables; of those without any accent only their length is known."""
    if is_accented(" ".join(words)):
        return all(map(is_syllable, words))
    return all(len(word) <= _LONGEST_SYLLABLE for word in words)


def _opens(words: list[str]) -> bool:
    """Whether the first word is a surname; of a text without any accent, one whose accents were left out."""
    first = words[0].lower()
    return first in SURNAMES or (not is_accented(" ".join(words)) and first in _BARE_SURNAMES)


def _is_written_small(words: list[str]) -> bool:
    """A name typed without capitals, as far as it cannot be other words."""
    if any(map(_opens_large, words)) or not _are_syllables(words):
        return False
    if words[0] in _UNMISTAKABLE:
        return _LEAST <= len(words) <= _MOST
    return _LEAST_SMALL <= len(words) <= _MOST_SMALL and words[1] in _MIDDLE and _opens(words)


def _is_foreign(words: list[str]) -> bool:
    """Two to four capitalised Latin words that are neither Vietnamese nor an organisation's."""
    if not _LEAST <= len(words) <= _MOST_FOREIGN or not all(map(_LATIN.fullmatch, words)):
        return False
    if not all(map(_opens_large, words)) or any(map(_is_acronym, words)):
        return False
    is_vietnamese = is_accented(" ".join(words)) and all(map(is_syllable, words))
    return not is_vietnamese and _ORGANISATIONS.isdisjoint(word.lower() for word in words)


def _opens_large(word: str) -> bool:
    return word[0].isupper()


def _is_acronym(word: str) -> bool:
    """More than one capital and nothing small: an initial is none."""
    return len(word.strip(".")) > 1 and word.isupper()
