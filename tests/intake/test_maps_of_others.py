"""KML, KMZ and GPX as the programs that write them lay them out, each with what is peculiar to it."""
# ruff: noqa: E501  (files as they are written)

import pytest

from tests.intake.variants import Variant, check
from tests.intake.workbooks import zipped

LOOKS = "colours, icons"


def kml(inner, **others):
    """A variant of KML, with these elements in its document."""
    head = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" '
    head += 'xmlns:gx="http://www.google.com/kml/ext/2.2" xmlns:atom="http://www.w3.org/2005/Atom">'
    return Variant("map.kml", f"{head}<Document>{inner}</Document></kml>", **others)


def gpx(inner, **others):
    """A variant of GPX with these elements."""
    head = '<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1" '
    head += 'xmlns:gpxx="g" xmlns:osmand="o" xmlns:groundspeak="s">'
    return Variant("walk.gpx", f"{head}{inner}</gpx>", **others)


def mark(name, inner="", at="-0.63,35.7,0"):
    """A placemark."""
    return f"<Placemark><name>{name}</name>{inner}<Point><coordinates>{at}</coordinates></Point></Placemark>"


ORAN, EVENT = "Oran -0.63 35.7", "- | Oran | oran"
LINE = "<LineString><coordinates>1,2,0 3,4,0</coordinates></LineString>"
RING = "<LinearRing><coordinates>0,0 0,5 5,5 0,0</coordinates></LinearRing>"
LINK = "&lt;a href=&quot;https://a.example/Zzlink&quot;&gt;Zzmore&lt;/a&gt;"

