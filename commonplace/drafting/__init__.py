"""Drafting: what somebody wrote in a form, a mail or a document becomes the file of a contribution."""
