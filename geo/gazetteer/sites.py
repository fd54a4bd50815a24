"""Names that are those of sites, such as a bridge or a hotel, which a gazetteer of settlements has only by accident."""

import re

_SITES = frozenset(
    (
        *("academy", "airfield", "airport", "arena", "bar", "barracks", "base", "bridge", "building", "cafe", "camp"),
        *("casino", "castle", "cathedral", "cemetery", "center", "centre", "checkpoint", "church", "cinema", "clinic"),
        *("club", "college", "consulate", "crossing", "dam", "embassy", "factory", "farm", "garage", "gate", "hall"),
        *("hospital", "hostel", "hotel", "house", "junction", "kindergarten", "laboratory", "library", "lighthouse"),
        *("mall", "market", "mill", "mine", "ministry", "monastery", "monument", "mosque", "museum", "observatory"),
        *("office", "palace", "park", "pier", "plant", "prison", "pub", "quarry", "reservoir", "restaurant", "school"),
        *("shop", "square", "stadium", "station", "store", "street", "synagogue", "temple", "terminal", "theater"),
        *("theatre", "tower", "tunnel", "university", "warehouse", "wharf", "zoo"),
        *("bahnhof", "brücke", "burg", "denkmal", "dom", "fabrik", "flughafen", "kirche", "krankenhaus", "kraftwerk"),
        *("rathaus", "schloss", "schule", "straße", "turm"),
        *("église", "gare", "hôpital", "hôtel", "mairie", "musée", "pont", "rue"),
        *("aeropuerto", "calle", "estación", "iglesia", "puente", "plaza", "stazione", "chiesa", "ponte", "museo"),
    )
)
_WORDS = re.compile(r"[^\W\d_]+")


def is_site(name: str) -> bool:
    """Whether a name is that of a site: its last word or its first is a common noun for one, or a number begins it.

    >>> is_site("Old bridge"), is_site("Hotel Rwanda"), is_site("Old Bridge"), is_site("Schuld")
    (True, True, False, False)
    """
    words = _WORDS.findall(name)
    if len(words) < 2:
        return name.casefold() in _SITES
    is_common = words[-1] in _SITES and not name.islower()
    is_called = words[0].casefold() in _SITES and words[0].casefold() not in _IN_SETTLEMENTS
    return is_common or is_called or (words[0] == "The" and words[-1].casefold() in _SITES)


#: With these a settlement's name begins too: Camp Hill, Castle Rock, College Station, Park City.
_IN_SETTLEMENTS = frozenset(
    (
        "bar",
        "burg",
        "camp",
        "casino",
        "castle",
        "church",
        "college",
        "dam",
        "dom",
        "farm",
        "hall",
        "house",
        "mill",
        "mine",
    )
) | frozenset(
    ("market", "park", "plant", "plaza", "pont", "ponte", "puente", "rue", "square", "temple", "tower", "gare")
)


def may_be_site(name: str) -> bool:
    """Whether a name with capitals ends as that of a site: Old Bridge, which is a town in New Jersey as well."""
    words = _WORDS.findall(name)
    return len(words) > 1 and words[-1].casefold() in _SITES
