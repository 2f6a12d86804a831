"""What can be searched: records out of the hub, the pages they are searched by, and their words."""
