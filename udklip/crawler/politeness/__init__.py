"""What keeps the spiders within what they may, and what every host asks of them.

Pure: `robots_txt` (RFC 9309), `pace` (when a host may be asked next), `retry_after`, `public_network`.
At Scrapy's rim: `bounds`, `robots` and `pacing` are its downloader middlewares, `resolver` its resolver,
`handler` its download handler.
"""

from udklip.crawler.politeness.bounds import Bounds, PublicResolver, Robots  # noqa: F401
