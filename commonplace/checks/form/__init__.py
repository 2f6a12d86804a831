"""Advice on the form of a text: one file a rule, each a pure function of a page and what the hub knows."""