KML = {
    "my maps": kml(
        "<name>Zztitle</name><description>Zzsummary</description><Style id='icon-1-Zz'><IconStyle/></Style><Folder><name>Zzlayer"
        "</name>" + mark("Oran", "<description><![CDATA[Zztext<br>b]]></description><styleUrl>#icon</styleUrl><ExtendedData>"
        "<Data name='Zzfield'><value>Zzvalue</value></Data><Data name='gx_media_links'><value><![CDATA[https://Zzphoto]]>"
        "</value></Data></ExtendedData>") + "</Folder>",
        places=ORAN, events=EVENT, said=(LOOKS,),
    ),
    "google earth": kml(
        "<name>Zztitle</name><open>1</open><Folder><name>Zzouter</name><open>1</open><Folder><name>Zzinner</name>"
        + mark("Oran", "<Snippet maxLines='2'>Zzsnippet</Snippet><TimeStamp><when>2020-11-02</when></TimeStamp><LookAt>"
        "<longitude>1</longitude></LookAt><visibility>0</visibility>")
        + "</Folder></Folder>",
        places=ORAN, events="2020-11-02 | Oran | oran", said=(LOOKS, "that the file hides"),
    ),
    "qgis": kml(
        "<Schema name='Zzschema' id='s'><SimpleField name='Zzfield' type='string'/></Schema><Folder><name>Zzlayer</name>"
        + mark("Oran", "<ExtendedData><SchemaData schemaUrl='#s'><SimpleData name='Zzfield'>Zzvalue</SimpleData><SimpleData "
        "name='date'>02.11.2020</SimpleData></SchemaData></ExtendedData>") + "</Folder>",
        places=ORAN, events="2020-11-02 | Oran | oran", unkept="Zzschema",
    ),
    "prefixed, without a document": Variant(
        "a.kml",
        "<k:kml xmlns:k='http://www.opengis.net/kml/2.2'><k:Placemark><k:name>Oran</k:name><k:description>Zztext"
        "</k:description><k:Point><k:coordinates>-0.63,35.7</k:coordinates></k:Point></k:Placemark></k:kml>",
        places=ORAN, events=EVENT,
    ),
    "tracks": kml(
        "<Placemark><name>Zzwalk</name><gx:MultiTrack><gx:Track><when>2020-11-02T10:00:00Z</when><gx:coord>1 2 3</gx:coord>"
        "<gx:coord>4 5 6</gx:coord><ExtendedData><SchemaData><gx:SimpleArrayData name='Zzheart'><gx:value>90</gx:value>"
        "</gx:SimpleArrayData></SchemaData></ExtendedData></gx:Track></gx:MultiTrack></Placemark>",
        said=("times of tracks", "measured along a track", "heights", "no places"), unkept="Zzheart",
    ),
    "a folder with dates": kml(
        "<Folder><name>Zzday</name><description>Zzabout</description><TimeSpan><begin>2020-11-02</begin><end>2020-11-03</end>"
        "</TimeSpan>" + mark("Oran") + mark("Tunis", "<TimeStamp><when>2021</when></TimeStamp>", "10.2,36.8") + "</Folder>",
        places="Oran -0.63 35.7\nTunis 10.2 36.8", events="2020-11-02/2020-11-03 | Oran | oran\n2021 | Tunis | tunis",
        said=("a date of a folder", "“description” of a document"), unkept="Zzabout",
    ),
    "an address": kml(
        "<Placemark><name>Zzinn</name><address>1 Zzroad, Qqqville</address><phoneNumber>tel:Zz1</phoneNumber></Placemark>",
        places="Zzinn", events="- | Zzinn | zzinn",
    ),
    "a dated area": kml(
        f"<Placemark><name>Zzfire</name><description>Zztext</description><TimeStamp><when>2020-11-02</when></TimeStamp><Polygon>"
        f"<outerBoundaryIs>{RING}</outerBoundaryIs><innerBoundaryIs>{RING}</innerBoundaryIs></Polygon></Placemark>",
        events="2020-11-02 | Zzfire | -", said=("a line or area with a date",),
    ),
    "many points in one": kml(
        "<Placemark><name>Oran</name><description>Zztext</description><MultiGeometry><Point><coordinates>1,2</coordinates>"
        "</Point><Point><coordinates>3,4</coordinates></Point></MultiGeometry></Placemark>",
        places="Oran 1 2\nOran 3 4", events=EVENT, said=("of the 2 points here",),
    ),
    "odd longitudes": kml(
        mark("Suva", at="-181.56,-18.13") + mark("Zznull", at="0,0") + "<Placemark><name>Zzferry</name><LineString><coordinates>"
        "179,0 -179,1</coordinates></LineString></Placemark>",
        places="Suva 178.44 -18.13\nZznull 0 0", events="- | Suva | suva\n- | Zznull | zznull",
        said=("beyond 180", "south of Ghana", "180th meridian"),
    ),
    "html": kml(
        f"<name>&lt;b&gt;Zztitle&lt;/b&gt;</name><description>Zzsum {LINK}</description>"
        + mark("Oran", f"<description>&lt;p&gt;Zza&lt;/p&gt;&lt;img src='https://Zzpicture'&gt;{LINK}</description>"),
        places=ORAN, events=EVENT, said=("pictures and videos", "a link in a text"), unkept="Zzpicture",
    ),
    "links and overlays": kml(
        "<atom:author><atom:name>Zzauthor</atom:name></atom:author><atom:link href='https://Zzlink'/>"
        + mark("Oran", "<atom:link href='https://a.example/Zzhref'/><description>t</description><gx:Carousel><gx:Image>"
        "<gx:ImageUrl>Zzimage</gx:ImageUrl></gx:Image></gx:Carousel>")
        + "<NetworkLink><name>Zzfar</name></NetworkLink><GroundOverlay><name>Zzold</name></GroundOverlay>",
        places=ORAN, events=EVENT, unkept="Zzauthor Zzlink Zzimage",
        said=("“author” of a document", "“link” of a document", "“Carousel” of a placemark"),
    ),
    "one place twice": kml(
        mark("Oran", "<description>Zza</description><ExtendedData><Data name='n'><value>Zz1</value></Data></ExtendedData>")
        + mark("Oran", "<description>Zzb</description><ExtendedData><Data name='n'><value>Zz2</value></Data></ExtendedData>")
        + mark("Oran", "<description>Zzc</description>", "9,9"),
        places=ORAN + "\nOran 9 9", events=f"{EVENT}\n{EVENT}\n- | Oran | oran-2",
    ),
}  # fmt: skip

WPT = "<wpt lat='35.7' lon='-0.63'>{}</wpt>"
TRACK = "<trkseg><trkpt lat='1' lon='2'><ele>5</ele><time>2020-11-02T10:00:00Z</time></trkpt><trkpt lat='3' lon='4'/></trkseg>"

