"""Which addresses stand on the public network."""

import ipaddress
from ipaddress import IPv4Address, IPv6Address, IPv6Network

# An IPv4 address that stands inside one of these goes to that address; the number is how many bits follow it.
_CARRIERS = (
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("::/96"), 0),  # compatible, of old
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("64:ff9b:1::/48"), 0),  # NAT64 on a network's own prefix
    (IPv6Network("2002::/16"), 80),  # 6to4
)
_SITE_LOCAL = IPv6Network("fec0::/10")
_TRANSLATED_ON_SITE = IPv6Network("64:ff9b:1::/48")
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".onion")


def is_private(host: str) -> bool:
    """Whether `host`, a name or an address as it stands in a URL, is known not to be on the public network.

    Of a name only its ending is looked at: what it resolves to is the resolver's to judge.
    """
    bare = host.strip("[]").rstrip(".").lower().split("%", 1)[0]
    try:
        return not _is_public(ipaddress.ip_address(bare))
    except ValueError:
        return bare == "localhost" or bare.endswith(_LOCAL_NAMES)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address in _SITE_LOCAL or address in _TRANSLATED_ON_SITE:
            return False
        for network, behind in _CARRIERS:
            if address in network:
                return _is_public(IPv4Address(int(address) >> behind & 0xFFFF_FFFF))
    return address.is_global and not address.is_multicast
