"""The picture of a view, drawn in a process of its own: only `studio` and `queue` are imported by others.

Main names: `studio`, which starts that process, and `chart`, `column`, `marks`, `labels`, which draw in it.
"""
