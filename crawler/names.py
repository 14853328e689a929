"""Persons' names out of bylines: without what stands around them, never an outlet's or an agency's."""

import re

from crawler.agencies import AGENCIES, OUTLETS
from language.text import clean, fold, squeeze

LONGEST_NAME, MOST_WORDS = 60, 6
LONGEST_LINE, MOST_NAMES = 120, 12
# More words than this on a line that only signs are no names, even of several people.
MOST_SIGNED = 18
# A word in capitals of such a length is an acronym.
SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 6
# "de", "van der": words that stay small within a name.
LONGEST_PARTICLE = 3

# Vietnamese surnames, with their accents: without them "Đô Thị" would be one.
_SURNAMES = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh trương đoàn lương lưu cao
mai chu đào vương thái tạ phùng tô quách tống lã hà mã ninh đàm tăng kiều triệu khúc tôn từ giang bạch thạch
điệp nghiêm châu nông hứa kim ưng lâm ksor rmah rcom siu y
"""
SURNAMES = frozenset(_SURNAMES.split())

# Words after which a name follows as they stand, and those which need a colon to be no noun.
_BY = (
    r"(?:(?:written|reported|posted|published|story|veröffentlicht|eingestellt|publié|đăng|viết)\s+)?"
    r"(?:by|von|par|por|di|af|av|door|bởi)|author|tác giả|nhóm phóng viên|phóng viên|pv|ký giả|nhà báo|"
    r"biên tập viên|btv|cộng tác viên|ctv|"
    r"(?:view |show |see |zeige )?(?:all|alle) (?:posts|beiträge) (?:by|von)|"
    r"(?:xem )?(?:tất cả |thêm )?bài viết của|"
    r"(?:本报|本网|本社|新华社|特约|实习)*(?:记者|通讯员)|作者|撰文|기자|記者|著者|執筆|ដោយ|โดย|ໂດຍ"
)
_NOUN = (
    r"tin\s*(?:,|và)\s*ảnh|bài\s*(?:,|và|-|&)\s*ảnh|tin|ảnh|bài viết|bài|thực hiện|biên tập|tổng hợp|text|"
    r"文|글|អត្ថបទ"
)
_SOURCE = r"theo|nguồn(?: tin)?|source|quelle|fuente|fonte|来源|來源|출처|ប្រភព"
_COLON = r"\s*[:：.៖/／=＝]\s*"
_CREDIT = re.compile(rf"^\W*(?:(?:{_BY})(?:{_COLON}|\s+)|(?:{_NOUN}){_COLON})", re.IGNORECASE)
_LEAD = re.compile(rf"^\W*(?:{_BY}|{_NOUN})(?:{_COLON}|\s+)", re.IGNORECASE)
_SOURCE_LEAD = re.compile(rf"^\W*(?:{_SOURCE})(?:{_COLON}|\s+)", re.IGNORECASE)

_MARK = re.compile(
    r"\s*\((?:tổng hợp|theo|t/h|ghi|thực hiện|dịch|lược dịch|biên dịch)[^)]{0,40}\)\s*$", re.IGNORECASE
)
_TAIL = re.compile(
    r"\s*(?:(?<=\S)\([^)]*\)|(?<=\S)\[[^\]]*\]|[-–—|/,]\s*(?:tổng hợp|ghi|thực hiện|t/h)|"
    r"\s(?-i:theo)\s.*|[-–—|/,]\s*theo .*|(?:\s?(?:선임|인턴|수습|객원)?기자|\s?특파원)(?:\s*=.*)?|記者|"
    r"\s(?:am|on|at|um|lúc|ngày|vào)|\d{1,4}\s?[/.年-]\s?\d{1,2}\s?[/.月-]\s?\d{1,4}.*|\S+@\S+.*|"
    r"\s(?:\d{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d.*)\s*$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"([^\W\d_]+(?: [^\W\d_]+){1,3})\s*[-–—|•·,]\s*(?:\d{1,2}:\d\d\W+)?\d{1,4}[/.-]\d{1,2}[/.-]\d"
)
_WRAPPED = re.compile(r"^[(（\[【](.*)[)）\]】]$")
_IN_BRACKETS = re.compile(r"(?<=\S)\s*[(（\[][^)）\]]*[)）\]]?$")
_BETWEEN = re.compile(
    r"\s*(?:,|;|/|\||•|·|、|，|&|\s[-–—]\s|\s(?:and|und|et|y|và|og|och|និង)\s)\s*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|\.(?:com|vn|net|org)\b|\d|@|[:：©]|^(?:by|von|par|por|di|af|av|door|name|article by|"
    r"admin|administrator|editors?|staff|staff writer|redaktion|redaction|(?:nhóm )?(?:phóng viên|pv)|ctv|"
    r"ban biên tập|tòa soạn|toà soạn|btv|online|news|báo .*|tạp chí .*|đài .*|trang .*|cổng .*|"
    r"thứ \S+|chủ nhật|theo dõi.*|unknown|no author|follow(?:ing|ers)?\b.*|views?\b.*|"
    r"more\b.*|mehr .*|alles? .*|see .*|share[ds]?\b.*|updated?\b.*|published\b.*|read\b.*|"
    r"(?:\w+ )?comments?.*|posted.*|authors?|autor(?:en|es|_innen)?|related .*|tổng hợp|"
    r"nachrichten|gesponserte .*|hinterlasse .*|"
    r"tin .*|xem .*|đọc .*|bình luận.*|chia sẻ.*|từ khóa.*|chủ đề.*|tags?|\S+ (?:sagt|says)|video.*|ảnh.*|"
    r"liên quan.*|null|none|facebook|twitter|e-?mail|whatsapp|zalo|gửi .*|in bài.*)$",
    re.IGNORECASE,
)
# Names of scripts without capitals sign with their office, or alone in brackets.
_OTHER_SIGNATURE = re.compile(
    r"\W*[가-힣]{2,4}\s?(?:(?:선임|인턴|수습|객원)?기자|특파원)\b|"
    r"[(（](?:[가-힣]{2,4}|[\u4e00-\u9fff]{2,4})(?:[\s·、,，]+(?:[가-힣]{2,4}|[\u4e00-\u9fff]{2,4})){0,3}[)）]$"
)
# What somebody is, behind the name without a sign between: "Anna Reed Senior Politics Editor".
_ROLE = re.compile(
    r"\s(?:(?:senior|chief|deputy|executive|managing|contributing|staff|special|foreign|national|political|"
    r"politics|business|health|science|sports?|news)\s)*"
    r"(?:editor|reporter|correspondent|writer|columnist|journalist|redakteur(?:in)?|phóng viên|biên tập viên)"
    r"\b.*$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\w(?:\.\s?\w)+")
_LETTERS = re.compile(r"[^\W\d_]+")


def names_in(line: str) -> list[str]:
    """The persons' names in a line that tells who wrote an article."""
    text = squeeze(clean(line))
    if len(text) > LONGEST_LINE:
        return []
    is_source = bool(_SOURCE_LEAD.match(text))
    bare = _SOURCE_LEAD.sub("", _bare(text))
    parts = (_without_role(_trimmed(_IN_BRACKETS.sub("", part))) for part in _BETWEEN.split(bare))
    found = [usual_case(part) for part in parts if _is_name(part) and (not is_source or _is_person(part))]
    return list(dict.fromkeys(found))[:MOST_NAMES]


