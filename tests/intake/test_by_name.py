"""Places of a draft without a position, found by their names."""

from geo.intake import by_name


def place(name: str, coordinates: list[float] | None = None, **properties: str) -> dict:
    geometry = {"type": "Point", "coordinates": coordinates or []}
    return {"type": "Feature", "geometry": geometry, "properties": {"name": name, **properties}}


def test_sure_place_gets_its_position_and_who_gives_it_and_keeps_its_own_spelling():
    features = [place("Koeln"), place("Köln", country="Germany")]
    by_name.fill(features)
    found = features[1]
    assert found["geometry"]["coordinates"]
    assert found["properties"]["name"] == "Köln"
    assert found["properties"]["precision"] == "city"
    assert "GeoNames 2886242" in found["properties"]["position_source"]
    assert "found by name" in found["properties"]["position_source"]


def test_place_with_a_position_stays_and_is_company_for_the_others():
    ahr = [place("Church", [7.0, 50.52]), place("Mill", [7.05, 50.53]), place("Berg"), place("Altenahr")]
    counts = by_name.fill(ahr)
    assert ahr[0]["geometry"]["coordinates"] == [7.0, 50.52]
    assert (counts.found, counts.doubtful) == (1, 1)
    first = by_name.judged([ahr[2]], ahr)[0].candidates[0]
    assert round(first.position.lat, 1) == 50.6


def test_region_and_address_of_a_place_are_read():
    features = [place("Springfield", region="Illinois", country="US"), place("Cairo", address="Cairo, Egypt")]
    assert by_name.fill(features).found == 2
    assert round(features[0]["geometry"]["coordinates"][0]) == -90
    assert features[1]["properties"]["country"] == "EG"


def test_what_has_no_name_or_is_a_line_is_not_looked_for():
    line = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": []}, "properties": {"name": "Cairo"}}
    assert by_name.fill([place(""), line, {"type": "Feature"}]) == by_name.Counts()
