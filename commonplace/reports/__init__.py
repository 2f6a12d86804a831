"""Reports: what the hub tells the people who keep it."""
