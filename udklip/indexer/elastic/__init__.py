"""The index on an Elasticsearch server or cluster, 8.19 or later."""
