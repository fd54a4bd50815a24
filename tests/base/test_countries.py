"""Countries have names."""

from geo.base import countries
from geo.story import outlines


def test_every_country_that_has_an_outline_has_a_name():
    codes = {name.country for name in outlines.names() if name.country}
    assert codes - countries.names().keys() == set()


def test_code_that_nobody_knows_stands_for_itself():
    assert countries.name("XX") == "XX"
