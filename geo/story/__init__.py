"""A story, its file, and how its claims fare. Imports `measure` and `base`.

Main names: `model.Story` and its parts; `members`, the table of all members of a file; `geojson.read`; `draft.Draft`;
`packed.pack`; `verdict.judge`.
"""
