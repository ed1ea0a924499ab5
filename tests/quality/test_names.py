"""Names, quotes, amounts and contacts on the gold, with the register and with none, hold their floors."""

from pathlib import Path

import pytest
from gold_texts import GoldText, f1, floors, gold_texts, same_words

from tools.model.corpora import Sentence, read_iob2
from udklip.core.analysis import Analysis
from udklip.nlp.analyser import Analyser
from udklip.nlp.register import load_register

SEEDS = ("000", "001", "002", "003", "004")


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, GoldText]:
    return {text.name[:3]: text for text in gold_texts(shared)}


def analysed(texts: dict[str, GoldText], analyser: Analyser) -> dict[str, Analysis]:
    readings = [text.reading for text in texts.values()]
    analyses = analyser.analyse(
        [reading.text for reading in readings], [reading.kind for reading in readings]
    )
    return dict(zip(texts, analyses, strict=True))


@pytest.fixture(scope="module")
def with_register(texts: dict[str, GoldText]) -> dict[str, Analysis]:
    return analysed(texts, Analyser(load_register()))


@pytest.fixture(scope="module")
def without_register(texts: dict[str, GoldText]) -> dict[str, Analysis]:
    return analysed(texts, Analyser(None))


def organisations(text: GoldText, analysis: Analysis) -> set[str]:
    return {text.organisation(mention.name) for mention in analysis.organisations} - text.doubtful


@pytest.mark.parametrize("seed", SEEDS)
def test_organisations_with_the_register(
    seed: str, texts: dict[str, GoldText], with_register: dict[str, Analysis]
) -> None:
    score = f1(organisations(texts[seed], with_register[seed]), texts[seed].named("orgs"))
    assert score >= floors("names")["organisations"]


@pytest.mark.parametrize("seed", SEEDS)
def test_organisations_without_a_register(
    seed: str, texts: dict[str, GoldText], without_register: dict[str, Analysis]
) -> None:
    score = f1(organisations(texts[seed], without_register[seed]), texts[seed].named("orgs"))
    assert score >= floors("names")["organisations_without_register"]


@pytest.mark.parametrize("seed", SEEDS)
def test_people(seed: str, texts: dict[str, GoldText], with_register: dict[str, Analysis]) -> None:
    found = {mention.name for mention in with_register[seed].people}
    score = f1(found, texts[seed].named("people"))
    assert score >= floors("names")["people"]


@pytest.mark.parametrize("seed", SEEDS)
def test_places(seed: str, texts: dict[str, GoldText], with_register: dict[str, Analysis]) -> None:
    found = {mention.name for mention in with_register[seed].places}
    assert f1(found, texts[seed].named("places")) >= floors("names")["places"]


def test_people_come_with_their_titles(
    texts: dict[str, GoldText], with_register: dict[str, Analysis]
) -> None:
    found = {
        (mention.name, texts[seed].organisation(role.organisation or ""))
        for seed, analysis in with_register.items()
        for mention in analysis.people
        for role in mention.titles
    }
    wanted = {
        (person["name"], role["org"])
        for text in texts.values()
        for person in text.gold["people"]
        for role in person["roles"]
    }
    assert len(found & wanted) / len(wanted) >= floors("names")["roles"]


def test_quotes_are_exact_and_none_is_invented(
    texts: dict[str, GoldText], with_register: dict[str, Analysis]
) -> None:
    found = {same_words(quote.text) for analysis in with_register.values() for quote in analysis.quotes}
    wanted = {same_words(quote["text"]) for text in texts.values() for quote in text.gold["quotes"]}
    assert found <= wanted
    assert len(found) >= floors("names")["quotes"]


def test_every_quote_has_its_speaker(texts: dict[str, GoldText], with_register: dict[str, Analysis]) -> None:
    speakers = {same_words(q.text): q.speaker for analysis in with_register.values() for q in analysis.quotes}
    wanted = {same_words(q["text"]): q["speaker"] for text in texts.values() for q in text.gold["quotes"]}
    assert speakers == wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_amounts(seed: str, texts: dict[str, GoldText], with_register: dict[str, Analysis]) -> None:
    found = [(amount.value, amount.hedge) for amount in with_register[seed].amounts]
    assert found == [(amount["value"], amount["qualifier"]) for amount in texts[seed].gold["amounts"]]


@pytest.mark.parametrize("seed", SEEDS)
def test_contacts(seed: str, texts: dict[str, GoldText], with_register: dict[str, Analysis]) -> None:
    text = texts[seed]
    found = {
        ((contact.email or "").lower(), contact.phone, text.organisation(contact.organisation or ""))
        for contact in with_register[seed].contacts
    }
    assert found == {
        (block["email"].lower(), block["phone"], block["org"]) for block in text.gold["contacts"]
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_mentions_stand_where_they_say(seed: str, with_register: dict[str, Analysis]) -> None:
    analysis = with_register[seed]
    for mention in (*analysis.organisations, *analysis.people, *analysis.places):
        assert analysis.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("seed", SEEDS)
def test_every_mention_is_counted(
    seed: str, texts: dict[str, GoldText], with_register: dict[str, Analysis]
) -> None:
    names = [texts[seed].organisation(mention.name) for mention in with_register[seed].organisations]
    wanted = {block["name"]: block["mentions"] for block in texts[seed].gold["orgs"]}
    right = sum(min(names.count(name), count) for name, count in wanted.items())
    assert right / sum(wanted.values()) >= floors("names")["mentions"]


def test_the_rules_serve_the_model_on_the_dev_split(shared: Path) -> None:
    sentences = [
        sentence for sentence in read_iob2(shared / "data" / "ner" / "uner_da_dev.iob2") if sentence.text
    ]
    analyses = Analyser(None).analyse([sentence.text or "" for sentence in sentences])
    found = [spans_of(analysis) for analysis in analyses]
    wanted = [spans_in(sentence) for sentence in sentences]
    right = sum(len(ours & theirs) for ours, theirs in zip(found, wanted, strict=True))
    assert 2 * right / (sum(map(len, found)) + sum(map(len, wanted))) >= floors("names")["dev_split"]


def spans_of(analysis: Analysis) -> set[tuple[int, int, str]]:
    mentions = (("ORG", analysis.organisations), ("PER", analysis.people), ("LOC", analysis.places))
    return {(mention.start, mention.end, label) for label, found in mentions for mention in found}


def spans_in(sentence: Sentence) -> set[tuple[int, int, str]]:
    """The tagged names as places in the printed text."""
    spans: list[tuple[int, int, str]] = []
    reached = 0
    for word, tag in zip(sentence.words, sentence.tags, strict=True):
        start = (sentence.text or "").index(word, reached)
        reached = start + len(word)
        if tag.startswith("B-"):
            spans.append((start, reached, tag[2:]))
        elif tag.startswith("I-"):
            spans[-1] = (spans[-1][0], reached, spans[-1][2])
    return set(spans)
