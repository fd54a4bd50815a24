"""geo.base."""
