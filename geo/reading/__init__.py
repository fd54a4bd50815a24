"""What an article says: its places, distances and dates, and the draft of a story. Imports `view` and below.

Main names: `reader.Reader`, `findings`, `article.read`, `to_story`. A sentence is split in `sentences` alone.
"""
