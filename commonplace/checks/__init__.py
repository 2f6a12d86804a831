"""What must not get into a hub: leaks and what is unsafe. Pure functions over what readers read."""
