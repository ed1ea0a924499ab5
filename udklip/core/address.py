"""One canonical form for each address, so that the same page is found once."""

import re
from urllib.parse import urljoin, urlsplit

from w3lib.url import canonicalize_url, url_query_cleaner

# What campaigns, feeds and social media add to an address; the page is the same without it.
TRACKING = (
    "utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_name utm_cid utm_reader "
    "fbclid gclid dclid gbraid wbraid msclkid mc_cid mc_eid igshid yclid twclid ttclid _ga _gl "
    "referrer ref_src ref_url cmpid ocid spm s_cid ns_campaign ns_mchannel ns_source wt_mc"
).split()

_DEFAULT_PORT = re.compile(r"^(http://[^/?#]+):80(?=[/?#]|$)|^(https://[^/?#]+):443(?=[/?#]|$)")


def canonical(address: str) -> str:
    """`address` without tracking parameters, fragment and default port, its query sorted. Idempotent.

    What is no address comes back as it is: feeds hold anything, and each entry is to have its own outcome.
    """
    try:
        cleaned = url_query_cleaner(address.strip(), TRACKING, remove=True, keep_fragments=False)
        plain = canonicalize_url(cleaned, keep_fragments=False)
    except ValueError:
        return address.strip()
    return _DEFAULT_PORT.sub(lambda match: match[1] or match[2], plain)


def joined(page: str, link: str) -> str:
    """Where `link` on `page` leads; a link that is no address comes back as it is."""
    try:
        return urljoin(page, link)
    except ValueError:
        return link


def host_of(address: str) -> str:
    """The host, with its port where one is given, in lower case; empty where there is none."""
    try:
        return urlsplit(address).netloc.rsplit("@", 1)[-1].lower()
    except ValueError:
        return ""


def same_site(one: str, other: str) -> bool:
    """Whether two addresses stand on one host, `www.` and `m.` aside."""
    return _bare(host_of(one)) == _bare(host_of(other))


def _bare(host: str) -> str:
    return re.sub(r"^(?:www|m|mobil)\.", "", host)
