"""What is not on the public network is known as such, in whatever form it is written."""

import pytest

from udklip.crawler.politeness.public_network import is_private

PRIVATE = """
127.0.0.1 127.8.9.10 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255
192.0.2.1 198.18.0.1 224.0.0.251 239.1.1.1 240.0.0.1
[::1] :: fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1
::ffff:10.0.0.1 [::ffff:127.0.0.1] ::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::808:808 2002:7f00:1::1 2002:a00:1::
localhost LOCALHOST. app.localhost printer.local vault.internal router.lan nas.home.arpa
""".split()

PUBLIC = """
8.8.8.8 193.162.153.164 2a00:1450:400f:80d::200e [2606:4700::6810:84e5] ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
avisen.dk localhost.avisen.dk xn--blbr-roah.dk
""".split()


@pytest.mark.parametrize("host", PRIVATE)
def test_it_is_private(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_it_is_public(host: str) -> None:
    assert not is_private(host)
