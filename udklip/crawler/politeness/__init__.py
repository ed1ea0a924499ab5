"""What keeps the spiders within what they may, and what every host asks of them.

Pure: `robots_txt` (RFC 9309), `pace` (when a host may be asked next), `retry_after`, `public_network`. `manners` is
what the spiders of a crawl share. At Scrapy's rim: `bounds` and `middleware` stand before every request, `resolver`
looks at the answers of DNS, `handler` bounds the head of an answer.
"""
