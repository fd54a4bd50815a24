"""geo.view."""
