"""The desk page: server-rendered, in Danish, on loopback; it works without a script."""
