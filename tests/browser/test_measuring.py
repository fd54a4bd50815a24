"""Any two points, any path, and the working laid open: what a reader does in the panel of distances and on the map."""

import json
import random
import re
from itertools import combinations, pairwise

import pytest
from playwright.sync_api import expect

from geo.measure.geodesy import LonLat, measure
from geo.view import wording
from geo.view.link import UNITS


def give(reader, field: str, text: str) -> None:
    box = reader.page.get_by_role("combobox", name=field, exact=True)
    box.fill(text)
    box.press("Enter")


def figure(reader, text: str) -> None:
    expect(reader.page.locator(".dl-figure")).to_contain_text(text)


def open_panel(reader, name: str):
    reader.page.get_by_role("button", name=name, exact=True).click()
    return reader.page.get_by_role("region", name=name)


def drawn(reader, pane: str) -> list[list[list[float]]]:
    """The points, as [lat, lon], of each line that the map has in a pane."""
    return reader.frame.evaluate(
        """pane => { const found = []; map.eachLayer(layer => {
            if (layer.options.pane === pane && layer.getLatLngs)
                found.push(layer.getLatLngs().flat(9).map(({ lat, lng }) => [lat, lng])); });
            return found; }""",
        pane,
    )


def test_place_is_found_as_one_types_and_taken_with_the_keyboard(reader, server):
    reader.open(server)
    box = reader.page.get_by_role("combobox", name="To", exact=True)
    box.click()
    expect(reader.page.get_by_role("option")).to_have_count(12)
    box.fill("جن")
    expect(reader.page.get_by_role("option")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    reader.address_is("to=geneva")
    expect(box).to_have_value("Geneva")


def test_place_elsewhere_is_found_as_one_types_and_goes_into_the_link_with_its_name(reader, server):
    reader.open(server)
    box = reader.page.get_by_role("combobox", name="To", exact=True)
    options = reader.page.get_by_role("option")
    # Who has named a place of the story means that, and nobody is asked.
    reader.quiet()
    reader.received.clear()
    box.click()
    box.fill("Geneva")
    expect(options).to_have_count(1)
    reader.quiet()
    assert reader.received == []
    box.fill("")
    box.press_sequentially("bengaz", delay=20)
    expect(options.first).to_contain_text("Benghazi")
    expect(options.first).to_contain_text("city · Libya")
    expect(reader.page.locator(".dl-options .dl-note:visible")).to_have_text("GeoNames (CC BY 4.0)")
    reader.quiet()
    assert 0 < sum(reader.received) <= 4000
    # What was chosen by the keyboard stays chosen when more is found; the story's own place comes once.
    box.fill("غدام")
    box.press("ArrowDown")
    reader.quiet()
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert [text for text in options.all_inner_texts() if "Ghadames" in text] == [options.first.inner_text()]
    box.fill("Bengazi")
    expect(options.first).to_contain_text("Benghazi")
    box.press("ArrowDown")
    box.press("Enter")
    reader.address_is("to=%4032.11486%2C20.06859%28Benghazi%29")
    expect(box).to_have_value("Benghazi")
    figure(reader, "652 km")
    # Whoever opens the link sees the name too; whatever else it says there is text.
    reader.open(f"{server}?from=@27,14(%3Cb%3E{{{{7*7}}}}&to=@32.11486,20.06859(Benghazi)")
    expect(box).to_have_value("Benghazi")
    expect(reader.page.get_by_role("combobox", name="From", exact=True)).to_have_value("<b>{{7*7}}")
    panel = open_panel(reader, "The working")
    expect(panel).to_contain_text("Benghazi")
    expect(panel).to_contain_text("given by the reader")
    # By pointer, and of a country it is some point.
    box.click()
    box.fill("Finland")
    options.filter(has_text="country").first.click()
    expect(box).to_have_value("a point in Finland")


def test_typed_coordinates_are_measured_drawn_and_in_the_link(reader, server):
    reader.open(server)
    give(reader, "To", "27°18'0\"N 33°48'0\"E")
    reader.address_is("to=%4027.3%2C33.8")
    expect(reader.page.get_by_role("combobox", name="To", exact=True)).to_have_value("27.3, 33.8")
    line = measure(LonLat(13.18733, 32.88743), LonLat(33.8, 27.3))
    figure(reader, wording.distance(line.distance_km, "km"))
    expect(reader.page.locator(".dl-claims")).to_contain_text("No published claim about this pair")
    assert drawn(reader, "line")[0][-1] == pytest.approx([27.3, 33.8], abs=1e-6)
    expect(reader.map.locator(".leaflet-line-pane path")).to_have_count(2)  # the line, and a dot where no place is


def test_what_cannot_be_read_stays_in_its_field_with_the_reason_and_measures_on(reader, server):
    reader.open(server)
    give(reader, "From", "99, 12")
    alert = reader.page.get_by_role("alert")
    expect(alert).to_contain_text("From: Latitude goes from -90 to 90 degrees: perhaps the longitude stands first")
    box = reader.page.get_by_role("combobox", name="From", exact=True)
    expect(box).to_have_value("99, 12")
    expect(box).to_have_attribute("aria-invalid", "true")
    figure(reader, "465 km")
    reader.address_is("")
    give(reader, "From", "Geneva")
    expect(alert).to_be_empty()
    reader.address_is("from=geneva")


def test_press_on_the_map_offers_to_measure_from_there(reader, server):
    reader.open(server)
    pressed = reader.frame.evaluate("map.containerPointToLatLng([300, 320])")
    reader.map.locator("#map_div").click(position={"x": 300, "y": 320})
    reader.map.get_by_role("button", name="from here").click()
    expect(reader.page).to_have_url(re.compile(r"\?from=%40[0-9.]+%2C[0-9.]+$"))
    box = reader.page.get_by_role("combobox", name="From", exact=True)
    expect(box).to_have_value(re.compile("[0-9]"))
    lat, lon = map(float, box.input_value().split(","))
    assert (lat, lon) == pytest.approx((pressed["lat"], pressed["lng"]), abs=0.1)  # a pixel or so
    expect(reader.map.locator(".dl-popup")).to_have_count(0)


def test_press_beside_an_open_popup_only_closes_it(reader, server):
    reader.open(server)
    reader.mark("Tripoli").click()
    expect(reader.map.locator(".dl-popup")).to_have_count(1)
    reader.map.locator("#map_div").click(position={"x": 210, "y": 300})
    expect(reader.map.locator(".dl-popup")).to_have_count(0)


def test_popup_of_a_place_measures_to_it(reader, server):
    reader.open(server)
    reader.mark("Hurghada").click()
    reader.map.get_by_role("button", name="to here").click()
    reader.address_is("event=hurghada&to=hurghada")
    figure(reader, "2,080 km")


def test_itinerary_is_one_press_and_each_stop_can_be_dropped(reader, server):
    reader.open(server)
    reader.page.get_by_role("button", name="Itinerary of the story").click()
    reader.address_is("to=gammarth&via=bouznika~montreux~hurghada~geneva~ghadames")
    figure(reader, "12,690 km in 6 legs")
    expect(reader.page.locator(".dl-legs li")).to_have_count(6)
    expect(reader.map.locator(".dl-tag")).to_have_text("12,690 km")
    assert len(drawn(reader, "line")) == 6
    reader.page.get_by_role("button", name="Drop the stop Hurghada").click()
    reader.address_is("to=gammarth&via=bouznika~montreux~geneva~ghadames")
    reader.page.get_by_role("button", name="Straight line").click()
    reader.address_is("to=gammarth")
    expect(reader.page.locator(".dl-legs li")).to_have_count(0)


def test_stop_may_be_added_as_a_place_or_a_position(reader, server):
    reader.open(server)
    reader.page.get_by_role("button", name="Add a stop").click()
    give(reader, "Add a stop on the way", "geneva")
    reader.address_is("via=geneva")
    reader.page.get_by_role("button", name="Add a stop").click()
    give(reader, "Add a stop on the way", "nowhere at all")
    expect(reader.page.get_by_role("alert")).to_contain_text(
        "Stop: This is neither a place of the story nor a position"
    )
    expect(reader.page.get_by_role("combobox", name="Add a stop on the way")).to_have_value("nowhere at all")
    reader.address_is("via=geneva")


def test_reference_points_show_the_span_flip_a_verdict_and_are_in_the_link(reader, server):
    reader.open(server)
    panel = open_panel(reader, "Which point?")
    expect(panel).to_contain_text("Between these points: 430 km to 471 km")
    expect(panel).to_contain_text("would be: longer (Tripoli International airport to Ghadames East airport)")
    panel.get_by_role("button", name="430 km").click()
    reader.address_is("ref_from=international&ref_to=east-airport")
    figure(reader, "430 km")
    expect(reader.page.locator(".dl-claims li", has_text="some 465 km").locator("strong")).to_have_text("8 % longer")
    expect(panel.get_by_role("button", name="430 km")).to_be_focused()
    expect(panel.get_by_role("button", name="430 km")).to_have_attribute("aria-pressed", "true")


def test_working_is_copied_as_json_and_as_text_and_a_link_alone_reproduces_it(reader, server):
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open(f"{server}?from=@32.88743,13.18733&ref_to=old-town")
    open_panel(reader, "The working")
    copied = "navigator.clipboard.readText()"
    reader.page.get_by_role("button", name="Copy as JSON").click()
    expect(reader.page.get_by_role("button", name="Copied")).to_be_visible()
    document = json.loads(reader.page.evaluate(copied))
    assert document["ellipsoid"]["name"] == "WGS 84"
    assert document["from"]["position_source"] == "given by the reader"
    assert document["to"]["name"] == "Old town of Ghadames"
    ends = [LonLat(document[end]["longitude"], document[end]["latitude"]) for end in ("from", "to")]
    assert document["geodesic"]["distance_m"] == measure(*ends).distance_km * 1000
    assert document["geodesic"]["initial_azimuth_deg"] == measure(*ends).initial_bearing_deg
    assert document["check"]["geodsolve"] == 'echo "32.88743 13.18733 30.1333 9.5" | GeodSolve -i -p 6'
    reader.page.get_by_role("button", name="Copy as text").click()
    reader.page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('ellipsoid name'))")
    assert repr(document["rhumb_line"]["distance_m"]) in reader.page.evaluate(copied)


