"""The contract between the library and the templates: the shapes of `page.meta.hub`.

Everything is JSON data. Text is plain and unescaped: templates escape each value with `| e`.
`feed_url` is the Atom feed of what the page lists, or None.
A `url` that starts with neither a scheme nor a slash is relative to the site's root: templates pass it
through `| url`.
"""
