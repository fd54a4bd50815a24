"""Many articles read at once, into one Parquet file: one module for each step of it."""
