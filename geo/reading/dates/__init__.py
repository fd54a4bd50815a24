"""geo.reading.dates."""
