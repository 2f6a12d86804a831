"""Curation: what belongs together, who knows about it, and what is worth reading first."""
