"""What the headings of tables, and the properties of features, commonly mean."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from geo.intake.names import fold

#: Headings by what they mean, folded; the likelier come first. English, French, German, Spanish, Italian, Portuguese,
#: Dutch, Arabic, Russian and Chinese; those of GeoNames, GBIF, QGIS, uMap and our own table are among them.
MEANINGS: Mapping[str, tuple[str, ...]] = {
    meaning: tuple(dict.fromkeys(map(fold, words.split())))
    for meaning, words in {
        "latitude": "latitude lat breitengrad breite latitud latitudine breedtegraad decimallatitude latdd latdeg "
        "latdec geolat gpslat gpslatitude wgs84lat wgs84latitude geobreite широта 纬度 緯度 دائرةالعرض خطالعرض",
        "longitude": "longitude lon lng long längengrad länge laenge laengengrad longitud longitudine lengtegraad "
        "decimallongitude londd londeg londec longdd geolon geolng gpslon gpslong gpslongitude wgs84lon "
        "wgs84longitude geolaenge долгота 经度 経度 خطالطول",
        "y": "y ycoord coordy pointy ycoordinate northing rechtswert geoy gpsy",
        "x": "x xcoord coordx pointx xcoordinate easting hochwert geox gpsx",
        "pair": "coordinates coordinate coords coord latlon latlng latlong latitudelongitude lonlat lnglat longlat "
        "longitudelatitude position gps geo geopoint koordinaten coordonnees coordenadas coordinate wkt ewkt geom "
        "geometry thegeom point geojson координаты 坐标 إحداثيات",
        "name": "name placename place nom nombre nome naam ort ortsname lieu lugar luogo local plaats label toponym "
        "asciiname locationname sitename city town village ville stadt gemeinde ciudad citta cidade location site "
        "standort station stop اسم الاسم المكان город место название 名称 地名",
        "date": "date when eventdate startdate datestart begindate begin start datum fecha datetime timestamp day "
        "jour tag dia giorno year annee jahr ano anno jaar data quand wann cuando quando "
        "تاريخ التاريخ дата год 日期 年",
        "end": "enddate dateend end until bis ende fin fine datefin fechafin enddatum finish",
        "time": "time acqtime timeofday uhrzeit zeit heure hora ora tijd hour время الوقت الساعة 时间",
        "title": "title headline titre titel titulo titolo event heading subject evenement ereignis evento "
        "gebeurtenis عنوان العنوان заголовок событие 标题",
        "text": "text description desc descr details detail summary body content texte beschreibung descripcion "
        "descrizione descricao omschrijving tekst testo texto comment comments cmt kommentar commentaire notes "
        "remarks bemerkung popup popuptext resume resumen zusammenfassung whathappened وصف الوصف описание 描述",
        "country": "country countryname countrycode iso2 iso3 cntry pays land staat pais paese nation "
        "страна الدولة البلد 国家",
        "region": "region state province provincia provincie bundesland canton kanton governorate department "
        "departement departamento district county admin1 adm1name stateprovince oblast область المحافظة الولاية",
        "id": "id code key ref nr no number",
        "address": "address adresse anschrift direccion indirizzo endereco adres street streetaddress fulladdress "
        "адрес",
    }.items()
}
_RANKS = {meaning: {word: index for index, word in enumerate(words)} for meaning, words in MEANINGS.items()}
# Of a heading in several words, such as “stop_lat” or “Peak Name”, one of these tells what it means; the others of the
# list above are too common for that.
_PARTS: Mapping[str, frozenset[str]] = {
    meaning: frozenset(map(fold, words.split()))
    for meaning, words in {
        "latitude": "latitude lat breitengrad breite latitud latitudine breedtegraad широта",
        "longitude": "longitude lon lng long längengrad länge laenge longitud longitudine lengtegraad долгота",
        "pair": "coordinates coordinate coords koordinaten coordonnees coordenadas geopoint latlon latlng latlong",
        "name": "name nom nombre nome naam place city town village ort stadt",
        "date": "date datum fecha timestamp datetime",
        "time": "time uhrzeit",
        "title": "title headline titel",
        "text": "description beschreibung text",
        "country": "country pays",
        "region": "province region state",
        "address": "address adresse",
    }.items()
}
# A heading with one of these words is about the value, or about somebody or something else.
_OTHERWISE = frozenset(
    map(
        fold,
        "error err accuracy uncertainty precision std dir direction hem hemisphere ref offset count id source type "
        "status url link file user author first last family given created modified updated update upload code "
        "zone format quality image".split(),
    )
)
_WORD = re.compile(r"[A-Z]+(?![^\W\d_A-Z])|[^\W\d_][^\W\d_A-Z]*")
_MAX_HEADING = 100
# Each heading is looked at once for each meaning and separator.
_folded = lru_cache(maxsize=2_000)(fold)


@lru_cache(maxsize=2_000)
def words(heading: str) -> tuple[str, ...]:
    """The words of a heading, folded: parted at signs, digits and inner capitals.

    >>> words("ActionGeo_Lat"), words("stop_lat2"), words("WGS84 Länge")
    (('action', 'geo', 'lat'), ('stop', 'lat'), ('wgs', 'lange'))
    """
    return tuple(fold(word) for word in _WORD.findall(heading[:_MAX_HEADING]))


def find(meaning: str, headings: Iterable[str], taken: Iterable[str | None] = ()) -> str | None:
    """The heading that most likely means this, of those not taken; None where none does.

    First those that are such a word as a whole, then those that have one among their words.
    """
    found = among(meaning, headings, taken)
    return found[0] if found else None


def among(meaning: str, headings: Iterable[str], taken: Iterable[str | None] = ()) -> list[str]:
    """All headings that may mean this, of those not taken; the likeliest first."""
    rank = _RANKS[meaning]
    parts = _PARTS.get(meaning, frozenset())
    known: list[tuple[int, str]] = []
    for heading in headings:
        if heading in taken:
            continue
        if (whole := _folded(heading[:_MAX_HEADING])) in rank:
            known.append((rank[whole], heading))
        elif parts and (each := words(heading)) and not parts.isdisjoint(each) and _OTHERWISE.isdisjoint(each):
            known.append((len(rank), heading))
    return [heading for _, heading in sorted(known, key=lambda found: found[0])]


def is_known(heading: str) -> bool:
    """Whether a text is a heading that means something here."""
    return any(among(meaning, (heading,)) for meaning in MEANINGS)
