"""Readers: files in, records and diagnostics out. They never raise for content."""
