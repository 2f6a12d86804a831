"""The parts of the plan, one file each: every function takes the desk and gives the pages of its part."""
