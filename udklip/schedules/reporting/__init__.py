"""The report of a week, a month or any days: how much coverage, of what, by whom, and against the period before."""
