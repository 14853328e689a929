import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gates import vietnamese, vietnamese_systems
from tests.gates.vietnamese import PLAIN, Answers, Corpus, Marked, Score
from tests.gates.vietnamese_systems import Find, Found, System
from tests.gates.vietnamese_texts import LANGUAGES, Rule, Sentence, queries, rules, sentence, sentences

FEW = 12
RULES = rules()


@pytest.fixture(scope="module")
def given() -> Corpus:
    return vietnamese.corpus(FEW)


@pytest.fixture(scope="module")
def found(given: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Find]]:
    with vietnamese.at_hand(given.texts, tmp_path_factory.mktemp("table")) as asked:
        yield {system.name: system.find for system in asked}


@pytest.mark.parametrize("number", range(len(RULES)), ids=[rule.name for rule in RULES])
def test_our_search_keeps_every_rule(found: dict[str, Find], number: int) -> None:
    rule = RULES[number]
    assert (number in found["ours, tantivy"](rule.query)) is rule.is_found


@pytest.mark.parametrize("kind", [*LANGUAGES, PLAIN])
def test_our_search_finds_the_phrases_of_every_language(
    given: Corpus, found: dict[str, Find], kind: str
) -> None:
    assert vietnamese.scores(given, found["ours, tantivy"])[kind].recall >= 0.98


@pytest.mark.parametrize("language", ["zh", "ja", "th", "lo"])
def test_exact_phrases_lie_on_the_bounds_of_words(
    given: Corpus, found: dict[str, Find], language: str
) -> None:
    typed = vietnamese.scores(given, found["ours, tantivy"])[language]
    exact = vietnamese.scores(given, found["ours, ="])[language]
    assert exact.recall >= 0.8
    assert exact.precision >= typed.precision


@pytest.mark.parametrize(
    ("peer", "missed"),
    [
        ("FTS5 remove_diacritics 2", "“má” does not find “ma”"),
        ("FTS5 remove_diacritics 2", "“kỹ sư” finds “kĩ sư”"),
        ("FTS5 default", "“da nang” finds “Đà Nẵng”: d for đ"),
        ("lower() LIKE", "“quang nam” finds “Quảng Nam”"),
        ("lower() LIKE", "A query in NFD finds a text in NFC"),
    ],
)
def test_what_the_usual_searches_miss(given: Corpus, found: dict[str, Find], peer: str, missed: str) -> None:
    kept = dict(zip((rule.name for rule in RULES), vietnamese.obeyed(given, found[peer]), strict=True))
    assert kept[missed] is False


def test_a_pattern_finds_pieces_of_any_script(given: Corpus, found: dict[str, Find]) -> None:
    assert vietnamese.scores(given, found["lower() LIKE"])["zh"].recall == 1.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_sixty_sentences_all_different(language: str) -> None:
    texts = [one.text for one in sentences(language)]
    assert len(set(texts)) == len(texts) >= 60


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("line", "words", "text"),
    [
        ("蓝江省|昨天|。", ("蓝江省", "昨天", "。"), "蓝江省昨天。"),
        ("홍수|로 학교|가", ("홍수", "로", "학교", "가"), "홍수로 학교가"),
        ("tỉnh Lam_Giang", ("tỉnh", "Lam Giang"), "tỉnh Lam Giang"),
    ],
)
def test_a_marked_line_is_read(line: str, words: tuple[str, ...], text: str) -> None:
    one = sentence(line)
    assert (one.words, one.text) == (words, text)


def test_every_word_and_two_neighbours_are_asked_but_never_across_a_comma() -> None:
    told = queries([sentence("Lũ lớn|, bão"), sentence("lũ rút")])
    assert told == {
        "lũ": {0, 1},
        "lớn": {0},
        "bão": {0},
        "lũ lớn": {0},
        "rút": {1},
        "lũ rút": {1},
    }


def test_a_score_counts_what_is_missed_and_what_is_too_much() -> None:
    marked = Marked([Sentence(("lũ",), (False,)), Sentence(("bão",), (False,))], first=5)
    answers: dict[str, Found] = {"lũ": frozenset({5, 6, 99}), "bão": frozenset()}
    assert vietnamese.score(marked, lambda query: answers[query]) == Score(recall=0.5, precision=0.5)
    assert vietnamese.score(marked, nothing) == Score(recall=0.0, precision=0.0)


def test_a_rule_is_kept_by_what_must_be_found_and_by_what_must_not() -> None:
    told = [Rule("a", "má", "ma", is_found=True), Rule("b", "ma", "má", is_found=False)]
    assert vietnamese.obeyed(Corpus(told, {}), lambda _: frozenset({0, 1})) == [True, False]


def answers(recall: float, right: str = "") -> Answers:
    """Answers of one figure; of the rules those with a plus are kept."""
    return Answers([sign == "+" for sign in right], dict.fromkeys([*LANGUAGES, PLAIN], Score(recall, 0.5)))


def nothing(_: str) -> Found:
    """What a system finds that has nothing."""
    return frozenset()


def test_the_worse_of_our_engines_counts() -> None:
    one, other = System("one", nothing, is_ours=True), System("other", nothing, is_ours=True)
    exact = System("exact", nothing, is_ours=True, is_exact=True)
    told = {one: answers(1.0, "++"), other: answers(0.9, "+-"), exact: answers(0.8)}
    figures = vietnamese.figures(told | {System("peer", nothing): answers(0.1, "--")})
    assert (figures["search rules"], figures["phrases zh"], figures["exact phrases zh"]) == (0.5, 0.9, 0.8)
    assert len(figures) == 1 + 2 * len(LANGUAGES) + 1


def test_the_table_shows_rules_and_phrases(given: Corpus) -> None:
    kept = answers(1.0, "+" * len(RULES))
    told = {System("A", nothing): kept, System("=", nothing, is_exact=True): answers(0.5)}
    lines = vietnamese.table(given, told).splitlines()
    assert f"| {RULES[0].name} | yes |" in lines
    assert "| zh | 1.000 / 0.50 | 0.500 / 0.50 |" in lines


def test_a_letter_stands_beside_its_plain_one() -> None:
    accented, plain = vietnamese_systems.unaccent()
    letters = dict(zip(accented, plain, strict=False))
    assert [letters[sign] for sign in "ảơĐłё"] == ["a", "o", "D", "l", "е"]
    assert "\u0301" in accented[len(plain) :]


@pytest.mark.slow
def test_postgres_forgives_accents_and_knows_no_strictness() -> None:
    # A folder of its own: another run of pytest would close the way to one of pytest's to the server's user.
    with (
        tempfile.TemporaryDirectory(prefix="diembao-test-") as folder,
        vietnamese_systems.postgres(Path(folder) / "postgres", ["Quảng Nam", "ma", "kĩ sư"]) as find,
    ):
        assert [find(query) for query in ("quang nam", "má", "kỹ sư")] == [{0}, {1}, frozenset()]


@pytest.mark.elastic
@pytest.mark.slow
def test_elasticsearch_as_it_comes_forgives_nothing(elastic_url: str) -> None:
    with vietnamese_systems.standard(elastic_url, ["Quảng Nam", "ma"]) as find:
        assert [find(query) for query in ("quang nam", "Quảng Nam", "má")] == [frozenset(), {0}, frozenset()]
