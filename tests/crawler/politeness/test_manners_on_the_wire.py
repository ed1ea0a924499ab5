"""The crawl's manners, seen from the server's side: a real crawl against a server on loopback."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

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
    wait_for,
)

from udklip.core.outcomes import Outcome
from udklip.core.source import Source

page = return_page(PAGE)
TDMREP = "/.well-known/tdmrep.json"


@pytest.fixture
def site() -> Iterator[Site]:
    """A paper with one article."""
    with served({}) as site:
        offer(site, "/nyt")
        yield site


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    """Another host; what has no route is 404."""
    with served({}) as other:
        yield other


def offer(site: Site, *paths: str) -> None:
    """Answer with a feed that names `paths`, each of them a page."""
    site.routes({"/feed": feed_of(*map(site.url, paths)), **dict.fromkeys(paths, page)})


def robots(text: str) -> Answer:
    """A robots.txt."""
    return return_page(text.encode(), "text/plain")


def tdmrep(text: str, **headers: str) -> Answer:
    """A tdmrep.json."""
    return return_page(text.encode(), "application/json", **headers)


def test_a_robots_txt_that_is_not_there_allows_and_one_that_cannot_be_had_means_not_now(
    crawls: Crawls,
) -> None:
    absent, unknown = (400, 401, 403, 404, 410, 451), (429, 500, 502, 503)
    with ExitStack() as stack:
        papers = {status: stack.enter_context(served({})) for status in absent + unknown}
        for status, paper in papers.items():
            offer(paper, "/nyt")
            paper.server.routes["/robots.txt"] = return_status(status)
        crawls.visit(*(source(paper, str(status)) for status, paper in papers.items()))
        assert [crawls.end(papers[status].url("/nyt")) for status in absent] == [Outcome.OK] * len(absent)
        assert [crawls.end(papers[status].url("/feed")) for status in unknown] == [Outcome.NOT_NOW] * len(
            unknown
        )
        assert [papers[status].server.asked for status in unknown] == [["/robots.txt"]] * len(unknown)


def test_a_robots_txt_is_followed_to_another_host(site: Site, elsewhere: Site, crawls: Crawls) -> None:
    elsewhere.routes({"/regler": robots("User-agent: *\nDisallow: /nyt\n")})
    site.server.routes["/robots.txt"] = redirect_to(elsewhere.url("/regler"))
    crawls.visit(source(site))
    assert crawls.end(site.url("/nyt")) is Outcome.ROBOTS


def test_five_redirects_of_a_robots_txt_are_followed_and_no_more(
    site: Site, elsewhere: Site, crawls: Crawls
) -> None:
    offer(elsewhere, "/nyt")
    for paper, steps in ((site, 5), (elsewhere, 6)):
        names = ["/robots.txt", *(f"/regler{step}" for step in range(1, steps + 1))]
        paper.server.routes |= {here: redirect_to(there) for here, there in pairwise(names)}
        paper.server.routes[names[-1]] = robots("User-agent: *\nDisallow: /nyt\n")
    crawls.visit(source(site), source(elsewhere, "Ugebrevet"))
    assert [crawls.end(paper.url("/nyt")) for paper in (site, elsewhere)] == [Outcome.ROBOTS, Outcome.OK]


def test_sources_on_one_host_ask_its_files_once(site: Site, crawls: Crawls) -> None:
    offer(site, "/nyt", "/debat")
    site.server.routes["/feed2"] = feed_of(site.url("/debat"))
    host = (f"127.0.0.1:{site.port}",)
    other = Source(name="Debat", hosts=host, feeds=(site.url("/feed2"),), private_network=True)
    crawls.visit(source(site), other)
    files = [path for path in site.server.asked if path in ("/robots.txt", TDMREP, "/ai.txt")]
    assert sorted(files) == [TDMREP, "/ai.txt", "/robots.txt"]


def test_a_crawl_delay_holds_and_what_comes_too_late_is_left_to_the_next_run(
    site: Site, crawls: Crawls
) -> None:
    offer(site, "/1", "/2", "/3", "/4")
    site.server.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 0.6\n")
    crawls.visit(source(site), patience=1.5)
    ends = [crawls.end(site.url(f"/{number}")) for number in range(1, 5)]
    assert sorted(ends) == [Outcome.NOT_NOW, Outcome.NOT_NOW, Outcome.OK, Outcome.OK]
    times = [at for path, at in site.server.times if path not in ("/robots.txt", TDMREP, "/ai.txt")]
    assert all(later - earlier > 0.5 for earlier, later in pairwise(times))
    crawls.visit(source(site), patience=1.5)
    assert [crawls.end(site.url(f"/{number}")) for number in range(1, 5)] == [Outcome.OK] * 4


def test_a_host_that_asks_for_a_long_rest_gets_it(site: Site, elsewhere: Site, crawls: Crawls) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    site.server.routes["/feed"] = wait_for("7200", 503)
    elsewhere.server.routes["/feed"] = wait_for(later)
    papers = source(site), source(elsewhere, "Ugebrevet")
    crawls.visit(*papers)
    assert [crawls.end(paper.url("/feed")) for paper in (site, elsewhere)] == [Outcome.NOT_NOW] * 2
    offer(site, "/nyt")
    offer(elsewhere, "/nyt")
    crawls.visit(*papers)
    assert site.server.asked == elsewhere.server.asked == []


def test_a_short_rest_is_waited_for(site: Site, crawls: Crawls) -> None:
    site.server.routes["/nyt"] = wait_for("1")
    crawls.visit(source(site))
    assert crawls.end(site.url("/nyt")) is Outcome.NOT_NOW
    site.server.routes["/nyt"] = page
    crawls.visit(source(site))
    assert crawls.end(site.url("/nyt")) is Outcome.OK
    (asked, again) = [at for path, at in site.server.times if path == "/nyt"]
    assert again - asked >= 0.9


def test_what_reserves_a_text_keeps_it_out(crawls: Crawls) -> None:
    reserving = {
        TDMREP: tdmrep('[{"location": "/nyt", "tdm-reservation": 1}]'),
        "/ai.txt": robots("User-Agent: *\nDisallow: *.html\n"),
        "/robots.txt": robots("User-agent: *\nContent-Signal: search=no\nAllow: /\n"),
        "/nyt": return_page(PAGE, X_Robots_Tag="noai"),
    }
    with ExitStack() as stack:
        papers = {path: stack.enter_context(served({})) for path in reserving}
        for path, paper in papers.items():
            offer(paper, "/nyt")
            paper.server.routes[path] = reserving[path]
        crawls.visit(*(source(paper, path) for path, paper in papers.items()))
        ends = {path: crawls.end(paper.url("/nyt")) for path, paper in papers.items()}
    assert ends == dict.fromkeys(reserving, Outcome.RIGHTS_RESERVED)
    assert PAGE[-40:] not in crawls.archived()


def test_a_page_that_is_expressly_free_is_free_whatever_the_site_says(site: Site, crawls: Crawls) -> None:
    site.server.routes[TDMREP] = tdmrep('[{"location": "/", "tdm-reservation": 1}]')
    site.server.routes["/nyt"] = return_page(PAGE, tdm_reservation="0")
    crawls.visit(source(site))
    assert crawls.end(site.url("/nyt")) is Outcome.OK
    # And it stays free when the site's file says it anew.
    site.server.routes[TDMREP] = tdmrep('[{"location": "/*", "tdm-reservation": 1}]')
    crawls.visit(source(site))
    assert crawls.waiting() == [site.url("/nyt")]


def test_title_and_date_of_a_reserved_page_are_kept(site: Site, crawls: Crawls) -> None:
    body = b'<meta property="article:published_time" content="2026-03-04T12:00:00+01:00"><title>En sag</title><p>x</p>'
    site.routes(
        {"/feed": feed_of(site.url("/nyt"), title=""), "/nyt": return_page(body, tdm_reservation="1")}
    )
    crawls.visit(source(site))
    with crawls.ledger() as ledger, ledger.reading() as book:
        listed = book.reserved_texts.named(site.url("/nyt"))
    assert listed == ("En sag", datetime(2026, 3, 4, 11, tzinfo=UTC))


def test_what_is_reserved_later_is_read_no_more(site: Site, elsewhere: Site, crawls: Crawls) -> None:
    offer(elsewhere, "/nyt")
    papers = source(site), source(elsewhere, "Ugebrevet")
    crawls.visit(*papers)
    assert len(crawls.waiting()) == 2
    site.server.routes[TDMREP] = tdmrep('{"location": "/", "tdm-reservation": 1}')
    elsewhere.server.routes["/robots.txt"] = robots("User-agent: Udklip\nDisallow: /nyt\n")
    crawls.visit(*papers)
    assert crawls.waiting() == []
    ends = [crawls.end(paper.url("/nyt")) for paper in (site, elsewhere)]
    assert ends == [Outcome.RIGHTS_RESERVED] * 2


def test_a_file_that_did_not_change_is_not_sent_again(site: Site, crawls: Crawls) -> None:
    tags: list[str | None] = []
    whole = tdmrep('[{"location": "/nyt", "tdm-reservation": 1}]', ETag='"1"')

    def answer(handler: Handler) -> None:
        tags.append(handler.headers["If-None-Match"])
        (return_status(304) if tags[-1] else whole)(handler)

    site.server.routes[TDMREP] = answer
    crawls.visit(source(site))
    offer(site, "/nyt", "/nyt2")
    site.server.routes[TDMREP] = answer
    crawls.visit(source(site))
    assert tags == [None, '"1"']
    assert crawls.end(site.url("/nyt2")) is Outcome.RIGHTS_RESERVED


def test_a_reservation_that_cannot_be_had_now_stands_as_it_was(site: Site, crawls: Crawls) -> None:
    site.server.routes[TDMREP] = tdmrep('[{"location": "/", "tdm-reservation": 1}]')
    crawls.visit(source(site))
    offer(site, "/nyt2")
    site.server.routes[TDMREP] = return_status(500)
    crawls.visit(source(site))
    assert crawls.end(site.url("/nyt2")) is Outcome.RIGHTS_RESERVED