def test_all_pairs_sort_and_turn_into_a_heat_map_and_a_press_measures(reader, server, story):
    reader.open(server)
    panel = open_panel(reader, "All pairs")
    expect(panel.locator("tbody tr")).to_have_count(66)
    panel.get_by_role("button", name="Distance").click()
    lengths = sorted(measure(a.at, b.at).distance_km for a, b in combinations(story.places, 2))
    expect(panel.locator("tbody tr").first).to_contain_text(wording.distance(lengths[0], "km"))
    expect(panel.get_by_role("columnheader", name="Distance")).to_have_attribute("aria-sort", "ascending")
    expect(panel.get_by_role("button", name="Distance")).to_be_focused()
    panel.get_by_role("button", name="Distance").click()
    expect(panel.locator("tbody tr").first).to_contain_text(wording.distance(lengths[-1], "km"))
    panel.get_by_role("radio", name="Heat map").check()
    expect(panel.locator("tbody td button")).to_have_count(132)
    panel.get_by_role("button", name="Tripoli to Geneva").click()
    reader.address_is("to=geneva")


def test_figures_of_the_pairs_are_rounded_as_everywhere_else(reader, server):
    reader.open(server)
    reader.page.locator(".dl-figure").wait_for()
    scatter = random.Random(1)
    lengths = [0, 0.04, 0.05, 9.9, 9.94, 9.95, 10.5, 464.5, 9999.4, 9999.5, 15504.9, 15505, 20003.9]
    lengths += [10 ** scatter.uniform(-2, 4.3) for _ in range(500)]
    script = """async ([lengths, units, degrees]) => { const { distance, bearing } =
        await import([...performance.getEntriesByType("resource")].map(e => e.name).find(n => n.includes("/pairs.js")));
        return [lengths.map(km => units.map(unit => distance(km, unit))), degrees.map(bearing)]; }"""
    degrees = [0, 11.24, 11.25, 359.49, 359.5, 359.99, 348.75, *(scatter.uniform(0, 360) for _ in range(500))]
    distances, bearings = reader.page.evaluate(script, [lengths, list(UNITS), degrees])
    assert distances == [[wording.distance(km, unit) for unit in UNITS] for km in lengths]
    assert bearings == [wording.bearing(degree) for degree in degrees]


