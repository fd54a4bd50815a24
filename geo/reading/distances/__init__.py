"""geo.reading.distances."""
