"""Which proxy a source is asked through. Apart from Scrapy, which not everybody loads who asks something."""

from urllib.parse import quote, urlsplit, urlunsplit

from udklip.core.settings import Crawl, Secrets
from udklip.core.source import Source


def proxy_for(source: Source, proxy: str | None) -> str | None:
    """The proxy's address with user and password; none for a source on the private network."""
    return with_credentials(proxy) if proxy and not source.private_network else None


def with_credentials(proxy: str) -> str:
    """The proxy's address with the user and password of the environment."""
    secrets, parts = Secrets.load(), urlsplit(proxy)
    if secrets.proxy_user is None:
        return proxy
    password = secrets.proxy_password.get_secret_value() if secrets.proxy_password else ""
    who = f"{quote(secrets.proxy_user, safe='')}:{quote(password, safe='')}"
    return urlunsplit((parts.scheme, f"{who}@{parts.netloc}", "", "", ""))


def proxy_host(crawl: Crawl) -> list[str]:
    """The proxy's own name, where there is one."""
    host = urlsplit(crawl.proxy).hostname if crawl.proxy else None
    return [host] if host else []
