"""Feeds: what is new, for feed readers, as Atom and as JSON Feed."""
