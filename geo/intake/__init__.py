"""Other people's files as the draft of a story: a module for each kind. Imports `view` and below.

Main name: `files.read`, which tells the kinds apart; a new kind is a module and a line there.
"""
