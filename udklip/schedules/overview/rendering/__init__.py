"""The overview as people get it: HTML, plain text, mail and JSON. Renderers are pure functions of an Overview."""
