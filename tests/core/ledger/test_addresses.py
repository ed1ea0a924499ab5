"""Which addresses are new, which are to be fetched again, and whose they are."""

from datetime import timedelta

import pytest
from ledger_values import AT, begun, end, ended, fetched, find, met

from udklip.core.ledger import Ledger
from udklip.core.ledger.addresses import MOST_ATTEMPTS
from udklip.core.outcomes import Fate, Outcome, Step

A, B = find("a"), find("b")


def try_again(ledger: Ledger, run: int, days: int = 30) -> list[str]:
    """What is tried again for the source though no way names it."""
    with ledger.writing() as book:
        return book.addresses.try_again(run, A.source, AT - timedelta(days=days))


def test_an_address_is_new_once(ledger: Ledger) -> None:
    run = begun(ledger)
    with ledger.writing() as book:
        assert book.addresses.find(run, [A, B, A], AT) == ([A, B], [A, B])
        assert book.addresses.find(run, [A], AT) == ([], [])


@pytest.mark.parametrize("outcome", Outcome)
def test_only_what_time_may_mend_is_fetched_again(ledger: Ledger, outcome: Outcome) -> None:
    run = begun(ledger)
    ended(ledger, run, met(ledger, run, A)[0], outcome)
    assert met(ledger, run, find("a", way="listing")) == [], "never twice in one run"
    assert met(ledger, begun(ledger), A) == ([A.url] if outcome.again else [])


@pytest.mark.parametrize("outcome", Outcome)
def test_what_time_may_mend_is_tried_again_though_no_way_names_it(ledger: Ledger, outcome: Outcome) -> None:
    run = begun(ledger)
    ended(ledger, run, met(ledger, run, A)[0], outcome)
    assert try_again(ledger, run) == [], "never twice in one run"
    assert try_again(ledger, begun(ledger)) == ([A.url] if outcome.again else [])


def test_trying_again_comes_to_an_end(ledger: Ledger) -> None:
    met(ledger, begun(ledger), A)
    attempts = 0
    while A.url in met(ledger, run := begun(ledger), A):
        ended(ledger, run, A.url, Outcome.HTTP_ERROR)
        attempts += 1
        assert attempts <= MOST_ATTEMPTS
    assert attempts == MOST_ATTEMPTS
    assert try_again(ledger, begun(ledger)) == []


def test_not_now_is_no_attempt_but_is_given_up_in_the_end(ledger: Ledger) -> None:
    met(ledger, begun(ledger), A)
    for _ in range(MOST_ATTEMPTS + 1):
        ended(ledger, begun(ledger), A.url, Outcome.NOT_NOW)
    assert try_again(ledger, begun(ledger)) == [A.url]
    ended(ledger, begun(ledger), A.url, Outcome.NOT_NOW)
    assert try_again(ledger, begun(ledger), days=-1) == []


def test_what_a_killed_run_left_is_resumed_by_the_next(ledger: Ledger) -> None:
    run = begun(ledger)
    met(ledger, run, A, B)
    fetched(ledger, run, B.url)
    run = begun(ledger)
    with ledger.writing() as book:
        book.addresses.note_waiting(run)
        assert book.addresses.left_over(run, A.source) == [A.url]
        assert [one.url for one in book.addresses.waiting(10)] == [B.url]
        assert book.runs.tallies(run)[A.source].found == 2
    assert met(ledger, run, A) == [], "it is under way already"


def test_an_address_first_met_at_another_source_goes_to_the_one_that_admits_its_host(ledger: Ledger) -> None:
    run = begun(ledger)
    elsewhere = find("a", source="Ugebrevet", way="listing")
    with ledger.writing() as book:
        refused = end("", Outcome.FOREIGN_HOST, Step.DISCOVERED)
        assert book.addresses.refuse(run, [elsewhere], refused) == [elsewhere]
        assert book.addresses.refuse(run, [elsewhere], refused) == []
    assert met(ledger, run, A) == [A.url]
    assert met(ledger, run, A) == []
    ended(ledger, run, A.url, Outcome.READY, Step.GROUPED)
    with ledger.reading() as book:
        assert {name: (tally.found, tally.new) for name, tally in book.runs.tallies(run).items()} == {
            A.source: (1, 1)
        }


