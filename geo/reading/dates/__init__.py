"""Dates that a text states: their forms (`forms`), what they come to (`reckoning`), and the tense beside them.

Main name: `find`. What only looks like a date is in `traps`.
"""
