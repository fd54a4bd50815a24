"""Dateline served to strangers: what `serve.py` puts around the page. Imports everything but `commands`.

Main names: `application`, `settings` (the limits that may be set), `response_headers`, `requests`, `messages`.
"""
