"""The story as other programs read it: a module for each kind of file. Imports `view` and below.

Main name: `formats.FORMATS`; a new kind is a module and a line there.
"""
