"""Colours of tags are seen on the map in both themes, and told apart by people who do not see all colours."""

from itertools import combinations

import numpy as np
import pytest

from geo.base.colours import COLOURS, TAG_COLOURS

THEMES = ("light", "dark")
# Machado, Oliveira and Fernandes 2009, table 1 at severity 1: the linear RGB that people see without one kind of cone.
SEEN = {
    "all": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# IEC 61966-2-1.
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour: str) -> np.ndarray:
    sign = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(sign <= 0.04045, sign / 12.92, ((sign + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE 1976 L*a*b* of linear RGB, under the white of that space."""
    share = XYZ @ rgb.clip(0, 1) / XYZ.sum(axis=1)
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_letter_of_a_tag_is_read_and_its_colour_seen_on_the_map(theme):
    for colour in TAG_COLOURS.values():
        shown = getattr(colour, theme)
        assert contrast(shown, getattr(COLOURS["paper"], theme)) >= 4.5
        assert all(contrast(shown, getattr(COLOURS[ground], theme)) >= 3 for ground in ("land", "sea", "card"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("seen", SEEN)
def test_any_two_colours_of_tags_differ_for_everybody(theme, seen):
    found = [lab(np.array(SEEN[seen]) @ linear(getattr(colour, theme))) for colour in TAG_COLOURS.values()]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(found, 2)) >= 20
