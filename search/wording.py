"""How titles write the words that are being typed, with their accents, and how they go on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from language.text import fold
from language.tokens import analyse, is_sign
from search.highlight import highlight
from search.suggest import MOST, Completion, Typed, is_operator
from search.tree import Phrase, phrase

# So many of the newest titles are looked at.
TITLES = 200
_MOST_WORDS, _MOST_MORE = 3, 3
_SHORTEST = 2
# A way of going on that only one title has is that title's own.
_COMMON = 2
_REST_OF_WORD = re.compile(r"\w{0,12}")


def wanted(typed: Typed) -> Iterator[Phrase]:
    """Yield what to look for in titles, the most of the last words first; the last may be unfinished."""
    for count in range(min(len(typed.words), _MOST_WORDS), 0, -1):
        words = typed.words[-count:]
        if count > 1 or len(words[0]) >= _SHORTEST:
            found = phrase(" ".join(words), prefix=True, title=True)
            if found.slots:
                yield found


def query_of(asked: Phrase) -> Phrase:
    """Return what an engine is asked: without a last letter that far too many words begin with."""
    last = asked.slots[-1].key
    if len(asked.slots) == 1 or len(last) >= _SHORTEST or is_sign(last):
        return asked
    return Phrase(asked.text, asked.slots[:-1], asked.stream, title=True)


def completions(typed: Typed, asked: Phrase, titles: Iterable[str]) -> tuple[Completion, ...]:
    """Return what the words may become, the most frequent first."""
    kept = typed.words[: len(typed.words) - len(asked.text.split())]
    head = typed.head + "".join(f"{word} " for word in kept)
    is_quoted = typed.head.endswith(('"', "“", "„", "‟", "«"))
    told = []
    for form in _forms(asked, titles):
        needs_quotes = not is_quoted and any(is_operator(word) for word in form.split())
        opening, closing = '"' if needs_quotes else "", '"' if needs_quotes or is_quoted else ""
        told.append(Completion(f"{head}{opening}{form}{closing}", form))
    return tuple(told)


def _forms(asked: Phrase, titles: Iterable[str]) -> list[str]:
    """Return the ways of writing, each once, without those that always go on the same way."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    begun: set[str] = set()
    for title in titles:
        ways = list(_in_title(title, asked))
        begun |= {fold(forms[0]) for forms in ways}
        # A title that says it twice says it once, as it does first.
        said = {fold(form): form for forms in reversed(ways) for form in forms}
        for key, form in said.items():
            told[key][form] += 1
    counts = {key: forms.total() for key, forms in told.items()}
    kept = {key: count for key, count in counts.items() if count >= _COMMON or key in begun}
    going_on = {(key.rpartition(" ")[0], count) for key, count in kept.items()}
    best = sorted(kept.items() - going_on, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))
    forms = [told[key].most_common(1)[0][0] for key, _ in best]
    return [form for form in forms if form.lower() != asked.text.lower()][:MOST]


def _in_title(title: str, asked: Phrase) -> Iterator[list[str]]:
    """Yield, for each place where the words stand, how they are written there and how the title goes on."""
    tokens = analyse(title)
    for start, end in highlight(title, asked):
        rest = _REST_OF_WORD.match(title, end)
        stop = rest.end() if rest else end
        forms = [title[start:stop]]
        for token in tokens:
            if len(forms) <= _MOST_MORE and token.start == stop + 1 and title[stop] == " ":
                stop = token.end
                forms.append(title[start:stop])
        yield forms
