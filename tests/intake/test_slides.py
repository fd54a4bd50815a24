"""StoryMapJS and TimelineJS, as their editors write them."""

import json

import pytest

from geo.intake.files import read

STORYMAP = {
    "storymap": {
        "language": "en",
        "map_type": "stamen:toner-lite",
        "slides": [
            {
                "type": "overview",
                "text": {"headline": "A <i>voyage</i>", "text": "<p>Three ports</p>"},
                "location": {"line": True},
            },
            {
                "date": "2 Nov 2020",
                "location": {"lat": 35.7, "lon": -0.63, "name": "Oran", "zoom": 9, "icon": "x", "line": True},
                "text": {
                    "headline": "The ship leaves",
                    "text": "<p>At <b>dawn</b>. <a href='https://a.example'>Log</a></p>",
                },
                "media": {"url": "https://b.example/p.jpg", "caption": "The quay", "credit": "Archive"},
            },
            {
                "location": {"lat": 36.8, "lon": 10.2, "name": "Tunis"},
                "text": {"headline": "It calls", "text": ""},
                "background": {"url": "x"},
            },
            {"location": {"lat": 35.7, "lon": -0.63, "name": "Oran"}, "text": {"headline": "It is back"}},
        ],
    }
}
TIMELINE = {
    "title": {"text": {"headline": "Talks", "text": "In four towns"}},
    "events": [
        {
            "start_date": {"year": "2020", "month": "11", "day": "2", "hour": "14", "minute": "5"},
            "text": {"headline": "They meet", "text": "In the <b>oasis</b>"},
            "location": {"name": "Oran", "lat": 35.7, "lon": -0.63},
            "media": {"url": "https://a.example/v", "caption": "A video", "credit": "Agency"},
            "group": "Talks",
            "background": {"color": "red"},
        },
        {"start_date": {"year": 2020, "month": 11}, "end_date": {"year": 2021}, "text": {"headline": "A pause"}},
        {"start_date": {"year": -43, "display_date": "the Ides"}, "text": {"headline": "A murder"}},
    ],
    "eras": [{"start_date": {"year": 2020}, "end_date": {"year": 2021}, "text": {"headline": "Truce"}}],
}


def story(value):
    found = read(json.dumps(value).encode(), "x.json")
    return found, found.document["story"]


def test_slides_of_storymapjs_are_events_at_their_places():
    found, told = story(STORYMAP)
    assert found.kind == "storymap"
    assert (told["title"], told["summary"]) == ("A voyage", "Three ports")
    assert [(e["place"], e.get("when"), e["title"], e.get("text"), e.get("note")) for e in told["events"]] == [
        ("oran", "2020-11-02", "The ship leaves", "At dawn. Log", "The quay"),
        ("tunis", None, "It calls", None, None),
        ("oran", None, "It is back", None, None),
    ]
    assert [source.get("url") for source in told["sources"]][1:] == ["https://a.example", "https://b.example/p.jpg"]
    assert [f["geometry"]["coordinates"] for f in found.document["features"]] == [[-0.63, 35.7], [10.2, 36.8]]
    assert any("“background”" in note.problem for note in found.notes)


def test_events_of_timelinejs_keep_dates_times_and_what_is_shown_for_them():
    found, told = story(TIMELINE)
    assert (found.kind, told["title"], told["summary"]) == ("timeline", "Talks", "In four towns")
    assert [(e["place"], e.get("when"), e.get("time"), e["title"], e.get("note")) for e in told["events"]] == [
        ("oran", "2020-11-02", "14:05", "They meet", "A video"),
        (None, "2020-11/2021", None, "A pause", None),
        (None, "-0043", None, "A murder", "Shown as: the Ides"),
    ]
    said = " ".join(note.problem for note in found.notes)
    assert "an era" in said
    assert "“background”" in said


def test_sheet_of_timelinejs_is_a_table_of_events():
    found = read(
        b"Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
        b"Media Caption,Media Thumbnail,Type,Group,Background\n"
        b"2020,11,2,14:30,,,,,,They meet,In <b>public</b>,https://a.example/v,Agency,A video,,,,\n"
        b"2020,11,5,,2020,11,7,,,A pause,Nothing,,,,,,Talks,\n",
        "sheet.csv",
    )
    assert [(e.get("when"), e.get("time"), e["title"], e["text"]) for e in found.document["story"]["events"]] == [
        ("2020-11-02", "14:30", "They meet", "In public"),
        ("2020-11-05/2020-11-07", None, "A pause", "Nothing"),
    ]


@pytest.mark.parametrize(
    "value",
    [
        {"storymap": {"slides": [None, 5, {}, {"text": [], "location": "x", "media": 7, "date": {}}]}},
        {"storymap": {"slides": [{"location": {"lat": "a", "lon": None}, "text": {"headline": ["x"]}}] * 2}},
        {"events": [{"start_date": {"year": "soon"}}, {"start_date": None}, 5], "eras": 5, "title": []},
        {"events": [{"start_date": {"year": "2020", "hour": "x"}, "media": {"url": "javascript:x"}}]},
    ],
)
def test_slides_of_any_kind_are_a_draft_of_plain_values(value):
    found, _ = story(value)
    assert json.loads(json.dumps(found.document)) == found.document
