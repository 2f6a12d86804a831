"""Writers: records back into the files that people read and change."""
