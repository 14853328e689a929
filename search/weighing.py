"""A query as relevance weighs it: plain words find any accents, and what is written as typed weighs more."""

from search.tree import And, Node, Or, Phrase, Stream, restate

# How much more a word weighs in a title than in a body.
TITLE_WEIGHT = 2.0


def weighed(tree: Node) -> Node:
    """Return a tree that finds the same articles and scores those higher that write the words as typed."""
    match tree:
        case Phrase() if tree.stream is Stream.LOOSE and not tree.prefix and not tree.slop:
            exact = restate(tree, Stream.STRICT, title=tree.title)
            # Who finds both finds the first, so nothing is found that was not, and nothing is lost.
            return Or((tree, And((tree, exact)))) if exact.slots else tree
        case And():
            return And(tuple(weighed(part) for part in tree.parts))
        case Or():
            return Or(tuple(weighed(part) for part in tree.parts))
        case _:
            return tree
