"""What a pack calls the values of a query's fields: pure, and without an archive."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.naming_words import common
from archive.pack_places import PlaceKind, PlaceSpec
from archive.packs import Pack
from search.names import Name, Names

_RANKS: dict[PlaceKind, tuple[str, ...]] = {
    PlaceKind.PROVINCE: ("tỉnh",),
    PlaceKind.CITY: ("thành phố", "TP", "tỉnh"),
    PlaceKind.DISTRICT: ("huyện", "thị xã", "quận"),
    PlaceKind.COMMUNE: ("xã",),
    PlaceKind.WARD: ("phường",),
    PlaceKind.ZONE: ("đặc khu",),
}


@dataclass(frozen=True, slots=True)
class Press:
    """An outlet and the keys of its sources."""

    key: str
    name: str
    kind: str
    country: str
    lang: str
    sources: tuple[str, ...]


def of_pack(pack: Pack, press: Iterable[Press] = ()) -> Names:
    """What a pack calls the values of fields, with the press that is known beside its own: pure."""
    own = (
        Press(
            spec.key,
            spec.name,
            spec.kind.value,
            spec.country,
            spec.lang,
            tuple(source.key for source in spec.sources),
        )
        for spec in pack.outlets
    )
    return Names((*common(), *_of_topics(pack), *_of_places(pack), *_of_press((*own, *press))))


def _of_topics(pack: Pack) -> Iterator[Name]:
    for spec in pack.topics:
        yield Name("topic", spec.code, spec.name.vi)
        yield Name("topic", spec.code, spec.name.en)


def _of_places(pack: Pack) -> Iterator[Name]:
    for spec in (*pack.provinces, *pack.places):
        for texts in spec.names.values():
            yield from (Name("place", spec.key, text) for text in texts)
        for text in spec.names.get("vi", ()):
            yield from (Name("place", spec.key, f"{rank} {text}") for rank in _ranks(spec))


def _ranks(spec: PlaceSpec) -> Iterator[str]:
    for kind in (spec.kind, *(former.kind for former in spec.was)):
        yield from _RANKS.get(kind, ())


def _of_press(press: Iterable[Press]) -> Iterator[Name]:
    for one in press:
        yield Name("outlet", one.key, one.name)
        for source in one.sources:
            yield Name("source", source, one.name)
        # A code of an outlet is known, whether or not anybody has a name for it.
        yield Name("kind", one.kind, one.kind)
        yield Name("country", one.country, one.country)
        yield Name("lang", one.lang, one.lang)
