"""Chinese phrases in both guises."""

from classifier import lexicon, seeds, traditional


def test_a_phrase_stands_in_both_guises_and_one_without_another_once() -> None:
    lists = {"a": ["港口", "台风"], "b": ["投资商"]}
    assert traditional.with_traditional(lists) == {"a": ["港口", "台风", "台風"], "b": ["投资商", "投資商"]}


def test_seeds_hear_what_hong_kong_writes() -> None:
    own = seeds.load("zh")
    assert own is not None
    assert own.found("醫院收治登革熱患者")["health"] == own.found("医院收治登革热患者")["health"] > 0


def test_word_lists_hear_what_hong_kong_writes() -> None:
    own = lexicon.load("zh")
    assert own is not None
    assert own.count("工廠偷排汙水，居民投訴惡臭") == (0, 3)
