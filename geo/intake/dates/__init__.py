"""Dates and times of day as people and programs write them, as the EDTF of a story.

`words` has the names of months and the like, `times` reads times of day, `single` one date, `written` a text, `numbers`
columns of numbers such as Unix times, and `column` a whole column.
"""
