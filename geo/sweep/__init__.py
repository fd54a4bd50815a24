"""Many articles read at once into one Parquet file: a module for each step. Imports `reading` and below.

Main name: `run`.
"""
