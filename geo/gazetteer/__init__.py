"""geo.gazetteer."""
