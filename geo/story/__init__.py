"""geo.story."""
