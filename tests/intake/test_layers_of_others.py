"""GeoJSON, uMap, shapefiles, StoryMapJS and TimelineJS as other programs write them, each with what is peculiar to it."""
# ruff: noqa: E501  (files as they are written)

import gzip
import io
import json

import pytest
import shapefile
from pyproj import CRS, Transformer

from tests.intake.variants import Variant, check
from tests.intake.workbooks import zipped

ORAN, EVENT = "Oran -0.63 35.7", "- | Oran | oran"
AT = {"type": "Point", "coordinates": [-0.63, 35.7]}
LINE = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
LINK = "<a href='https://a.example/Zzlink'>Zzmore</a>"


def feature(geometry=AT, **properties):
    """A feature; names of members beside its properties begin with an underscore."""
    members = {key[1:]: properties.pop(key) for key in list(properties) if key.startswith("_")}
    return {"type": "Feature", "properties": properties, "geometry": geometry, **members}


def collection(*features, **members):
    """A collection of features."""
    return {"type": "FeatureCollection", **members, "features": list(features)}


def geojson(value, **others):
    """A variant of GeoJSON."""
    return Variant("map.geojson", json.dumps(value), **others)


DATED = feature(name="Oran", date="2020-11-02", description="Zztext")
ON = "2020-11-02 | Oran | oran"
GEOJSON = {
    "geojson.io": geojson(
        collection(feature(name="Oran", **{"marker-color": "#Zz7e", "marker-symbol": "Zzbus"}, _id=0)), places=ORAN, events=EVENT,
    ),
    "overpass turbo": geojson(
        collection(
            feature(**{"@id": "node/Zz1", "name": "Oran", "name:ar": "Zzwahran", "place": "city"}, _id="node/1"),
            generator="Zzoverpass", copyright="Zzosm", timestamp="2020-11-02T00:00:00Z",
        ),
        places=ORAN, events=EVENT,
    ),
    "qgis": geojson(
        collection(feature(NAME="Oran", WHEN="2020/11/02", fid=7, note=None, Zzfield=1.5), name="Zzlayer",
                   crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}),
        places=ORAN, events=ON,
    ),
    "earthquakes": geojson(
        collection(feature(mag=4.2, place="Oran", time=1604275200000, url="https://a.example/Zze", detail="https://a.example/Zzd",
                           title="Zzquake", tsunami=0, _id="us1"), metadata={"title": "Zzfeed", "count": 1}),
        places=ORAN, events="2020-11-02 | Zzquake | us1", said=("Unix times",),
    ),
    "one feature": geojson(DATED, places=ORAN, events=ON),
    "a bare geometry": geojson(AT, places="- -0.63 35.7", events="- | - | place-1"),
    "a list of features": geojson([DATED], places=ORAN, events=ON),
    "points of one feature": geojson(
        collection(feature({"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}, name="Oran", date="2020", description="Zzt")),
        places="Oran 1 2\nOran 3 4", events="2020 | Oran | oran", said=("of the 2 points here",),
    ),
    "geometries of one feature": geojson(
        collection(feature({"type": "GeometryCollection", "geometries": [AT, LINE]}, name="Oran", Zzkey="Zzvalue")),
        places=ORAN, events=EVENT,
    ),
    "a dated line": geojson(
        collection(feature(LINE, name="Zzmarch", date="2 Nov 2020", description="Zztext", Zzcolour="red")),
        events="2020-11-02 | Zzmarch | -", said=("a line or area with a date",),
    ),
    "over the 180th": geojson(
        collection(feature({"type": "Point", "coordinates": [188.24, -13.83]}, name="Apia"),
                   feature({"type": "LineString", "coordinates": [[179, 0], [181, 1]]}, name="Zzferry")),
        places="Apia -171.76 -13.83", events="- | Apia | apia", said=("beyond 180", "180th meridian"),
    ),
    "html": geojson(
        collection(feature(name="<b>Oran</b>", description=f"<p>Zza</p>{LINK}<img src='Zzpicture'>"), name="<i>Zztitle</i>",
                   description=f"Zzsum {LINK}"),
        places=ORAN, events=EVENT, said=("a link in a text", "pictures and videos"), unkept="Zzpicture",
    ),
    "objects in objects": geojson(
        collection(feature(name="Oran", tags=["Zza", {"b": "Zzb"}], address={"city": "Zzc"}, _bbox=[1, 2, 3, 4], _Zzextra="Zzd")),
        places=ORAN, events=EVENT,
    ),
    "one place twice": geojson(
        collection(feature(name="Oran", date="2020", n="Zz1"), feature(name="Oran", date="2021", n="Zz2"),
                   feature({"type": "Point", "coordinates": [9, 9]}, name="Oran", date="2022")),
        places=ORAN + "\nOran 9 9", events="2020 | Oran | oran\n2021 | Oran | oran\n2022 | Oran | oran-2",
    ),
    "without positions": geojson(
        collection(feature(None, name="Qqqton", description="Zzt"), feature(None, name="Qqqford"), feature({"type": "Point", "coordinates": [0, 0]}, name="Zzn")),
        places="Qqqford\nZzn 0 0", events="- | Qqqton | -", said=("no position", "south of Ghana"),
    ),
}  # fmt: skip


def umap(*layers, **others):
    """A variant of a backup of uMap."""
    about = {
        "name": "Zzmap",
        "description": "Zzabout",
        "zoom": 6,
        "tilelayer": {"name": "Zztiles"},
        "licence": "Zzlicence",
    }
    about |= others.pop("about", {})
    value = {"type": "umap", "uri": "https://umap/Zz1", "properties": about, "geometry": AT, "layers": list(layers)}
    others["said"] = ("settings of the map are not carried over: ", *others.get("said", ()))
    unkept = f"Zztiles Zzlicence Zz1 {others.pop('unkept', '')}"
    return Variant("map.umap", json.dumps(value), unkept=unkept, **others)


def layer(*features, **options):
    """A layer of uMap, with its settings."""
    return collection(*features, _umap_options={"name": "Zzlayer", "displayOnLoad": True} | options)


SETTINGS = "other settings of a layer"
UMAP = {
    "one layer": umap(layer(DATED), places=ORAN, events=ON, said=(SETTINGS,)),
    "two layers": umap(
        layer(DATED), layer(feature({"type": "Point", "coordinates": [10.2, 36.8]}, name="Tunis"), name="Zzsecond"),
        places=ORAN + "\nTunis 10.2 36.8", events=ON,
    ),
    "options of a feature": umap(
        layer(feature(name="Oran", _umap_options={"color": "Zzred", "iconUrl": "Zzicon"})), places=ORAN, events=EVENT,
    ),
    "options in the properties": umap(
        layer(feature(name="Oran", **{"description": "Zzd"}) | {"properties": {"name": "Oran", "_umap_options": {"color": "Zzred"}}}),
        places=ORAN, events=EVENT,
    ),
    "a layer elsewhere": umap(
        layer(DATED), layer(remoteData={"url": "https://a.example/Zzremote", "format": "osm"}), places=ORAN, events=ON,
        said=("a layer is elsewhere",),
    ),
    "a described layer": umap(
        layer(DATED, description="Zzstory"), places=ORAN, events=ON, said=("description of a layer",), unkept="Zzstory",
    ),
    "the older form": umap(
        {**collection(DATED), "_storage": {"name": "Zzold", "color": "Zzblue"}}, places=ORAN, events=ON, said=(SETTINGS,), unkept="Zzblue",
    ),
    "an empty layer": umap(layer(), layer(DATED), places=ORAN, events=ON),
    "lines and areas": umap(
        layer(feature(LINE, name="Zzline"), feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}, name="Zzarea")),
        said=("no places",),
    ),
    "marks of text": umap(
        layer(feature(name="Oran", description="# Zzhead\n**Zzbold** [[https://a.example/Zzlink|Zzmore]] {{https://Zzimage}}")),
        places=ORAN, events=EVENT,
    ),
    "no properties": umap(layer(feature(name="Oran"), feature() | {"properties": None}), places=ORAN + "\n- -0.63 35.7",
                          events=f"{EVENT}\n- | - | place-1"),
}  # fmt: skip

