"""Fixes for what readers and the plan tell: each a pure function of a text and a diagnostic."""
