"""The web is asked through the settings' proxy, tunnels and an authority of our own included; the secret is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from crawler.crawling import feed_of
from crawler.forward_proxy import ForwardProxy, forward_proxy
from crawler.misbehaving_server import Site, return_page, served
from schedules.keeping.paper import SETTINGS, files_with
from schedules.pages import article
from schedules.way import Way

USER, PASSWORD = "udklip", "hemmelig ord/@:"
PLAIN, SECURE = "almindelig.example", "sikker.example"


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """An authority of our own, and a certificate that it signed for the secure paper."""
    own = trustme.CA()
    own.cert_pem.write_to_path(str(tmp_path / "ca.crt"))
    own.issue_cert(SECURE).private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "server.pem"))
    return tmp_path / "server.pem"


def routes(base: str) -> dict[str, object]:
    """A paper of one article."""
    pages = {"/nyt": return_page(article(f"Sagen fra {base.rsplit('/', 1)[1]}"))}
    return pages | {"/feed": feed_of(f"{base}/nyt")}


@pytest.fixture
def proxy(authority: Path) -> Iterator[ForwardProxy]:
    """A proxy that alone knows two papers: a plain one, and one with TLS."""
    with (
        served(routes(f"http://{PLAIN}")) as plain,  # type: ignore[arg-type]
        served(routes(f"https://{SECURE}"), tls=authority) as secure,  # type: ignore[arg-type]
        forward_proxy(USER, PASSWORD) as proxy,
    ):
        proxy.ports |= {PLAIN: plain.port, f"{SECURE}:443": secure.port}
        yield proxy


def way_through(proxy: ForwardProxy, folder: Path, site: Site | None = None) -> Way:
    """A way to both papers through the proxy, and to one on our own network where there is one."""
    text = SETTINGS.replace("[crawl]\n", f'[crawl]\nproxy = "{proxy.url}"\nca_file = "ca.crt"\n')
    for scheme, host in (("http", PLAIN), ("https", SECURE)):
        text += f'[[source]]\nname = "{host}"\nhosts = ["{host}"]\nfeeds = ["{scheme}://{host}/feed"]\n'
    if site:
        text += f'[[source]]\nname = "intern"\nhosts = ["127.0.0.1"]\nfeeds = ["{site.url("/feed")}"]\n'
        text += "private_network = true\n"
    (folder / "udklip.toml").write_text(text, "utf-8")
    return Way(folder / "udklip.toml")


def test_pages_come_through_the_proxy_and_those_of_our_own_network_do_not(
    proxy: ForwardProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDKLIP_PROXY_USER", USER)
    monkeypatch.setenv("UDKLIP_PROXY_PASSWORD", PASSWORD)
    with served({}) as site:
        site.routes({"/nyt": return_page(article("Sagen herfra")), "/feed": feed_of(site.url("/nyt"))})
        way = way_through(proxy, tmp_path, site)
        sources = way.run(now=None)["sources"]
        assert {name: one["new"] for name, one in sources.items()} == {PLAIN: 1, SECURE: 1, "intern": 1}
        assert site.server.asked[-1] == "/nyt"
        (tried,) = way.json("sources", "check", SECURE)
    assert f"GET http://{PLAIN}/nyt" in proxy.asked
    assert {one for one in proxy.asked if one.startswith("CONNECT")} == {f"CONNECT {SECURE}:443"}
    assert files_with(way, PASSWORD, proxy.who) == []
    (told,) = way.json("why", f"https://{SECURE}/aldrig-set")
    assert "robots.txt" not in told["reason"], "it was asked through the proxy too"
    assert [(one["outcome"], one["entries"]) for one in tried["ways"]] == [("ok", 1)]


def test_a_proxy_that_refuses_us_and_an_authority_that_is_none_are_told(
    proxy: ForwardProxy, tmp_path: Path
) -> None:
    way = way_through(proxy, tmp_path)
    ended = way.udklip("run", "--once")
    assert ended.returncode == 1
    assert "407" in ended.stdout
    (tmp_path / "ca.crt").write_text("no certificate", "utf-8")
    ended = way.udklip("run", "--once")
    assert (ended.returncode, "crawl.ca_file" in ended.stderr) == (2, True)
