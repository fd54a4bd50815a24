"""What the headings of tables, and the properties of features, commonly mean."""

from collections.abc import Iterable, Mapping

from geo.intake.names import fold

#: Headings by what they mean, folded; the likelier come first. English, French, German, Spanish, Italian, Portuguese,
#: Dutch, Arabic, Russian and Chinese; those of GeoNames, GBIF, QGIS, uMap and our own table are among them.
MEANINGS: Mapping[str, tuple[str, ...]] = {
    meaning: tuple(dict.fromkeys(map(fold, words.split())))
    for meaning, words in {
        "latitude": "latitude lat breitengrad breite latitud latitudine breedtegraad decimallatitude latdd latdeg "
        "latdec geolat gpslat gpslatitude wgs84lat wgs84latitude geobreite ycoord coordy pointy y широта 纬度 緯度 "
        "دائرةالعرض خطالعرض",
        "longitude": "longitude lon lng long längengrad länge laenge laengengrad longitud longitudine lengtegraad "
        "decimallongitude londd londeg londec longdd geolon geolng gpslon gpslong gpslongitude wgs84lon "
        "wgs84longitude geolaenge xcoord coordx pointx x долгота 经度 経度 خطالطول",
        "pair": "coordinates coordinate coords coord latlon latlng latlong latitudelongitude position gps geo geopoint "
        "koordinaten coordonnees coordenadas coordinate wkt geom geometry point координаты 坐标 إحداثيات",
        "name": "name placename place nom nombre nome naam ort ortsname lieu lugar luogo local plaats label toponym "
        "asciiname locationname sitename city town village ville stadt ciudad citta cidade location site standort "
        "اسم الاسم المكان название место 名称 地名",
        "date": "date when eventdate startdate datestart begindate begin start datum fecha datetime timestamp day "
        "jour tag dia giorno time year annee jahr ano anno jaar data quand wann cuando quando "
        "تاريخ التاريخ дата год 日期 年",
        "title": "title headline titre titel titulo titolo event heading subject evenement ereignis evento "
        "gebeurtenis عنوان العنوان заголовок событие 标题",
        "text": "text description desc descr details detail summary body content texte beschreibung descripcion "
        "descrizione descricao omschrijving tekst testo texto comment comments cmt kommentar commentaire notes "
        "remarks bemerkung popup popuptext resume resumen zusammenfassung وصف الوصف описание 描述",
    }.items()
}


def find(meaning: str, headings: Iterable[str], taken: Iterable[str | None] = ()) -> str | None:
    """The heading that most likely means this, of those not taken; None where none does."""
    rank = {word: index for index, word in enumerate(MEANINGS[meaning])}
    known = [(rank[fold(h)], h) for h in headings if h not in taken and fold(h) in rank]
    return min(known, key=lambda found: found[0])[1] if known else None
