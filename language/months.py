"""Names of months in the languages of the press we read, without their accents."""

import re

from language.text import fold

# In each row the names of one month, by language: English, French, Spanish, German, Indonesian, then scripts.
_NAMES = (
    "january jan janvier janv enero ene januar januari janeiro มกราคม ม.ค. មករា ມັງກອນ",
    "february feb fevrier fevr fev febrero februar februari fevereiro กุมภาพันธ์ ก.พ. កុម្ភៈ ກຸມພາ",
    "march mar mars marzo marz maret marco มีนาคม มี.ค. មីនា ມີນາ",
    "april apr avril avr abril abr เมษายน เม.ย. មេសា ເມສາ",
    "may mai mayo mei maio พฤษภาคม พ.ค. ឧសភា ພຶດສະພາ",
    "june jun juin junio juni junho มิถุนายน มิ.ย. មិថុនា ມິຖຸນາ",
    "july jul juillet juil julio juli julho กรกฎาคม ก.ค. កក្កដា ກໍລະກົດ",
    "august aug aout agosto ago agustus agu สิงหาคม ส.ค. សីហា ສິງຫາ",
    "september sep sept septembre septiembre setembro กันยายน ก.ย. កញ្ញា ກັນຍາ",
    "october oct octobre octubre oktober okt outubro ตุลาคม ต.ค. តុលា ຕຸລາ",
    "november nov novembre noviembre novembro พฤศจิกายน พ.ย. វិច្ឆិកា ພະຈິກ",
    "december dec decembre diciembre dic dezember dez desember des dezembro ธันวาคม ธ.ค. ធ្នូ ທັນວາ",
)
_VIETNAMESE = (
    ("mot", "gieng"),
    ("hai",),
    ("ba",),
    ("tu",),
    ("nam",),
    ("sau",),
    ("bay",),
    ("tam",),
    ("chin",),
    ("muoi",),
    ("muoi mot",),
    ("muoi hai", "chap"),
)


def _table() -> dict[str, int]:
    table = {fold(name): number for number, row in enumerate(_NAMES, 1) for name in row.split()}
    table |= {f"thang {name}": number for number, row in enumerate(_VIETNAMESE, 1) for name in row}
    return table


_NUMBERS = _table()
# The longest name first, so that "tháng Mười Hai" is not read as "tháng Mười".
_LONGEST_FIRST = sorted(_NUMBERS, key=len, reverse=True)
_NAME = re.compile(f"(?<![a-z])({'|'.join(map(re.escape, _LONGEST_FIRST))})(?![a-z])")
_NUMBERED = re.compile(r"(?<![a-z])(?:thang|thg\.?|(?<!\d)th\.?)\s?(\d{1,2})(?!\d)")


def name_months(text: str) -> str:
    """The folded text with each month, by name or as ``tháng 11``, written as ``@11``."""
    numbered = _NUMBERED.sub(r"@\1", text)
    return _NAME.sub(lambda found: f"@{_NUMBERS[found[1]]}", numbered)
