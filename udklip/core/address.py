"""One canonical form for each address, and one key for each page, so that the same page is found once.

`canonical` is what is asked for, kept and shown: it only takes away what cannot change the answer. `page_key` is what
pages are told apart by: it also sees through the twins that a site keeps of one page, and is never asked for, since
not every site answers on every twin. http and https, with and without `www.`, mobile and AMP are one page.
"""

import re
from functools import cache
from urllib.parse import SplitResult, unquote_plus, urljoin, urlsplit

from tldextract import TLDExtract
from w3lib.url import canonicalize_url, url_query_cleaner

# What campaigns, feeds and social media add to an address; the page is the same without it.
TRACKING = (
    "fbclid fb_action_ids fb_source gclid gclsrc dclid gbraid wbraid msclkid mc_cid mc_eid mkt_tok igshid igsh yclid "
    "twclid ttclid li_fat_id rdt_cid _ga _gl __twitter_impression _hsenc _hsmi vero_id oly_enc_id oly_anon_id "
    "referrer ref_src ref_url cmpid ocid spm s_cid ns_campaign ns_mchannel ns_source wt_mc xtor ncid guccounter"
).split()
_TRACKING_FAMILIES = re.compile(
    r"(?:utm|mtm|hsa)_\w+|(?:pk|piwik|matomo)_(?:campaign|keyword|kwd|source|medium|content|cid)"
    r"|at_(?:campaign|creation|custom|format|link|medium|platform|variant)\w*"
)

_DEFAULT_PORT = re.compile(r"^(http://[^/?#]+):80(?=[/?#]|$)|^(https://[^/?#]+):443(?=[/?#]|$)")
_TWIN_HOST = re.compile(r"^(?:www\d?|m|mobil|mobile|amp|touch)\.")
_AMP_PARAMETER = re.compile(r"(?:^|(?<=&))(?:amp(?:=(?:1|true)?)?|outputtype=amp)(?:&|$)", re.IGNORECASE)
_AMP_ENDING = re.compile(r"\.amp(?=\.html?$|$)", re.IGNORECASE)
# "/nyt/salget-stiger/amp" is a twin of "/nyt/salget-stiger"; "/emner/amp" is about electricity.
_AMP_FOLDER = re.compile(r"(?<=/)amp/(?=.*[\d-])|(?<=[\d-])(?P<word>[^/]*)/amp$", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"(?<=/)(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)


def canonical(address: str) -> str:
    """`address` without tracking parameters, fragment and default port, its query sorted. Idempotent.

    Host, path and every other parameter stay as they are, but for one way to write their letters. What is no
    address comes back as it is: feeds hold anything, and each entry is to have its own outcome.
    """
    try:
        cleaned = url_query_cleaner(address.strip(), _tracking_in(address), remove=True, keep_fragments=False)
        plain = canonicalize_url(cleaned, keep_fragments=False)
    except ValueError:
        return address.strip()
    return _DEFAULT_PORT.sub(lambda match: match[1] or match[2], plain)


def page_key(address: str) -> str:
    """What `address` has in common with its twins: host without `www.`, `m.` or `amp.`, path without AMP's marks.

    The scheme, a slash at the end and `index.html` do not tell pages apart either. Stays on the registrable domain;
    what is no address of the web is its own key.
    """
    plain = canonical(address)
    try:
        parts = urlsplit(plain)
    except ValueError:
        return plain
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return plain
    query = _AMP_PARAMETER.sub("", parts.query).rstrip("&")
    return f"//{bare_host(parts.netloc)}{_bare_path(parts)}{'?' + query if query else ''}"


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


def bare_host(host: str) -> str:
    """A host (with or without port) without what names its `www`, mobile or AMP twin: never a whole other domain."""
    name = host.rsplit("@", 1)[-1].lower()
    while (twin := _TWIN_HOST.match(name)) and _has_subdomain(name):
        name = name[twin.end() :]
    return name


def same_site(one: str, other: str) -> bool:
    """Whether two addresses stand on one host, its `www`, mobile and AMP twins included."""
    return bare_host(host_of(one)) == bare_host(host_of(other))


def domain_of(host: str) -> str:
    """The domain that somebody registered, of which `host` (without a port) is a part; itself where it has none."""
    return _suffixes()(host).top_domain_under_public_suffix or host


def _tracking_in(address: str) -> list[str]:
    """The tracking parameters of `address`, spelled as they are there."""
    query = address.partition("?")[2]
    names = {part.partition("=")[0] for part in re.split("[&#]", query)}
    return [name for name in names if _is_tracking(unquote_plus(name).lower())]


def _is_tracking(name: str) -> bool:
    return name in TRACKING or _TRACKING_FAMILIES.fullmatch(name) is not None


def _bare_path(parts: SplitResult) -> str:
    path = _AMP_ENDING.sub("", parts.path.rstrip("/"))
    path = _AMP_FOLDER.sub(lambda match: match["word"] or "", path)
    return _INDEX_PAGE.sub("", path).rstrip("/")


@cache
def _suffixes() -> TLDExtract:
    """The public suffix list that tldextract brings; nothing is fetched."""
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _has_subdomain(host: str) -> bool:
    return bool(_suffixes()(host).subdomain)
