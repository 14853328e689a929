"""The long tail of a press's words: names, rare words and figures, drawn by 1/rank out of very many."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import product
from random import Random

RARE_WORDS = 400_000
MOST_DIGITS = 5
# One figure in so many is a date.
DATES = 7
_FAMILIES = "Nguyễn,Trần,Lê,Phạm,Hoàng,Huỳnh,Phan,Vũ,Võ,Đặng,Bùi,Đỗ,Hồ,Ngô,Dương,Lý,Đinh,Lưu"
_MIDDLES = "Văn,Thị,Đức,Hữu,Minh,Ngọc,Thanh,Quốc,Xuân,Thu,Hoài,Anh,Bá,Công,Đình,Gia,Hải,Kim"
_BEGINNINGS = "b,c,ch,d,đ,g,h,k,kh,l,m,n,ng,ngh,nh,ph,qu,r,s,t,th,tr,v,x"
_VOWELS, _ENDINGS = "aăâeêioôơuư", ("", "c", "m", "n", "ng", "p", "t")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_ONSETS, _RIMES = "b,br,d,f,g,h,j,k,kr,l,m,n,p,r,s,sh,st,t,v,z", "a,an,ar,e,el,en,i,in,o,on,or,u,um,y"
_PARTS = ["".join(parts) for parts in product(_ONSETS.split(","), _RIMES.split(","))]
# It shares no divisor with the number of parts, so that no two ranks lead to the same word.
_STRIDE = 7_368_787


def ranked(most: int, chance: Random) -> int:
    """A number below ``most``, each about as probable as one divided by what follows it."""
    return int(most ** chance.random()) - 1


def figure(chance: Random) -> str:
    """A date, an amount or a plain number; small ones are the most frequent."""
    number = int(10 ** (MOST_DIGITS * chance.random()))
    if number % DATES == 0:
        return f"{1 + number % 28}/{1 + number % 12}"
    return f"{number:,}".replace(",", ".")


def rare(rank: int) -> str:
    """A foreign-looking word for each rank, and no two the same."""
    number, word = rank * _STRIDE % len(_PARTS) ** 3, ""
    while number or not word:
        number, part = divmod(number, len(_PARTS))
        word += _PARTS[part]
    return word.capitalize()


@cache
def syllables() -> Sequence[str]:
    """Vietnamese syllables, spoken or not, in an order that means nothing."""
    every = product(_BEGINNINGS.split(","), _VOWELS, _TONES, _ENDINGS)
    found = [unicodedata.normalize("NFC", "".join(parts)).capitalize() for parts in every]
    Random(len(found)).shuffle(found)
    return found


def coined(chance: Random) -> str:
    """A syllable for a name; the first of them are borne by many."""
    return syllables()[ranked(len(syllables()), chance)]


def person(chance: Random) -> str:
    """A Vietnamese name of three syllables."""
    families, middles = _FAMILIES.split(","), _MIDDLES.split(",")
    family, middle = families[ranked(len(families), chance)], middles[ranked(len(middles), chance)]
    return f"{family} {middle} {coined(chance)}"
