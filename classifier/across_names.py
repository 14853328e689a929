"""Names a text tells that another language may tell too: Latin words, and what Han signs are read as."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from classifier.names import Stretch
from language.scripts import LATIN
from language.syllables import is_syllable
from language.text import fold

# A shorter word is an ending, or an abbreviation of something else in another language.
_FEWEST_LETTERS, _FEWEST_CAPITALS = 4, 3
_LATIN_LANGUAGES = frozenset({"vi", "en", "fr", "es", "de", "other"})
_WORD = re.compile(f"[{LATIN}][{LATIN}0-9]*")
_TOGETHER = re.compile(r"[ \u00a0'’‘-]")

# How the Han signs of Vietnamese names are read there, each reading with its signs.
_ROWS = (
    "nguyen 阮元原源 tran 陈陳 le 黎礼禮 pham 范 hoang 黄黃皇 huynh 黄黃 phan 潘 vu 武雨 vo 武 "
    "dang 邓鄧 bui 裴 do 杜 ho 胡 ngo 吴吳 duong 杨楊阳陽洋 ly 李理 dinh 丁定廷 truong 张張章长長 "
    "dao 陶 doan 段团團 lam 林蓝藍 mai 梅 trinh 郑鄭 luong 梁良 vuong 王 cao 高 ha 何河夏 ta 谢謝 "
    "thai 太泰蔡 chau 州洲周珠 quach 郭 to 苏蘇 luu 刘劉 kieu 乔喬 ton 孙孫 tong 宋 luc 陆陸 "
    "van 文云雲万萬 thi 氏诗詩 duc 德 minh 明 hung 雄兴興 dung 勇容 tuan 俊 quang 光广廣 quoc 国國 "
    "thanh 成清青城 hai 海 son 山 nam 南 bac 北 dong 东東同冬 tay 西 hoa 华華和花化 binh 平 an 安 "
    "khanh 庆慶 long 龙龍隆 phuc 福 tho 寿壽 loc 禄祿 phu 富 quy 贵貴 thang 胜勝升 loi 利 tri 智治 "
    "dat 达達 tien 进進前 cong 公功 chinh 正政 trung 忠中 hieu 孝 nhan 仁 nghia 义義 tin 信 tam 心三 "
    "ngoc 玉 lan 兰蘭 huong 香 thu 秋 xuan 春 hong 红紅鸿洪 bach 白 kim 金 ngan 银銀 vinh 荣榮永 "
    "dieu 妙 phuong 方芳凤鳳 thao 草 linh 灵靈玲 thuy 水垂翠 tu 秀 manh 孟 khai 凯凱开開 hau 厚 "
    "huu 友有 ba 伯 trong 重 tan 新 cuong 强強 kien 坚堅建 lap 立 viet 越 nhat 日 nga 娥 yen 燕 "
    "nhu 如 y 意 bao 宝寶保 chi 志 gia 嘉 giang 江 khoa 科 kha 可 ky 奇 lien 莲蓮 liem 廉 my 美 "
    "nghi 仪儀 phat 发發 phong 峰锋鋒風风 quan 君军軍 quyen 权權 sinh 生 suong 霜 thien 天善 "
    "thinh 盛 thuan 顺順 toan 全 trang 庄莊 trieu 朝 truc 竹 tung 松 vi 伟偉 vy 薇 "
)
_LANGUAGE_OF_READINGS = "zh"


def _readings() -> dict[str, tuple[str, ...]]:
    told = _ROWS.split()
    found: dict[str, tuple[str, ...]] = {}
    for reading, signs in zip(told[::2], told[1::2], strict=True):
        for sign in signs:
            found[sign] = (*found.get(sign, ()), reading)
    return found


_READINGS = _readings()
_READ_SIGNS = re.compile(f"[{''.join(_READINGS)}]{{2,}}")


def latin_names(text: str, lang: str, taken: Sequence[Stretch] = ()) -> dict[str, str]:
    """Names in Latin letters, folded, and as they are written: neighbours in pairs, and telling words alone.

    What is ``taken`` is a place already. A single syllable is hardly a name; a word that is no syllable is
    borrowed into Vietnamese, and may be told by others.
    """
    found: dict[str, str] = {}
    for run in _runs(text, lang, taken):
        for one, other in pairwise(run):
            found.setdefault(f"{fold(one)} {fold(other)}", f"{one} {other}")
        for word in run:
            if _is_telling(word):
                found.setdefault(fold(word), word)
    return found


def han_names(text: str, lang: str, taken: Sequence[Stretch] = ()) -> dict[str, str]:
    """What neighbouring Han signs may be as a Vietnamese name, folded, and the signs."""
    if lang != _LANGUAGE_OF_READINGS:
        return {}
    return {
        f"{one} {other}": pair
        for run in _READ_SIGNS.finditer(text)
        for at, pair in enumerate(map("".join, pairwise(run[0])), start=run.start())
        if not _is_taken(at, at + len(pair), taken)
        for one in _READINGS[pair[0]]
        for other in _READINGS[pair[1]]
    }


def _is_taken(start: int, end: int, taken: Sequence[Stretch]) -> bool:
    return any(first < end and start < last for first, last in taken)


def _is_telling(word: str) -> bool:
    """Whether a word says something alone: long enough, and no Vietnamese syllable."""
    if word.isupper():
        return len(word) >= _FEWEST_CAPITALS
    return len(word) >= _FEWEST_LETTERS and not is_syllable(word)


def _runs(text: str, lang: str, taken: Sequence[Stretch]) -> Iterator[list[str]]:
    """Words that stand together as a name does; among other scripts every Latin word may be of one."""
    run: list[str] = []
    end = -1
    for match in _WORD.finditer(text):
        word = match[0]
        if run and not _TOGETHER.fullmatch(text, end, match.start()):
            yield run
            run = []
        if _is_named(word, lang) and not _is_taken(*match.span(), taken):
            run.append(word)
            end = match.end()
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_named(word: str, lang: str) -> bool:
    return lang not in _LATIN_LANGUAGES or word[0].isupper() or (lang == "vi" and _is_telling(word))