WGS84, MERCATOR = (CRS.from_epsg(code).to_wkt("WKT1_ESRI") for code in (4326, 3857))
THERE = Transformer.from_crs(4326, 3857, always_xy=True).transform(-0.63, 35.7)
POINT, Z = shapefile.POINT, shapefile.POINTZ


def shapes(
    write, fields=(("name", "C", 40), ("date", "D", 8)), records=(("Oran", None),), kind=POINT, encoding="utf-8", **more
):
    """A ZIP of a shapefile: `write` adds the shapes; `more` are files beside it, and what the variant says."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=kind, encoding=encoding) as writer:
        for name, form, size in fields:
            writer.field(name, form, size, 3 if form == "N" else 0)
        write(writer)
        for record in records:
            writer.record(*record)
    said = {key: more.pop(key) for key in Variant._fields if key in more}
    files = {"list.shp": shp.getvalue(), "list.shx": shx.getvalue(), "list.dbf": dbf.getvalue()}
    files |= {"list.prj": WGS84, "list.cpg": "UTF-8"} | more
    text = " ".join(str(value) for value in (fields, records))
    return Variant(
        **{"name": "list.zip", "content": zipped({k: v for k, v in files.items() if v is not None}), "text": text}
        | said
    )


SHAPEFILE = {
    "points": shapes(lambda w: w.point(-0.63, 35.7), places=ORAN, events=EVENT),
    "dates and fields": shapes(
        lambda w: w.point(-0.63, 35.7), (("NAME", "C", 20), ("DATE_", "D", 8), ("Zzfield", "C", 9), ("n", "N", 9), ("ok", "L", 1)),
        [("Oran", "20201102", "Zzvalue", 1.5, True)], places=ORAN, events=ON,
    ),
    "mercator": shapes(lambda w: w.point(*THERE), places=ORAN, events=EVENT, **{"list.prj": MERCATOR}),
    "no projection": shapes(lambda w: w.point(-0.63, 35.7), places=ORAN, events=EVENT, **{"list.prj": None}),
    "windows-1252": shapes(
        lambda w: w.point(1, 2), records=[("Évian", None)], encoding="cp1252", places="Évian 1 2", events="- | Évian | evian",
        **{"list.cpg": "1252"},
    ),
    "no encoding": shapes(
        lambda w: w.point(1, 2), records=[("Évian", None)], encoding="cp1252", places="Évian 1 2", events="- | Évian | evian",
        **{"list.cpg": None},
    ),
    "heights and measures": shapes(lambda w: w.pointz(-0.63, 35.7, 9, 5), kind=Z, places=ORAN, events=EVENT, said=("measures of a shape",)),
    "points of one": shapes(
        lambda w: w.multipoint([[1, 2], [3, 4]]), records=[("Oran", "20201102")], kind=shapefile.MULTIPOINT,
        places="Oran 1 2\nOran 3 4", events=ON, said=("of the 2 points",),
    ),
    "lines": shapes(lambda w: w.line([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]), records=[("Zzroad", None)], kind=shapefile.POLYLINE, said=("no places",)),
    "a dated area": shapes(
        lambda w: w.poly([[[0, 0], [0, 5], [5, 5], [0, 0]]]), records=[("Zzfire", "20201102")], kind=shapefile.POLYGON,
        events="2020-11-02 | Zzfire | -", said=("a line or area with a date",),
    ),
    "nothing drawn": shapes(lambda w: (w.point(-0.63, 35.7), w.null()), records=[("Oran", None), ("Qqqville", None)],
                            places=ORAN + "\nQqqville", events=EVENT + "\n- | Qqqville | qqqville"),
    "two layers, in a folder": shapes(
        lambda w: w.point(-0.63, 35.7), places=ORAN, events=EVENT, said=("other.shp, readme.txt",), **{"other.shp": "x", "readme.txt": "x"},
    ),
    "the largest form": shapes(lambda w: w.linez([[[1, 2, 3, 4], [3, 4, 5, 6]]]), records=[("Zzroad", None)], kind=shapefile.POLYLINEZ,
                               said=("heights of lines", "measures of a shape")),
}  # fmt: skip


def storymap(*slides, **others):
    """A variant of StoryMapJS: an overview and these slides."""
    first = {
        "type": "overview",
        "text": {"headline": "Zztitle", "text": "Zzsummary"},
        "location": {"line": True},
        "media": {},
    }
    value = {
        "storymap": {"language": "en", "map_type": "osm:standard", "slides": [first, *slides]},
        "font_css": "stock:default",
    }
    return Variant("map.json", json.dumps(value), **others)


def slide(headline="Zzhead", text="Zztext", name="Oran", **others):
    """A slide of StoryMapJS."""
    at = {"lat": 35.7, "lon": -0.63, "name": name, "zoom": 9, "line": True, "icon": "x"}
    return {"date": "", "type": "", "location": at, "text": {"headline": headline, "text": text}, "media": {}} | others


TOLD = "- | Zzhead | oran"
STORYMAP = {
    "a slide": storymap(slide(), places=ORAN, events=TOLD),
    "no name": storymap(slide(name=""), places="Zzhead -0.63 35.7", events="- | Zzhead | zzhead"),
    "no headline": storymap(slide(headline=""), places=ORAN, events=EVENT),
    "one place twice": storymap(slide(), slide("Zzsecond", "Zzmore"), places=ORAN, events=f"{TOLD}\n- | Zzsecond | oran"),
    "html": storymap(slide(text=f"<p>Zza</p>{LINK}"), places=ORAN, events=TOLD, said=("a link in a text",)),
    "a picture": storymap(
        slide(media={"url": "https://a.example/Zzp.jpg", "caption": "Zzcaption", "credit": "<i>Zzcredit</i>"}), places=ORAN, events=TOLD,
        said=("a picture or video",),
    ),
    "an embedded video": storymap(
        slide(media={"url": "<iframe src='https://Zzvideo'></iframe>", "caption": "", "credit": "Zzcredit"}), places=ORAN, events=TOLD,
    ),
    "a date": storymap(slide(date="2 November 2020"), places=ORAN, events="2020-11-02 | Zzhead | oran"),
    "a date in words": storymap(slide(date="Zzlong ago"), places=ORAN, events="Zzlong ago | Zzhead | oran", said=("cannot be read as a date",)),
    "numbers as texts": storymap(slide(location={"lat": "35.7", "lon": "-0.63", "name": "Oran"}), places=ORAN, events=TOLD),
    "a background": storymap(
        slide(background={"url": "https://Zzback", "color": "red"}), places=ORAN, events=TOLD, said=("“background” of a slide",), unkept="Zzback",
    ),
    "no place": storymap(slide(location={"zoom": 5}), events="- | Zzhead | -", said=("neither a name nor a position",)),
    "a picture of the whole": Variant(
        "map.json",
        json.dumps({"storymap": {"slides": [{"type": "overview", "text": {"headline": "Zzt"}, "media": {"url": "https://a.example/Zzp"}}, slide()]}}),
        places=ORAN, events=TOLD,
    ),
}  # fmt: skip


def timeline(*events, eras=(), title=None, **others):
    """A variant of TimelineJS with these events."""
    first = {"text": {"headline": "Zztitle", "text": "Zzsummary"}} | (title or {})
    return Variant(
        "time.json",
        json.dumps({"title": first, "events": list(events), "eras": list(eras), "scale": "human"}),
        **others,
    )


def event(start, headline="Zzhead", text="Zztext", **others):
    """An event of TimelineJS."""
    return {"start_date": start, "text": {"headline": headline, "text": text}} | others


DAY = {"year": "2020", "month": "11", "day": "2"}
TIMELINE = {
    "a day": timeline(event(DAY), events="2020-11-02 | Zzhead | -"),
    "numbers": timeline(event({"year": 2020, "month": 11}), events="2020-11 | Zzhead | -"),
    "a time": timeline(event(DAY | {"hour": 14, "minute": "5", "second": "", "format": ""}), events="2020-11-02T14:05 | Zzhead | -"),
    "seconds": timeline(event(DAY | {"hour": 14, "second": "7"}), events="2020-11-02T14:00 | Zzhead | -"),
    "an end": timeline(
        event(DAY | {"hour": "9"}, end_date={"year": "2020", "month": "11", "day": "5", "hour": "18"}), events="2020-11-02/2020-11-05 | Zzhead | -",
    ),
    "shown otherwise": timeline(event(DAY, display_date="Zzautumn"), events="2020-11-02 | Zzhead | -"),
    "before our era": timeline(event({"year": "-43", "display_date": "Zzides"}), events="-0043 | Zzhead | -"),
    "no year": timeline(event({"year": "Zzsoon"}), event(DAY), events="- | Zzhead | -\n2020-11-02 | Zzhead | -"),
    "a picture": timeline(
        event(DAY, media={"url": "https://a.example/Zzp", "caption": "Zzcaption", "credit": "Zzcredit", "thumbnail": "https://Zzsmall", "alt": "Zzalt"}),
        events="2020-11-02 | Zzhead | -", said=("“thumbnail” of the picture", "“alt” of the picture"), unkept="Zzsmall Zzalt",
    ),
    "groups and eras": timeline(
        event(DAY, group="Zzgroup", unique_id="Zzid", autolink=False, background={"color": "Zzred"}),
        eras=[{"start_date": DAY, "end_date": DAY, "text": {"headline": "Zzera"}}], events="2020-11-02 | Zzhead | -",
        said=("“background” of a slide", "an era"), unkept="Zzid Zzred Zzera",
    ),
    "a picture of the whole": timeline(
        event(DAY), title={"media": {"url": "https://a.example/Zzp", "credit": "Zzcredit"}}, events="2020-11-02 | Zzhead | -",
    ),
    "the second version": Variant(
        "time.json",
        json.dumps({"timeline": {"headline": "Zztitle", "type": "default", "text": f"Zzsum {LINK}", "asset": {"media": "https://a.example/Zzm", "credit": "Zzc"},
            "date": [{"startDate": "2020,11,2", "endDate": "2020,11,5", "headline": "Zzhead", "text": "Zztext", "tag": "Zztag",
                      "asset": {"media": "https://a.example/Zzp", "credit": "Zzcredit", "caption": "Zzcaption"}},
                     {"startDate": "11/2/2020", "headline": "Zzsecond", "text": ""}], "era": []}}),
        events="2020-11-02/2020-11-05 | Zzhead | -\n2020-11-02 | Zzsecond | -",
    ),
}  # fmt: skip
FORMS = {"geojson": GEOJSON, "umap": UMAP, "shapefile": SHAPEFILE, "storymap": STORYMAP, "timeline": TIMELINE}


@pytest.mark.parametrize(("form", "name"), [(form, name) for form in FORMS for name in FORMS[form]])
def test_layers_of_other_programs_come_whole(form, name):
    check(FORMS[form][name])


@pytest.mark.parametrize("name", GEOJSON)
def test_gzip_comes_as_what_is_in_it(name):
    inner = GEOJSON[name]
    check(inner._replace(name="map.geojson.gz", content=gzip.compress(inner.content.encode()), text=inner.content))


LISTS = [name for name in GEOJSON if "FeatureCollection" in GEOJSON[name].content]


@pytest.mark.parametrize("name", LISTS)
def test_features_one_a_line_come_as_a_collection(name):
    inner = GEOJSON[name]
    features = json.loads(inner.content)["features"]
    content = "\n".join(map(json.dumps, features)) + "\n"
    check(inner._replace(name="map.ndjson", content=content, text=json.dumps(features)))
