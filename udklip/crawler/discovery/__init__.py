"""How well a source is watched, by its own record; and how a source's ways in are found and tried."""
