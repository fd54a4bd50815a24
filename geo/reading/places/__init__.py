"""geo.reading.places."""