def test_a_page_that_leads_to_a_foreign_host_is_not_fetched_again(ledger: Ledger) -> None:
    run = begun(ledger)
    ended(ledger, run, met(ledger, run, A)[0], Outcome.FOREIGN_HOST, Step.FETCHED)
    assert met(ledger, begun(ledger), A) == []


def test_what_an_unchanged_way_holds_is_what_it_held(ledger: Ledger) -> None:
    met(ledger, begun(ledger), A, B)
    run = begun(ledger)
    with ledger.reading() as book:
        assert {found.url for found in book.addresses.last_found(run, A.via)} == {A.url, B.url}
        assert book.addresses.last_found(run, "https://avisen.example/other") == []


def test_off_topic_bytes_expire_and_the_address_stays(ledger: Ledger) -> None:
    run = begun(ledger)
    met(ledger, run, A, B, find("c"))
    fetched(ledger, run, A.url, "off-topic/1.warc.gz", AT - timedelta(days=31))
    fetched(ledger, run, B.url, "off-topic/1.warc.gz", AT - timedelta(days=29))
    fetched(ledger, run, find("c").url, "off-topic/1.warc.gz", AT - timedelta(days=31))
    for url in (A.url, B.url):
        ended(ledger, run, url, Outcome.OFF_TOPIC, Step.SIEVED)
    with ledger.writing() as book:
        expired = book.addresses.expired("off-topic", AT - timedelta(days=30))
        assert [one.url for one in expired] == [A.url], "what waits to be read again is left"
        book.addresses.moved(A.url, None)
        assert book.addresses.records_in_use("off-topic/1.warc.gz") == 2
    assert met(ledger, begun(ledger), A) == []


def test_everything_whose_bytes_are_kept_can_be_read_again(ledger: Ledger) -> None:
    run = begun(ledger)
    met(ledger, run, A, B)
    fetched(ledger, run, A.url, "kept/1.warc.gz")
    ended(ledger, run, A.url, Outcome.READY, Step.GROUPED)
    ended(ledger, run, B.url, Outcome.DEAD_LINK)
    run = begun(ledger)
    with ledger.writing() as book:
        assert book.addresses.read_again(run) == 1
        assert [one.url for one in book.addresses.waiting(10)] == [A.url]


def test_a_run_counts_each_address_once_and_the_sums_balance(ledger: Ledger) -> None:
    ends = [outcome for outcome in Outcome if outcome.fate is not Fate.ON_THE_WAY]
    run = begun(ledger)
    finds = [find(outcome) for outcome in ends]
    met(ledger, run, *finds, find("known"))
    met(ledger, run, *(find(outcome, way="sitemap") for outcome in ends))
    for each, outcome in zip(finds, ends, strict=True):
        ended(ledger, run, each.url, outcome)
    with ledger.reading() as book:
        tally = book.runs.tallies(run)["Avisen"]
    counts = {fate: sum(outcome.fate is fate for outcome in ends) for fate in Fate}
    assert tally.found == len(ends) + 1
    assert (tally.new, tally.known) == (counts[Fate.NEW], counts[Fate.KNOWN] + 1)
    assert (tally.off_topic, tally.refused) == (counts[Fate.OFF_TOPIC], counts[Fate.REFUSED])
    assert tally.failed == counts[Fate.FAILED]


def test_known_wins_over_every_older_outcome(ledger: Ledger) -> None:
    run = begun(ledger)
    ended(ledger, run, met(ledger, run, A)[0], Outcome.DEAD_LINK)
    run = begun(ledger)
    met(ledger, run, A)
    with ledger.reading() as book:
        assert (book.runs.tallies(run)["Avisen"].known, book.runs.failures(run)) == (1, [])
