"""Pages: what each kind of page shows, worked out of the hub as plain data for the templates."""
