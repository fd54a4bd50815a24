"""geo.session."""
