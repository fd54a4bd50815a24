"""The folder that Dateline is in: its data and the files that browsers fetch lie at fixed places below it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
