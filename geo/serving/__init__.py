"""Dateline served to strangers: what `serve.py` puts around the page."""
