"""``try claims``: known claims ranked for each query, by the index that claims are looked up in."""

from pathlib import Path

from classifier.claims_index import Index
from pipeline.rows import read_rows, whole_file
from pipeline.trial_rows import Counter, Sieve, Tell, fitting, read_table, text_of

QUERY = "query"
# So many claims are told for a query.
MOST = 100


def try_claims(source: Path, out: Path, tell: Tell, counter: Counter, *, queries: Path, **_: object) -> int:
    """Every query with the claims that say what it says, a line each, the best first."""
    sieve = Sieve(tell)
    asked = [row.value for row in sieve.good(fitting(read_table(queries, QUERY), queries.name))]
    rows = [row.value for row in sieve.good(fitting(read_rows(source, ("id", "text")), source.name))]
    index = Index(f"{text_of(row, 'title')}\n{row['text']}" for row in rows)
    with whole_file(out) as stream:
        for query in counter.over(asked):
            found = index.rank(query[QUERY], MOST)
            stream.writelines(f"{query['id']}\t{rows[one.number]['id']}\n" for one in found)
    return sieve.bad
