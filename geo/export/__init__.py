"""The story as other programs read it: one module for each kind of file, and `formats`, which lists them."""