def test_claim_is_drawn_as_ring_and_wedge_around_its_anchor_and_another_can_be_chosen(reader, server):
    reader.open(server)
    tripoli = LonLat(13.18733, 32.88743)

    def radii() -> set[int]:
        points = {LonLat(lon, lat) for line in drawn(reader, "claim") for lat, lon in line} - {tripoli}
        return {round(measure(tripoli, at).distance_km) for at in points}

    reader.frame.wait_for_function("document.querySelector('.leaflet-claim-pane path')")
    assert radii() == {round(465 * 0.95), round(465 * 1.05)}
    reader.page.locator(".dl-claims li", has_text="740 kilometers").get_by_role("button").click()
    reader.page.wait_for_timeout(100)
    assert radii() == {735, 745}
    reader.page.locator(".dl-claims li", has_text="740 kilometers").get_by_role("button").click()
    reader.page.wait_for_timeout(100)
    assert radii() == set()


@pytest.mark.parametrize(
    ("start", "end"),
    [("@-33.9,151.2", "@37.8,-122.4"), ("@70,170", "@71,-10"), ("@80,-30", "@80,150.5"), ("@-89,10", "@-60,-175")],
    ids=["over the 180th", "near the pole", "over the pole", "round the south pole"],
)
def test_line_is_one_stroke_along_the_geodesic(reader, server, start, end):
    reader.open(f"{server}?from={start}&to={end}")
    reader.frame.wait_for_function("document.querySelector('.leaflet-line-pane path')")
    (line, *again) = drawn(reader, "line")
    one, other = (LonLat(*map(float, reversed(stop[1:].split(",")))) for stop in (start, end))
    assert all(len(copy) == len(line) for copy in again)
    direct = measure(one, other).distance_km
    length = 0.0
    for (lat1, lon1), (lat2, lon2) in pairwise(line):
        # No jump: two degrees at most, but where the line passes a pole itself.
        assert abs(lon2 - lon1) < 2 or max(abs(lat1), abs(lat2)) > 89.5
        length += measure(LonLat(lon1, lat1), LonLat(lon2, lat2)).distance_km
    assert length == pytest.approx(direct, rel=1e-6)
    assert line[0] == pytest.approx([one.lat, one.lon % 360], abs=1e-6) or line[0][1] % 360 == pytest.approx(
        one.lon % 360
    )


def test_measuring_moves_at_most_three_kilobytes_to_the_browser(reader, server):
    reader.open(server)
    for act, address in (
        (lambda: reader.page.get_by_role("button", name="Swap").click(), "from=ghadames&to=tripoli"),
        (lambda: reader.page.get_by_role("radio", name="nautical miles").check(), "from=ghadames&to=tripoli&unit=nmi"),
        (lambda: give(reader, "From", "Hurghada"), "from=hurghada&to=tripoli&unit=nmi"),
        (lambda: give(reader, "From", "27.25, 33.8"), "from=%4027.25%2C33.8&to=tripoli&unit=nmi"),
        (
            lambda: reader.page.get_by_role("button", name="Itinerary of the story").click(),
            "to=gammarth&via=bouznika~montreux~hurghada~geneva~ghadames&unit=nmi",
        ),
    ):
        reader.quiet()
        reader.received.clear()
        act()
        reader.address_is(address)
        reader.quiet()
        assert 0 < sum(reader.received) <= 3000
