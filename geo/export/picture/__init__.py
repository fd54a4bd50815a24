"""geo.export.picture."""
