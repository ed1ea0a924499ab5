"""One command a file, with its `app`; the table of them is in `udklip.desk.command_line`."""
