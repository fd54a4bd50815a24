"""geo.measure."""
