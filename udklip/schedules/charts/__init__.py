"""Charts for pages, reports and mails: a value says what is shown, and one function draws it as SVG or PNG."""
