"""The crawl's manners and memory: what it may ask, what it asks again, and what it never asks twice."""

from collections.abc import Iterator

import pytest
from crawler.crawling import PAGE, Crawls, feed_of, source
from crawler.misbehaving_server import (
    Answer,
    Handler,
    Site,
    redirect_to,
    return_page,
    return_status,
    served,
)

from udklip.core.ledger import VisitState
from udklip.core.outcomes import Outcome

page = return_page(PAGE)


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site; what has no route is 404."""
    with served({}) as empty:
        yield empty


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    """Another empty site."""
    with served({}) as empty:
        yield empty


def offer(site: Site, *paths: str, **routes: Answer) -> None:
    """Answer with a feed that names `paths`, each of them a page unless `routes` (by name) says otherwise."""
    answers = {path: routes.get(path[1:], page) for path in paths}
    site.routes({"/feed": feed_of(*map(site.url, paths)), **answers})


def test_robots_txt_is_obeyed_on_every_way_to_a_page(site: Site, crawls: Crawls) -> None:
    offer(site, "/nyt", "/kladde", "/vej", vej=redirect_to("/kladde"))
    site.server.routes["/robots.txt"] = return_page(b"User-agent: *\nDisallow: /kladde\n", "text/plain")
    crawls.visit(source(site))
    assert [crawls.end(site.url(path)) for path in ("/nyt", "/kladde", "/vej")] == [
        Outcome.OK,
        Outcome.ROBOTS,
        Outcome.ROBOTS,
    ]
    assert "/kladde" not in site.server.asked


def test_a_robots_txt_that_forbids_everything_forbids_the_feed(site: Site, crawls: Crawls) -> None:
    offer(site, "/nyt")
    site.server.routes["/robots.txt"] = return_page(b"User-agent: *\nDisallow: /\n", "text/plain")
    (visit,) = crawls.visits(crawls.visit(source(site)))
    assert (visit.state, visit.outcome) == (VisitState.FAILED, Outcome.ROBOTS)
    assert site.server.asked == ["/robots.txt"]


def test_it_says_who_asks_and_where_to_write_to_them(site: Site, crawls: Crawls) -> None:
    asked: list[tuple[str, str]] = []

    def answer(handler: Handler) -> None:
        asked.append((handler.headers["User-Agent"], handler.headers["From"]))
        return_status(404)(handler)

    site.routes(dict.fromkeys(("/robots.txt", "/.well-known/tdmrep.json", "/feed"), answer))
    crawls.visit(source(site))
    us = "Udklip/0.1 (Prøveklyngen, it@example.org)".encode().decode("latin-1")
    assert asked == [(us, "it@example.org")] * 3


@pytest.mark.parametrize(
    "reserving",
    [
        return_page(PAGE, tdm_reservation="1"),
        return_page(PAGE.replace(b"<title>", b"<meta name='tdm-reservation' content='1'><title>")),
    ],
    ids=["header", "meta"],
)
def test_a_reserved_text_never_reaches_the_archive(site: Site, crawls: Crawls, reserving: Answer) -> None:
    offer(site, "/fri", "/forbeholdt", forbeholdt=reserving)
    crawls.visit(source(site))
    assert crawls.end(site.url("/forbeholdt")) is Outcome.RIGHTS_RESERVED
    assert crawls.waiting() == [site.url("/fri")]
    assert crawls.archived().count(PAGE[-40:]) == 1


def test_a_page_is_fetched_once(site: Site, crawls: Crawls) -> None:
    offer(site, "/nyt")
    crawls.visit(source(site))
    run = crawls.visit(source(site))
    assert site.server.asked.count("/nyt") == 1
    assert crawls.visits(run)[0].fresh == 0


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, crawls: Crawls) -> None:
    offer(site, "/nyt", "/optaget", optaget=return_status(503))
    whole = feed_of(site.url("/nyt"), site.url("/optaget"), ETag='"x"')
    tags: list[str | None] = []

    def answer(handler: Handler) -> None:
        tags.append(handler.headers["If-None-Match"])
        (return_status(304) if tags[-1] == '"x"' else whole)(handler)

    site.server.routes["/feed"] = answer
    for _ in range(3):
        run = crawls.visit(source(site))
    assert tags == [None, '"x"', '"x"']
    assert crawls.visits(run)[0].outcome is Outcome.UNCHANGED
    with crawls.ledger() as ledger, ledger.reading() as book:
        assert book.runs.tallies(run)["Avisen"].found == 2
    assert site.server.asked.count("/optaget") == 3


def test_what_failed_is_tried_again_though_the_feed_has_moved_on(site: Site, crawls: Crawls) -> None:
    offer(site, "/nyt", nyt=return_status(503))
    crawls.visit(source(site))
    assert crawls.end(site.url("/nyt")) is Outcome.NOT_NOW
    offer(site, "/nyere")
    site.server.routes["/nyt"] = page
    crawls.visit(source(site))
    assert set(crawls.waiting()) == {site.url("/nyt"), site.url("/nyere")}


def test_an_advert_is_not_asked_for(site: Site, elsewhere: Site, crawls: Crawls) -> None:
    site.routes({"/feed": feed_of(elsewhere.url("/annonce"))})
    crawls.visit(source(site))
    assert crawls.end(elsewhere.url("/annonce")) is Outcome.FOREIGN_HOST
    assert elsewhere.server.asked == []


def test_an_article_that_another_outlet_links_to_is_fetched_for_its_own(
    site: Site, elsewhere: Site, crawls: Crawls
) -> None:
    site.routes({"/feed": feed_of(elsewhere.url("/sag"))})
    offer(elsewhere, "/sag")
    crawls.visit(source(site))
    run = crawls.visit(source(site), source(elsewhere, "Ugebrevet"))
    assert crawls.waiting() == [elsewhere.url("/sag")]
    with crawls.ledger() as ledger, ledger.reading() as book:
        assert book.runs.tallies(run)["Ugebrevet"].found == 1


def test_a_feed_of_nothing_but_new_entries_may_have_lost_some(site: Site, crawls: Crawls) -> None:
    states = []
    for paths in (("/1", "/2"), ("/2", "/3"), ("/4", "/5")):
        offer(site, *paths)
        states += [visit.state for visit in crawls.visits(crawls.visit(source(site)))]
    assert states == [VisitState.COMPLETE, VisitState.COMPLETE, VisitState.PARTIAL]


def test_a_source_that_fails_does_not_stop_another(site: Site, elsewhere: Site, crawls: Crawls) -> None:
    site.routes({"/feed": return_page(b"Velkommen")})
    offer(elsewhere, "/nyt")
    run = crawls.visit(source(site), source(elsewhere, "Ugebrevet"))
    with crawls.ledger() as ledger, ledger.reading() as book:
        assert book.visits.states(run) == {"Avisen": VisitState.FAILED, "Ugebrevet": VisitState.COMPLETE}
    assert crawls.waiting() == [elsewhere.url("/nyt")]


def test_a_page_that_reloads_itself_is_a_page(site: Site, crawls: Crawls) -> None:
    reloading = PAGE.replace(b"<title>", b'<meta http-equiv="refresh" content="60"><title>')
    offer(site, "/nyt", nyt=return_page(reloading))
    crawls.visit(source(site))
    assert site.server.asked.count("/nyt") == 1
    assert crawls.end(site.url("/nyt")) is Outcome.OK
