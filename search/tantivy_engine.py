"""The embedded engine: one generation, one writer, any number of readers in any number of processes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from tantivy import Index, IndexWriter, Query, Searcher

from language.tokens import ANALYSIS_VERSION
from search import tantivy_walk
from search.errors import SearchError, SearchUnavailable
from search.generations import damaged, nothing, read
from search.model import Answer, Ask, Document, EngineState, Hit
from search.rows import row
from search.tantivy_answer import answer, integers
from search.tantivy_folder import guarded, identity, is_whole, stored, take_writer
from search.tantivy_query import Compiler
from search.tree import Node

NAME = "tantivy"
_VERSION = metadata.version("tantivy")


class TantivyEngine:
    """Searches one generation; opened to write, it is the generation's only writer."""

    def __init__(
        self, place: Callable[[], Path], *, write: bool, release: Callable[[], None] = nothing
    ) -> None:
        self._place = place
        self._release = release
        # Revisions taken since the last commit, which no searcher sees yet.
        self._pending: dict[int, int] = {}
        self._open(place())
        self._writer = take_writer(self._index, self.folder) if write else None

    def index(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of their earlier revisions; what is older than the index is left out."""
        newest: dict[int, Document] = {}
        for document in documents:
            if document.id not in newest or newest[document.id].revision <= document.revision:
                newest[document.id] = document
        writer, known = self._writing(), self._revisions(list(newest))
        for document in newest.values():
            if document.revision >= known.get(document.id, document.revision):
                writer.delete_documents_by_term("id", document.id)
                writer.add_document(stored(row(document)))
                self._pending[document.id] = document.revision

    def delete(self, ids: Iterable[int]) -> None:
        """Take documents out."""
        writer = self._writing()
        for document_id in ids:
            writer.delete_documents_by_term("id", document_id)
            self._pending[document_id] = 0

    def commit(self) -> None:
        """Make everything since the last commit durable, and findable by every reader."""
        guarded(self._writing().commit, self.folder)
        self._pending.clear()

    def search(self, tree: Node, ask: Ask) -> Answer:
        """Return a page of what the tree finds, with the exact count."""
        searcher = self._searcher()
        return guarded(lambda: answer(searcher, self._compiler, tree, ask), self.folder)

    def every(self, tree: Node, limit: int | None = None) -> Iterator[Hit]:
        """Yield all that the tree finds at one moment, the newest first, however much it is."""
        hits = tantivy_walk.every(self._searcher(), self._compiler, tree, limit)
        while (hit := guarded(lambda: next(hits, None), self.folder)) is not None:
            yield hit

    def counts(self, trees: Sequence[Node]) -> list[int]:
        """Return how many documents each tree finds, exactly and all at one moment."""
        searcher = self._searcher()
        return guarded(lambda: tantivy_walk.counts(searcher, self._compiler, trees), self.folder)

    def ids(self, after: int, limit: int) -> list[tuple[int, int]]:
        """Return the next ids behind one, ascending, each with its revision; 10,000 at most."""
        searcher = self._searcher()
        return guarded(lambda: tantivy_walk.ids(searcher, self._compiler, after, limit), self.folder)

    def count(self) -> int:
        """Return how many documents can be found."""
        return self._searcher().num_docs

    def state(self) -> EngineState:
        """Return how the index feels; it never raises."""
        try:
            documents = self.count()
        except SearchError as error:
            return EngineState(NAME, _VERSION, ANALYSIS_VERSION, 0, ok=False, reason=str(error))
        return EngineState(NAME, _VERSION, ANALYSIS_VERSION, documents, ok=True)

    def close(self) -> None:
        """Let the folder go; what was not committed is lost."""
        writer, self._writer = self._writer, None
        if writer is not None:
            # Not rolled back: that would leave merges running beside the next writer of the same folder.
            with suppress(ValueError):  # a folder that is gone has nothing to merge
                writer.wait_merging_threads()
        self._release()

    def _open(self, folder: Path) -> None:
        self.folder = folder
        if not is_whole(folder, read(folder.name)):
            raise damaged(folder)
        self._identity = identity(folder)
        self._index = guarded(lambda: Index.open(str(folder)), folder)
        self._compiler = Compiler(self._index.schema)

    def _searcher(self) -> Searcher:
        try:
            return self._fresh()
        except SearchUnavailable:
            if self._writer is not None:
                raise
            # The generation may have been swapped between two looks.
            return self._fresh()

    def _fresh(self) -> Searcher:
        folder = self._place()
        is_same = folder == self.folder and guarded(lambda: identity(folder), folder) == self._identity
        if not is_same and self._writer is None:
            self._open(folder)
        guarded(self._index.reload, self.folder)
        return self._index.searcher()

    def _writing(self) -> IndexWriter:
        if self._writer is None:
            raise SearchUnavailable(
                f"Chỉ mục {self.folder} được mở để đọc, không ghi được.",
                f"The index {self.folder} is open for reading only: open it to write.",
            )
        return self._writer

    def _revisions(self, ids: list[int]) -> dict[int, int]:
        """Return the revisions the index has of these documents, committed or not."""
        searcher = self._searcher()
        query = Query.term_set_query(self._index.schema, "id", ids)
        found = [address for _, address in searcher.search(query, limit=max(len(ids), 1)).hits]
        known = zip(integers(searcher, "id", found), integers(searcher, "revision", found), strict=True)
        return dict(known) | {i: self._pending[i] for i in ids if i in self._pending}
