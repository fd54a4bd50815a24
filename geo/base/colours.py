"""The colours of the page, its map, pictures and KML; `data/rebuild_format.py` writes them into the style sheets."""

from collections.abc import Mapping
from typing import NamedTuple


class Colour(NamedTuple):
    """A colour in the light and in the dark theme, each as #RRGGBB."""

    light: str
    dark: str


COLOURS: Mapping[str, Colour] = {
    "paper": Colour("#FBFAF6", "#16171A"),
    "card": Colour("#FFFFFF", "#1E2024"),
    "pointed": Colour("#EEF3F8", "#26303A"),  # what the pointer is on, in a list
    "ink": Colour("#1C1B19", "#ECEAE4"),
    "muted": Colour("#6B675F", "#A09C93"),
    "line": Colour("#E4E0D6", "#33353B"),
    "sea": Colour("#DDE6EA", "#1B2A33"),
    "land": Colour("#F6F3EA", "#2A2C2F"),
    "border": Colour("#CFC9BA", "#45474C"),
    "tint": Colour("#EFE0BF", "#4A402A"),  # of a country that is named as a whole
    "tint-border": Colour("#B89B5E", "#8C7A4F"),
    "selection": Colour("#B3261E", "#FF7A6B"),
    "measured": Colour("#0B5394", "#7DB8F0"),
    "on-measured": Colour("#FFFFFF", "#16171A"),
    "mark": Colour("#2B2A27", "#D8D5CC"),
    "agrees": Colour("#1B6E3C", "#6CCB8F"),
    "longer": Colour("#8A5A00", "#E6B655"),
}

#: The colours of tags by name. In each theme they have a contrast of 4.5 to the paper and of 3 to land and sea, and any
#: two differ by 20 (CIE 1976) for people who see all colours, no red, no green or no blue.
TAG_COLOURS: Mapping[str, Colour] = {
    "blue": Colour("#1056F9", "#88ABFC"),
    "orange": Colour("#772603", "#FB9C74"),
    "green": Colour("#15793D", "#419438"),
    "purple": Colour("#61049F", "#AD60FB"),
    "teal": Colour("#0C3A45", "#24F9F9"),
    "pink": Colour("#BF229F", "#E052B6"),
    "grey": Colour("#707070", "#ADADAD"),
}
