"""The site plan: what the hub becomes, as pure data, for MkDocs or any other engine to write."""
