"""Builders that tests share: Git repositories, whole hubs, a web server and a browser."""
