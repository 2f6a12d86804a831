"""What the repository on GitHub shows of the hub: files that GitHub reads, and the comment on a text that
somebody proposes. Pure functions: the hub in, text out."""
