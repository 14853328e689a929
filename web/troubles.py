"""Why a search cannot be answered, in both languages; a wrong query is shown with its fault underlined."""

from dataclasses import dataclass, replace

from django.utils.translation import get_language

from search.errors import QueryError, SearchError
from web.lighting import Runs, runs


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing can be shown, in both languages; where in the query, if it is the query's fault."""

    sentence: str
    other_sentence: str
    query: Runs = ()
    hint: str = ""

    @property
    def is_query(self) -> bool:
        """Whether the query is at fault."""
        return bool(self.query)


def trouble(fault: SearchError) -> Trouble:
    """A fault's sentence, the reader's language first."""
    vi, en = fault.message_vi, fault.message_en
    return Trouble(en, vi) if get_language() == "en" else Trouble(vi, en)


def query_trouble(wrong: QueryError, text: str) -> Trouble:
    """A query that cannot be read, cut where it is wrong."""
    start = min(wrong.position, len(text))
    end = start + max(wrong.length, 1)
    # What is missing at the end is shown as a place to write in.
    return replace(
        trouble(wrong), query=runs(f"{text} ", [(start, min(end, len(text) + 1))]), hint=wrong.hint
    )
