"""The report as people get it: page, PDF, Excel, mail and JSON. Renderers are pure functions of a PressReport."""
