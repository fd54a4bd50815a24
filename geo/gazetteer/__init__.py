"""Places by name: the file of GeoNames, a Nominatim server, and both as places of a story. Imports `story`.

Main names: `places.Gazetteer`, `geocoder.geocoder`, `suggestions.suggestions`, `story_place`,
`listed.judge` (the names of a list).
"""
