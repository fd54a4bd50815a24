"""geo.library."""
