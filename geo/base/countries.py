"""The names of countries and of their capitals by the codes of ISO 3166-1 alpha-2, in English."""

import csv
from collections.abc import Mapping
from functools import cache

from geo.base.root import ROOT

# The gazetteer is made from it, too; it is small, where the gazetteer is large.
FILE = ROOT / "data" / "gazetteer-countries.csv"
# Nobody lives there for good, so the gazetteer does without it.
_OTHERS = {"AQ": "Antarctica"}


@cache
def names() -> Mapping[str, str]:
    """The name of each country, by its code."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return _OTHERS | {row["code"]: row["name"] for row in csv.DictReader(rows)}


@cache
def capitals() -> Mapping[str, str]:
    """The capital of each country that has one, by the country's code."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["capital"] for row in csv.DictReader(rows) if row["capital"]}


def name(code: str) -> str:
    """The name of a country; its code where nobody knows one.

    >>> name("DE"), name("XX")
    ('Germany', 'XX')
    """
    return names().get(code, code)
