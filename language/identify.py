"""The language of a text: by its script, by the letters only Vietnamese has, then by a model of sequences."""

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

OTHER = "other"
# A language is told from its beginning; more only costs time.
SAMPLE = 1500
LATIN_LANGUAGES = frozenset({"vi", "en", "fr", "es", "de"})
CYRILLIC_LANGUAGES = frozenset({"ru", "uk"})

# Below these shares the signs may be a quotation in another language's text.
SCRIPT_SHARE = 0.4
KANA_SHARE = 0.05
VIETNAMESE_SHARE = 0.3
# How sure the model must be of a language that is none of ours.
OTHER_IS_SURE = 0.5
FEWEST_LETTERS = 3
FEWEST_PLAIN_WORDS = 4
PLAIN_SHARE = 0.6
COMMON_SHARE = 0.2

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "km": re.compile("[\u1780-\u17d3]"),
    "lo": re.compile("[\u0e81-\u0edf]"),
    "th": re.compile("[\u0e01-\u0e4e]"),
    "my": re.compile("[\u1000-\u109f]"),
    "ko": re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"),
    "zh": re.compile("[\u3400-\u9fff\uf900-\ufaff\u3041-\u3096\u30a1-\u30fa\U00020000-\U000323af]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
}
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_OWN_LETTER = re.compile("[đơưạ-ỹ\u01a0\u01afĐ]")

# A Vietnamese syllable without its accents, and those among them that few other languages know.
_SYLLABLE = re.compile(
    "(?:b|ch?|d|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu?|r|s|t|th|tr|v|x)?"
    "(?:a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?|e(?:ch?|m|ng?|nh|o|p|t|u)?|i(?:a|ch?|em?|en|eng|ep|et|eu|m|ng?|nh|p|t|u)?"
    "|o(?:a|ac|ach|ai|am|an|ang|anh|ao|ap|at|ay|c|e|en|eo|et|i|m|ng?|o|ong|p|t)?"
    "|u(?:a|an|ang|at|ay|c|e|en|enh|ech|i|m|ng?|o|oc|oi|om|on|ong|op|ot|ou|p|t|u|y|ya|yen|yet|ych|ynh|yt|yu)?"
    "|y(?:em|en|et|eu)?)"
)
_COMMON_WORDS = """
cua trong nam khi voi cong doi gia nguoi thong khong sau hang cac nhan quoc quan thang tien nhung duoc thanh
nhat nha viet dung dang bao gioi trung hai moi tang chinh nay vao nhieu dinh nuoc tong phat qua anh dien cao
thuong chi chuyen giai truong cung tren ngay cau hoi dat lam hoa tuong ngoai phan truoc chien thi khien
trien giup thuc chung xuat luong hien phong trieu pham duong tham hanh tiep kinh nhu nghe thai kien giam
nghiep tinh huyen xa ubnd tphcm hdnd doanh viec phai doan thoi khoi nhap tung tuc pho trinh hoc thiet huong
tieu hieu quy tranh nguyen chua loai lanh quyen khai phap phuong khoan giua mot benh dau noi
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def identify(text: str, hint: str = "") -> str:
    """The language of a text in two letters, or ``other``; a hint decides where it says too little."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters < FEWEST_LETTERS:
        return _known(hint)
    if not sample.isascii():
        by_script = _by_script(sample, letters)
        if by_script:
            return by_script
    words = _WORD.findall(sample)
    if _is_vietnamese(words) or _is_plain_vietnamese(words):
        return "vi"
    return _by_model(sample, LATIN_LANGUAGES, _known(hint))


def _known(hint: str) -> str:
    code = hint[:2].lower()
    return code if code in LATIN_LANGUAGES or code in _SCRIPTS or code in {"ja", "uk"} else OTHER


def _by_script(sample: str, letters: int) -> str:
    for code, pattern in _SCRIPTS.items():
        count = len(pattern.findall(sample))
        if count < SCRIPT_SHARE * letters:
            continue
        if code == "zh" and len(_KANA.findall(sample)) >= KANA_SHARE * count:
            return "ja"
        return _by_model(sample, CYRILLIC_LANGUAGES, code) if code == "ru" else code
    return ""


def _is_vietnamese(words: list[str]) -> bool:
    own = sum(1 for word in words if _OWN_LETTER.search(word))
    return own >= VIETNAMESE_SHARE * len(words)


def _is_plain_vietnamese(words: list[str]) -> bool:
    if len(words) < FEWEST_PLAIN_WORDS:
        return False
    plain = [word.lower() for word in words]
    common = sum(1 for word in plain if word in _COMMON)
    if common < COMMON_SHARE * len(plain):
        return False
    return sum(1 for word in plain if _SYLLABLE.fullmatch(word)) >= PLAIN_SHARE * len(plain)


def _by_model(sample: str, ours: frozenset[str], hint: str) -> str:
    # Headlines in capitals look like no language to the model.
    ranked: list[tuple[str, float]] = _model().rank(sample.lower() if sample.isupper() else sample)
    best, share = ranked[0]
    if best in ours:
        return best
    if share >= OTHER_IS_SURE:
        return OTHER
    return next(code for code, _ in ranked if code in ours) if hint == OTHER else hint


@lru_cache(maxsize=1)
def _model() -> LanguageIdentifier:
    # Reading only: the threads of a server share it.
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
