"""What the values of a query's fields are called: by the pack, and by the press as the archive knows it."""

from dataclasses import dataclass
from itertools import groupby

from archive.models import Outlet
from archive.pack_names import Press, of_pack
from archive.packs import Pack
from search.names import Names


@dataclass(slots=True)
class Namings:
    """One process's names, made anew when the pack or the archive's press is another."""

    kept: tuple[Pack, list[Press], Names] | None = None

    def ready(self, pack: Pack) -> Names:
        """The names as they stand now."""
        press, kept = _press(), self.kept
        if kept is None or kept[0] is not pack or kept[1] != press:
            self.kept = kept = pack, press, of_pack(pack, press)
        return kept[2]


names = Namings().ready


def _press() -> list[Press]:
    """The outlets of the archive, those that left the pack too, each with its sources."""
    told = Outlet.objects.order_by("id", "sources__id")
    rows = told.values_list("key", "name", "kind", "country", "lang", "sources__key")
    found = []
    for (key, name, kind, country, lang), of in groupby(rows, key=lambda row: row[:5]):
        # An outlet without a source has a row all the same, with none in it.
        sources = tuple(filter(None, (row[5] for row in of)))
        found.append(Press(key, name, kind, country, lang, sources))
    return found
