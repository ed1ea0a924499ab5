"""Which texts are the same story's text, and what an article took over from a press release."""
