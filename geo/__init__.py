"""Dateline: the places, distances and claims of a news story. Import the module you need; nothing is re-exported."""
