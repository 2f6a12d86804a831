"""Assembly: records of every reader joined into one frozen hub."""
