"""How Vietnamese the words of a text look, with their accents or without."""

import re
from functools import lru_cache
from itertools import pairwise

from language.syllables import is_syllable
from language.text import fold

OWN, TYPICAL, SYLLABLE, NEITHER, STRANGE = 3.0, 2.0, 1.0, 0.0, -1.0
# Vietnamese names are written in every language: what is in small letters is the text's own, and so it
# may be with the first word of a sentence.
NAME, FIRST, SMALL = 1, 7, 20
# Only between these does it matter whether words that say nothing alone stand in pairs.
DOUBTFUL, SURE = -0.5, 1.0
# Longer than any syllable: a text in which the spaces are lost.
_RUN_TOGETHER = 8

# Letters that no other language of the press writes.
_OWN_LETTER = re.compile("[ăđơưạ-ỹ]", re.IGNORECASE)
_VOWEL = re.compile("[aeiouy]")
# A Vietnamese syllable without its accents.
_PLAIN = re.compile(
    "(?:b|ch?|d|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu?|r|s|t|th|tr|v|x)?"
    "(?:a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?|e(?:ch?|m|ng?|nh|o|p|t|u)?"
    "|i(?:a|ch?|ec|em?|en|eng|ep|et|eu|m|ng?|nh|p|t|u)?"
    "|o(?:a|ac|ach|ai|am|an|ang|anh|ao|ap|at|ay|c|e|en|eo|et|i|m|ng?|o|ong|p|t)?"
    "|u(?:a|an|ang|at|au|ay|c|e|en|enh|ech|i|m|ng?|o|oc|oi|om|on|ong|op|ot|ou|p|t|u|y|ya|yen|yet|ych|ynh|yt|yu)?"
    "|y(?:em|en|et|eu)?)"
)
# Among those, what hardly any other language spells so.
_DISTINCT = re.compile(
    "(?:ngh?|nh|kh|gh)[aeiouy].*|.*(?:(?<!q)uo[cimnt]|uye|ieu|ie[mpc]|uu$|oa[cinmty]|[ai]nh$|[aou]ng$).*"
)
# Frequent in Vietnamese, and no words elsewhere.
_COMMON_WORDS = """
anh bao benh cac cao cau chien chinh chua chung chuyen clb cong csgt cua cung dak dang dat dau dien dinh
doan doanh doi dung duoc duong giai giam gioi giua giup hai hang hanh hcm hdnd hien hieu hlv hoa hoc hoi
huong huyen khai khi khien khoan khoi khong kien kinh lak lam lanh loai luong mot nam nay ngay nghe nghiep
ngoai nguoi nguyen nha nhan nhap nhat nhieu nhu nhung nuoc phai pham phan phap phat pho phong phuong quan
quoc quy quyen tang thai tham thang thanh thi thiet thoi thong thuc thuong tiep tieu tinh tong tp tphcm
tranh tren trien trieu trinh trong truoc truong tuc tung tuong ubnd vao viec viet voi xa xuat
"""
_COMMON = frozenset(_COMMON_WORDS.split())
# Syllables that are also words of other languages, or of names all over the world.
_SHARED_WORDS = """
a an ang au ay be ca can chat che chi co com con da dai dan de del den di do dong du dua duo e eu ga gin go
ha han hat he her hi ho hot hung i ke ki kim la lang lat le li lo long lot lui ma mai man may me men mi mo
mon more mu my na nao ne no noi non now nu o on or pa pan pen per pic pin poi pot pre pro pun qua que qui
quo ra re sa sam san sang se si sin so som son su sui sung ta tan te tech tem ten the tho thou ti tim tin to
ton top tot tre tu tum va vai ve vi via vo von xi y
"""
_SHARED = frozenset(_SHARED_WORDS.split())
# Spelled as a plain syllable may be, and yet the commonest words of others.
_FOREIGN_WORDS = """
am and at but by coach dem die em en et get got het him ich im in it mich mit nach not nun op sich sie than
that their them then this un und up us van vom was with
"""
_FOREIGN = frozenset(_FOREIGN_WORDS.split())
# As syllables with an accent they are Vietnamese, and as words French, Spanish or Portuguese.
_SHARED_ACCENTED_WORDS = "à dé dès há já là lá mí né não qué sé sí são té thé tú vá é"
_SHARED_ACCENTED = frozenset(_SHARED_ACCENTED_WORDS.split())
# Two syllables that say nothing alone are Vietnamese where they stand together.
_PAIRED_WORDS = """
an do, ba con, bac si, bat dong, be gai, bi can, bo sung, ca mau, ca phe, can bo, can cu, can ho, can tho,
chau a, chau au, chia se, chu y, co ban, co che, co dong, co gai, co lap, co mat, co so, co the, co van,
con trai, da bi, da co, da lat, dai su, dan cu, dan toc, dat nen, day la, de co, de nghi, di dong, di tich,
don vi, dong bo, dong luc, dong nai, dong thap, dong von, du an, du kien, du lich, gay ra, ha long, ha noi,
ha tang, han che, he so, he thong, ho so, ho tro, hon ti, hon ty, hop dong, hung yen, huy dong, it nhat,
ke tu, keo dai, khong the, ky ket, ky su, lao dong, lich su, ly do, ma tuy, may bay, may moc, mo ra,
mo rong, mot dem, mot so, no luc, o to, phu nu, phu tho, ra mat, sa lan, san bay, san sang, sang tao,
sat lo, se co, so huu, so tan, so voi, su co, su that, tai san, tat ca, tau ca, tham do, that bai, thay vi,
the gioi, the he, the hien, the nao, the thao, thi the, thu do, ti dong, tim thay, tin don, tin sai,
tinh than, to chuc, toa an, toc do, toi da, ton giao, tre em, tru so, tu choi, tu do, tu du, tu thien,
ty dong, va cham, va co, vai tro, van de, van dong, van hoa, van phong, vi sao, vi the, vi tri, vo dich,
vu an, xay ra, xe may, xo so, y te
"""
_PAIRS = frozenset(tuple(pair.split()) for pair in _PAIRED_WORDS.split(","))


