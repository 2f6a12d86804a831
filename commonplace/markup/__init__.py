"""Pure functions over Markdown text and HTML: what is code, what is a link, what is plain, what is safe."""
