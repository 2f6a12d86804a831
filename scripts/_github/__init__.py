"""Talking to GitHub: one client for GraphQL, and what it says when something is in the way."""
