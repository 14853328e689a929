"""The press as a pack knows it: outlets, their sources, topics and the words of the digest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

from archive.pack_basis import Address, Country, Dated, DigestText, Language, Names, PlaceRef, Words
from archive.pack_converter import FieldFault
from archive.pack_rules import Checked, Inherited, Key, Ref, Within, zone_fault
from crawler import rules
from crawler.addresses import HostRule
from crawler.model import ArticleRules, SectionRules, Shape

SHORTEST_PHRASE = 2
_HOST = re.compile(r"[a-z\d-]+(?:\.[a-z\d-]+)+")


class OutletKind(StrEnum):
    """What sort of press organ an outlet is."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MINISTRY = "ministry"
    BUSINESS = "business"
    LAW = "law"
    FARM = "farm"
    SPORT = "sport"
    MAGAZINE = "magazine"
    AGENCY = "agency"
    AGGREGATOR = "aggregator"
    FOREIGN = "foreign"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """One feed, sitemap or section page of an outlet."""

    key: Annotated[str, Key("source")]
    url: Address
    shape: Shape
    rules: SectionRules | None = None
    every_minutes: Annotated[int, Within(1, 10_080), Inherited("every_minutes")]
    delay: Annotated[float, Within(0, 600), Inherited("delay")]
    zone: Annotated[str, Checked(zone_fault), Inherited("zone")]
    verified: date | None = None  # the day on which somebody saw it answer
    note: str = ""

    def faults(self) -> Iterator[FieldFault]:
        """Rules belong to a section page, and only to one; a single page is no source."""
        if self.shape == Shape.PAGE:
            yield (
                "shape",
                "nguồn không thể là một trang đơn; chọn feed, sitemap hoặc section",
                "a source cannot be a single page; choose feed, sitemap or section",
            )
        if self.shape == Shape.SECTION and self.rules is None:
            yield "shape", "trang mục cần “rules”; thêm vào", 'a section page needs "rules"; add them'
        if self.shape != Shape.SECTION and self.rules is not None:
            yield "rules", "chỉ trang mục có “rules”; xóa đi", 'only a section has "rules"; delete them'


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletSpec(Dated):
    """A press organ; ``credits`` are the marks by which others say that a text is its."""

    key: Annotated[str, Key("outlet")]
    name: str
    kind: OutletKind
    country: Country
    lang: Language
    home_page: Address
    place: PlaceRef = ""
    credits: tuple[str, ...] = ()
    quote_only: bool = False  # headline and link only, unless licensed
    became: tuple[Annotated[str, Ref("outlet")], ...] = ()
    check: bool = False
    note: str = ""
    article: ArticleRules | None = None  # how its article pages are read, where it needs rules of its own
    addresses: tuple[HostRule, ...] = ()  # what its hosts' addresses mean, where they do not tell it
    sources: tuple[SourceSpec, ...] = ()

    def faults(self) -> Iterator[FieldFault]:
        """Rules must be selectors that a page can be asked by."""
        yield from Dated.faults(self)  # a class with slots is made twice, and super() knows the first
        for _, selector in rules.bad_selectors(self.article) if self.article else ():
            yield (
                "article",
                f"“{selector}” không phải bộ chọn CSS; sửa lại",
                f'"{selector}" is no CSS selector; mend it',
            )
        for host in (name for rule in self.addresses for name in (rule.host, rule.main_host) if name):
            if not _HOST.fullmatch(host):
                yield (
                    "addresses",
                    f"“{host}” không phải tên máy chủ; viết như m.bao.vn",
                    f'"{host}" is no host name; write it like m.bao.vn',
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSpec(Dated):
    """A topic: what belongs to it and what does not; ``parent`` makes it a part of another.

    By its ``phrases`` a pack's own topic is found in articles of each language; the sixteen of all need none.
    """

    code: Annotated[str, Key("topic")]
    name: Words
    description: Words
    excludes: Words | None = None
    parent: Annotated[str, Ref("topic")] = ""
    phrases: Names = field(default_factory=dict)

    def faults(self) -> Iterator[FieldFault]:
        """A phrase of one letter would be found everywhere."""
        yield from Dated.faults(self)  # a class with slots is made twice, and super() knows the first
        for phrase in (phrase for phrases in self.phrases.values() for phrase in phrases):
            if len(phrase.strip()) < SHORTEST_PHRASE:
                yield (
                    "phrases",
                    f"“{phrase}” quá ngắn để nhận ra chủ đề; viết một cụm từ dài hơn",
                    f'"{phrase}" is too short to tell a topic by; write a longer phrase',
                )


@dataclass(frozen=True, slots=True)
class DigestWords:
    """A text of the digest in both languages, with slots that the digest fills."""

    vi: DigestText
    en: DigestText


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestTexts:
    """The words around the articles of a digest."""

    subject: DigestWords
    greeting: DigestWords
    footer: DigestWords