GPX = {
    "garmin": gpx(
        "<metadata><link href='https://a.example/Zzsite'><text>Zzgarmin</text></link><time>2020-11-02T10:00:00Z</time>"
        "<bounds minlat='1'/></metadata>" + WPT.format("<ele>4.5</ele><time>2020-11-02T08:30:00Z</time><name>Oran</name><cmt>Zzcmt"
        "</cmt><desc>Zzdesc</desc><sym>Flag, Zzblue</sym><extensions><gpxx:X><gpxx:Depth>1</gpxx:Depth></gpxx:X></extensions>"),
        places=ORAN, events="2020-11-02T08:30Z | Oran | oran", said=("extensions of GPX", "“time” of the file"),
    ),
    "strava": gpx(
        f"<metadata><time>2020-11-02T10:00:00Z</time></metadata><trk><name>Zzrun</name><type>Zzrunning</type>{TRACK}</trk>",
        said=("times, heights", "“time” of the file"),
    ),
    "komoot": gpx(
        "<metadata><name>Zztour</name><author><link href='https://Zzkomoot'/></author><keywords>Zzkey</keywords></metadata>"
        f"<trk><name>Zzday</name><link href='https://a.example/Zztrack'/><number>1</number>{TRACK}</trk>",
        said=("“author” of the file", "“keywords” of the file", "“number” of a track"), unkept="Zzkomoot Zzkey",
    ),
    "1.0": gpx(
        "<name>Zzold</name><desc>Zzabout</desc><author>Zzme</author><email>a@Zzmail</email><time>2020-11-02T00:00:00Z</time>"
        "<keywords>Zzkey</keywords>" + WPT.format("<name>Oran</name><desc>d</desc><url>https://a.example/Zzurl</url>"
        "<urlname>more</urlname>"),
        places=ORAN, events=EVENT, said=("“author” of the file", "“email”"), unkept="Zzme Zzmail Zzkey",
    ),
    "osmand": gpx(
        WPT.format("<name>Oran</name><type>Zzfavourites</type><extensions><osmand:icon>Zzicon</osmand:icon></extensions>")
        + "<extensions><osmand:show_arrows>Zz</osmand:show_arrows></extensions>",
        places=ORAN, events=EVENT, said=("extensions of GPX", "“extensions” of the file"), unkept="Zzicon",
    ),
    "two links": gpx(
        WPT.format("<name>Oran</name><desc>d</desc><link href='https://a.example/Zz1'/><link href='https://a.example/Zz2'/>"),
        places=ORAN, events=EVENT,
    ),
    "html": gpx(WPT.format(f"<name>Oran</name><desc>&lt;p&gt;Zzd&lt;/p&gt;{LINK}</desc>"), places=ORAN, events=EVENT),
    "route by garmin": gpx(
        "<rte><name>Zzroad</name><extensions><gpxx:R><gpxx:DisplayColor>Zzred</gpxx:DisplayColor></gpxx:R></extensions><rtept "
        "lat='32' lon='13'><name>Zzstart</name><extensions><gpxx:RoutePointExtension><gpxx:rpt lat='31' lon='14'/>"
        "</gpxx:RoutePointExtension></extensions></rtept><rtept lat='30' lon='12'/></rte>",
        said=("names of single positions", "“extensions” of a route"), unkept="Zzstart Zzred",
    ),
    "geocaches": gpx(
        WPT.format("<time>2020-11-02T00:00:00</time><name>GC1</name><desc>Zzcache</desc><url>https://a.example/Zz1</url>"
        "<sym>Zzsym</sym><groundspeak:cache><groundspeak:name>Zzname</groundspeak:name></groundspeak:cache>"),
        places="GC1 -0.63 35.7", events="2020-11-02 | GC1 | gc1", said=("extensions of GPX",), unkept="Zzname",
    ),
    "over the 180th": gpx(
        "<trk><name>Zzferry</name><trkseg><trkpt lat='0' lon='179'/><trkpt lat='1' lon='-179'/></trkseg></trk>"
        "<wpt lat='0' lon='0'><name>Zznull</name></wpt>",
        places="Zznull 0 0", events="- | Zznull | zznull", said=("180th meridian", "south of Ghana"),
    ),
    "one place twice": gpx(
        WPT.format("<name>Oran</name><desc>Zza</desc>") + WPT.format("<name>Oran</name><desc>Zzb</desc>"),
        places=ORAN, events=f"{EVENT}\n{EVENT}",
    ),
    "without names": gpx(
        WPT.format("") + WPT.format("<time>2020-11-02T10:00:00+01:00</time>"), places="- -0.63 35.7\n- -0.63 35.7",
        events="2020-11-02T10:00+01:00 | - | place-2",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KML)
def test_kml_of_other_programs_comes_whole(name):
    check(KML[name])


@pytest.mark.parametrize("name", KML)
def test_kmz_comes_as_its_kml(name):
    inner = KML[name]
    files = {"doc.kml": inner.content, "files/": ""}
    check(inner._replace(name="map.kmz", content=zipped(files), text=inner.content))


@pytest.mark.parametrize("name", GPX)
def test_gpx_of_other_programs_comes_whole(name):
    check(GPX[name])
