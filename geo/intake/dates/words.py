"""Words of dates in English, French, Spanish, German, Italian, Portuguese, Dutch, Russian and Arabic."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from geo.intake.names import fold

_MONTHS = (
    "jan january janvier janv januar januari jänner enero ene gennaio gen janeiro январь января янв يناير جانفي "
    "كانونالثاني كانونثاني",
    "feb february fevrier fev fevr februar februari febrero febbraio fevereiro февраль февраля фев февр "
    "فبراير فيفري شباط",
    "mar march mars marz maerz mrz maart mrt marzo marco март марта мар مارس آذار",
    "apr april avril avr abril abr aprile апрель апреля апр أبريل ابريل إبريل أفريل نيسان",
    "may mai mei mayo maggio mag maio май мая مايو ماي أيار",
    "jun june juin juni junio giugno giu junho июнь июня июн يونيو يونية يونيه جوان حزيران",
    "jul july juillet juil juli julio luglio lug julho июль июля июл يوليو يولية يوليه يوليوز جويلية تموز",
    "aug august aout augustus agosto ago август августа авг أغسطس اغسطس أوت غشت آب",
    "sep sept september septembre septiembre setiembre settembre set setembro сентябрь сентября сен сент "
    "سبتمبر شتنبر أيلول",
    "oct october octobre oktober okt octubre ottobre ott outubro out октябрь октября окт أكتوبر اكتوبر "
    "تشرينالأول تشرينأول",
    "nov november novembre noviembre novembro ноябрь ноября ноя нояб نوفمبر نونبر تشرينالثاني تشرينثاني",
    "dec december decembre dezember dez diciembre dic dicembre dezembro декабрь декабря дек ديسمبر دجنبر كانونالأول "
    "كانونأول",
)
# Monday first, as `date.weekday` counts.
_WEEKDAYS = (
    "mon monday mo lu lundi lun lunes montag lunedi segunda segundafeira maandag понедельник пн الاثنين الإثنين اثنين",
    "tue tues tu tuesday mar mardi martes dienstag martedi terca tercafeira dinsdag вторник вт الثلاثاء ثلاثاء",
    "wed weds we mi me wednesday mercredi mer miercoles mie mittwoch mercoledi quarta quartafeira woensdag среда среду "
    "ср الأربعاء "
    "أربعاء",
    "thu thur je ju thurs thursday jeudi jeu jueves jue donnerstag giovedi gio quinta quintafeira donderdag четверг "
    "чт الخميس خميس",
    "fri friday fr ve vi vendredi ven viernes vie freitag venerdi sexta sextafeira vrijdag пятница пятницу пт "
    "الجمعة جمعة",
    "sat saturday sa samedi sam sabado samstag sonnabend sabato zaterdag суббота субботу сб السبت",
    "sun sunday so dimanche dim domingo dom sonntag domenica zondag воскресенье вс الأحد",
)
_SEASONS = (
    "spring printemps primavera frühling frühjahr lente весна весны весной ربيع الربيع",
    "summer été verano sommer estate verão zomer лето лета летом صيف الصيف",
    "autumn fall automne otoño herbst autunno outono herfst осень осени осенью خريف الخريف",
    "winter hiver invierno inverno зима зимы зимой شتاء الشتاء",
)
_PLAIN: Mapping[str, str] = {
    # Words that say nothing: articles, prepositions, "year", and weekdays in letters that stand for several.
    "filler": "the of in at le la el de del della di do da das du den der dem am im um ch à á às ao le les l d en "
    "г в во يوم شهر st nd "
    "rd th er re ème º ª tag "
    "между vom zum between entre zwischen tra fra tussen بين feira kl о klo oclock ore alle las h "
    "do ma от й го е",
    # "Year 2020" is a heading as often as a date.
    "label": "date dated year année an anno año ano jahr jahre jahren jahres jaar год года году عام سنة سنه لعام",
    "about": "c ca circa cca about approx approximately around roughly environ env vers hacia alrededor aprox "
    "etwa ungefähr "
    "zirka rund verso cerca около примерно приблизительно حوالي نحو تقريبا omstreeks ongeveer",
    "unsure": "probably perhaps possibly maybe peutêtre probablement quizás vielleicht vermutlich wohl forse "
    "talvez misschien "
    "возможно вероятно ربما",
    "before christ": "bc bce vchr avjc avantjc ac adc днэ ac قم قبلالميلاد vuz",
    "after christ": "ad ce nchr apjc aprèsjc dc нэ م ميلادي ميلادية",
    "since": "from since seit ab depuis dès desde dal dalla с со منذ من sinds vanaf starting beginning onwards",
    "present": "present now today heute jetzt aujourdhui présent actualidad presente oggi hoy hoje heden nu сейчас "
    "настоящее الآن اليوم on",
    "until": "until till upto bis jusquen jusquau jusquà hasta fino até ate tot до حتى by",
    "century": "century centuries jahrhundert jh jhd siècle siecle siglo secolo século eeuw век века قرن القرن",
    "decade": "s er ers ern decade décennie années annees anni años anos е х",
}
_ROMAN = ("i", "v", "x")


def _by_word(lines: Iterable[tuple[object, str]]) -> dict[str, object]:
    return {fold(word): meaning for meaning, words in lines for word in words.split()}


_MONTH = _by_word(enumerate(_MONTHS, 1))
_WEEKDAY = _by_word(enumerate(_WEEKDAYS))
_SEASON = _by_word(enumerate(_SEASONS, 21))
_KIND = _by_word(_PLAIN.items())
_folded = lru_cache(maxsize=4_096)(fold)


def named() -> tuple[list[str], str]:
    """The names of the months, folded, a text for each month; and the words that say nothing and the weekdays."""
    months = [" ".join(dict.fromkeys(map(fold, names.split()))) for names in _MONTHS]
    others = (*_WEEKDAYS, _PLAIN["filler"], _PLAIN["label"])
    return months, " ".join(dict.fromkeys(map(fold, " ".join(others).split())))


def month(word: str) -> int | None:
    """The number of a month, by its name or a short form of it.

    >>> month("ноября"), month("Août"), month("تشرينالثاني"), month("Smarch")
    (11, 8, 11, None)
    """
    found = _MONTH.get(_folded(word))
    return found if isinstance(found, int) else None


def weekday(word: str) -> int | None:
    """The number of a day of the week, from 0 for Monday; None also for letters that stand for two of them."""
    found = _WEEKDAY.get(_folded(word))
    return found if isinstance(found, int) else None


def season(word: str) -> int | None:
    """The number that EDTF gives a season, from 21 for spring."""
    found = _SEASON.get(_folded(word))
    return found if isinstance(found, int) else None


def kind(word: str) -> str | None:
    """What else a word says of a date: filler, label, about, unsure, before christ, after christ, since,
    present, until, century or decade."""
    found = _KIND.get(_folded(word))
    return found if isinstance(found, str) else None


def roman(word: str) -> int | None:
    """A number from 1 to 21 in Roman letters, with or without an `e` after it.

    >>> roman("XIX"), roman("XIXe"), roman("XL")
    (19, 19, None)
    """
    letters = word.casefold().removesuffix("e")
    if not 0 < len(letters) <= 5 or any(letter not in _ROMAN for letter in letters):
        return None
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in letters]
    total = sum(-value if value < max(values[index:], default=0) else value for index, value in enumerate(values))
    return total if total <= 21 else None