def is_credit(line: str) -> bool:
    """Whether a line begins by saying that a name follows."""
    return len(line) <= LONGEST_LINE and bool(_CREDIT.match(line))


def is_dated(line: str) -> bool:
    """Whether a line is a name with the date behind it, as many outlets head their articles."""
    dated = _DATED.match(line) if len(line) <= LONGEST_LINE else None
    return dated is not None and all(word[0].isupper() for word in dated[1].split())


def is_marked(line: str) -> bool:
    """Whether a line ends by saying what the person before did: gathered, translated, noted."""
    return bool(_MARK.search(line))


def is_signature(line: str) -> bool:
    """Whether a short last line only says who wrote the article: capitalised names and no sentence."""
    if len(line) > LONGEST_LINE or line.endswith((".", "!", "?", "…", ":")):
        return False
    if _OTHER_SIGNATURE.match(line):
        return True
    words = _BETWEEN.sub(" ", _LEAD.sub("", _MARK.sub("", line)).strip("()")).split()
    return 0 < len(words) <= MOST_SIGNED and all(word[0].isupper() for word in words)


def is_capitalised(name: str) -> bool:
    """Whether a name is written as names are; scripts without capitals have no other way."""
    words = name.split()
    small = [word for word in words if word[0].islower()]
    return words[-1:] != small[-1:] and all(len(word) <= LONGEST_PARTICLE for word in small)


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency, whose report the article is, or of an acronym like one."""
    is_acronym = name.isascii() and name.isupper() and name.isalpha()
    return fold(name) in AGENCIES or (is_acronym and SHORTEST_ACRONYM <= len(name) <= LONGEST_ACRONYM)


def usual_case(name: str) -> str:
    """A name written in capitals as it is usually written."""
    if " " not in name or not name.isupper():
        return name
    return _LETTERS.sub(lambda found: found[0].capitalize(), name)


def _bare(text: str) -> str:
    while True:
        wrapped = _WRAPPED.match(text)
        shorter = wrapped[1].strip() if wrapped else _TAIL.sub("", _LEAD.sub("", text))
        if shorter == text:
            return text
        text = shorter


def _trimmed(part: str) -> str:
    name = part.strip(" .:,;-–—|*")
    return f"{name}." if _INITIALS.fullmatch(name) and f"{name}." in part else name


def _without_role(name: str) -> str:
    found = _ROLE.search(name)
    return name[: found.start()] if found and " " in name[: found.start()].strip() else name


def _is_name(part: str) -> bool:
    is_short = 1 < len(part) <= LONGEST_NAME and len(part.split()) <= MOST_WORDS
    is_written = not part.islower() or fold(part) in AGENCIES
    return is_short and is_written and not _NO_NAME.search(part) and fold(part) not in OUTLETS


def _is_person(part: str) -> bool:
    """Whether what a source line names is a person after all."""
    words = part.split()
    return len(words) > 1 and is_capitalised(part) and words[0].lower() in SURNAMES