def likeness(words: list[str]) -> float:
    """How Vietnamese some words look, from -1 (not at all) to 3 (each has a letter of its own)."""
    if not words:
        return STRANGE
    small = [word for word in words if word.islower()]
    told = NAME * sum(map(_likeness, words)) + (SMALL - NAME) * sum(map(_likeness, small))
    weight = NAME * len(words) + (SMALL - NAME) * len(small)
    if small and words[0].istitle():
        told, weight = told + FIRST * _likeness(words[0]), weight + FIRST
    alone = told / weight
    return alone + _paired(words) if DOUBTFUL < alone < SURE else alone


def bears_own_letter(word: str) -> bool:
    """Whether a word bears a letter that only Vietnamese writes."""
    return _OWN_LETTER.search(word) is not None


def _paired(words: list[str]) -> float:
    pairs = sum(pair in _PAIRS for pair in pairwise(map(str.lower, words)))
    return TYPICAL * pairs / len(words)


@lru_cache(maxsize=1 << 16)
def _likeness(word: str) -> float:
    plain = fold(word)
    if not word.isascii():
        return _accented(word.lower(), plain)
    if plain in _COMMON:
        return TYPICAL
    if plain in _FOREIGN:
        return STRANGE
    if len(plain) == 1 or plain in _SHARED or not _VOWEL.search(plain):
        return NEITHER
    if not _PLAIN.fullmatch(plain):
        return STRANGE
    return TYPICAL if _DISTINCT.fullmatch(plain) else SYLLABLE


def _accented(word: str, plain: str) -> float:
    if not is_syllable(word):
        return OWN if len(word) > _RUN_TOGETHER and bears_own_letter(word) else STRANGE
    if bears_own_letter(word):
        return OWN
    if word in _SHARED_ACCENTED:
        return NEITHER
    return TYPICAL if plain in _COMMON else SYLLABLE
