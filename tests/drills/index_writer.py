"""A process that writes an index batch after batch, rebuilds it now and then, and waits to be killed.

python -m tests.drills.index_writer URL
Says before each step what it does next, and ``done N`` after the commit of batch N.
"""

import sys
from collections.abc import Iterator
from itertools import count

from search.engine import Engine, Generations, open_generations
from search.generations import Progress
from search.model import Document
from tests.search.newsstand import article

ARTICLES = 60
BATCH = 7
SLICE = 25
REBUILT_EVERY, MERGED_EVERY = 12, 9


def batch(number: int) -> list[int]:
    """The articles that a batch changes."""
    return sorted({(number * 31 + place * place * 7) % ARTICLES + 1 for place in range(BATCH)})


def gone(number: int) -> int:
    """The article that a batch deletes after its changes."""
    return (number * 17) % ARTICLES + 1


def state(number: int) -> dict[int, int]:
    """Every article's revision after so many batches; the archive of this drill."""
    found: dict[int, int] = {}
    for one in range(1, number + 1):
        found |= dict.fromkeys(batch(one), one)
        found.pop(gone(one), None)
    return found


def document(number: int, revision: int) -> Document:
    """An article in one of its revisions; its words tell which."""
    return article(number, f"bản r{number}x{revision}", f"nước sông {revision} " * 60, revision=revision)


def say(words: str) -> None:
    """Tell who may kill this process."""
    print(words, flush=True)


class Writer:
    """Keeps the live generation, and the next one while it is built."""

    def __init__(self, generations: Generations) -> None:
        self.generations = generations
        generations.clean()
        if not generations.look().all:
            generations.begin()
            generations.swap()
        self.live = generations.live()
        self.building = generations.building()
        if self.last():
            # Nobody knows whether it was told to be durable, so it is written again: to all generations.
            self.put(self.last())

    @property
    def engines(self) -> list[Engine]:
        """Every generation that is kept."""
        return [self.live] if self.building is None else [self.live, self.building]

    def last(self) -> int:
        """The batch that was written last."""
        return max((revision for _, revision in self.live.ids(0, ARTICLES)), default=0)

    def put(self, number: int) -> None:
        """Write one batch into every generation."""
        for engine in self.engines:
            engine.index(document(one, number) for one in batch(number))
            engine.delete([gone(number)])
        say("commit")
        for engine in self.engines:
            engine.commit()

    def merge(self) -> None:
        """Wait for the merges that the commits have begun."""
        say("merge")
        self.live.close()
        self.live = self.generations.live()

    def begin(self) -> None:
        """Make the next generation."""
        say("begin")
        self.generations.begin()
        self.building = self.generations.building()

    def build(self, number: int) -> None:
        """Put the next articles into it, and let it answer when all are in."""
        if self.building is None:
            return
        reached = self.generations.progress() or Progress()
        rest = sorted((i, n) for i, n in state(number).items() if i > reached.after)[:SLICE]
        say("fill")
        self.building.index(document(i, n) for i, n in rest)
        self.building.commit()
        if rest:
            self.generations.note(Progress(rest[-1][0], reached.done + len(rest), ARTICLES))
            return
        for engine in self.engines:
            engine.close()
        say("swap")
        self.generations.swap()
        say("clean")
        self.generations.clean()
        self.live, self.building = self.generations.live(), None


def write(url: str) -> Iterator[int]:
    """Write for ever; yields each batch that is durable."""
    writer = Writer(open_generations(url))
    for number in count(writer.last() + 1):
        if number % REBUILT_EVERY == 0 and writer.building is None:
            writer.begin()
        writer.put(number)
        yield number
        writer.build(number)
        if number % MERGED_EVERY == 0:
            writer.merge()


if __name__ == "__main__":
    for done in write(sys.argv[1]):
        say(f"done {done}")
