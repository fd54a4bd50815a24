"""Positions, and lines between them on the WGS 84 ellipsoid. Imports `base`.

Main names: `geodesy.LonLat`, `geodesy.measure`, `rhumb.rhumb`, `pairs`, `sphere.unit_vectors`.
"""
