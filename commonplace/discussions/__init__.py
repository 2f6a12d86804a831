"""Discussions on GitHub: what the hub writes there, what it makes or renews, and what is set up wrongly."""
