"""Workbooks, records and the sheet of TimelineJS as other programs write them, each with what is peculiar to it."""
# ruff: noqa: E501  (files as they are written)

import gzip
import io
import json
import zipfile

import pytest

from tests.intake.variants import Variant, check
from tests.intake.workbooks import ods, xlsx, zipped

ORAN, TUNIS = "Oran -0.63 35.7", "Tunis 10.2 36.8"
BOTH = f"{ORAN}\n{TUNIS}"
HEAD = ["name", "lat", "lon"]
ROWS = [HEAD, ["Oran", 35.7, -0.63], ["Tunis", 36.8, 10.2]]
PLACES = "- | Oran | oran\n- | Tunis | tunis"
DATED = "2020-11-02 | Oran | oran\n2020-11-03 | Tunis | tunis"


def headed(*columns):
    """Rows of the two places with further columns: of each its heading and two values."""
    rows = [[*row] for row in ROWS]
    for column in columns:
        for row, cell in zip(rows, column, strict=True):
            row.append(cell)
    return rows


def changed(archive, changes):
    """The archive with some of its files changed, or added."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    return zipped(files | {name: change(files.get(name, b"")) for name, change in changes.items()})


def rows(*lines, **others):
    """Rows, and what comes of them."""
    return lines, others


# Rows that any table may have, and what comes of them.
TABLES = {
    "positions": rows(*ROWS, places=BOTH, events=PLACES),
    "dates": rows(*headed(("date", "2020-11-02", "2020-11-03")), places=BOTH, events=DATED),
    "dates in words": rows(*headed(("When", "2 November 2020", "3 Nov 2020")), places=BOTH, events=DATED),
    "texts": rows(*headed(("headline", "Zzone", "Zztwo"), ("description", "Zzthree", "Zzfour")), places=BOTH,
                  events="- | Zzone | oran\n- | Zztwo | tunis"),
    "columns unknown": rows(*headed(("Zzcolour", "Zzred", "Zzblue"), ("date", "2020-11-02", "2020-11-03")), places=BOTH, events=DATED,
                            said=("Zzcolour (2 rows)",)),
    "other words": rows(["Ort", "Breitengrad", "Längengrad", "Datum"], ["Oran", 35.7, -0.63, "02.11.2020"], ["Tunis", 36.8, 10.2, "13.11.2020"],
                        places=BOTH, events="2020-11-02 | Oran | oran\n2020-11-13 | Tunis | tunis"),
    "positions as texts": rows(["name", "lat", "lon"], ["Oran", "35°42'N", "0°37'48\"W"], ["Tunis", "36.8", "10.2"], places=BOTH, events=PLACES),
    "both in one cell": rows(["name", "coordinates"], ["Oran", "35.7, -0.63"], ["Tunis", "36.8, 10.2"], places=BOTH, events=PLACES),
    "a place twice": rows(["name", "lat", "lon", "date"], ["Oran", 35.7, -0.63, "2020"], ["Oran", 35.7, -0.63, "2021"], places=ORAN,
                          events="2020 | Oran | oran\n2021 | Oran | oran"),
    "html": rows(*headed(("text", "<p>Zza</p>", "<a href='https://a.example/Zzlink'>Zzmore</a>")), places=BOTH, events=PLACES, said=("a link in a text",)),
    "years": rows(*headed(("year", 1999, 2001)), places=BOTH, events="1999 | Oran | oran\n2001 | Tunis | tunis"),
}  # fmt: skip
# Rows that have titles, gaps, or columns of another length; only tables of cells do.
SHEETS = {
    "a title above": rows(["Zztitle"], [""], *ROWS, places=BOTH, events=PLACES, said=("above the headings",)),
    "an empty row between": rows(*ROWS[:2], ["", "", ""], ROWS[2], places=BOTH, events=PLACES),
    "no headings": rows(
        ["Oran", 35.697, -0.633],
        ["Tunis", 36.806, 10.181],
        places="Oran -0.633 35.697\nTunis 10.181 36.806",
        events=PLACES,
        said=("no headings",),
    ),
}
_LISTED = xlsx({"List": ROWS})
OTHERS = {
    "links, comments and pictures": Variant(
        "x.xlsx",
        changed(_LISTED, {
            "xl/worksheets/sheet1.xml": lambda text: text.replace(b"</sheetData>", b"</sheetData><hyperlinks><hyperlink ref='A1'/></hyperlinks>"),
            "xl/comments1.xml": lambda _: b"<comments><commentList><comment ref='A1'/><comment ref='A2'/></commentList></comments>",
            "xl/media/image1.png": lambda _: b"x",
        }),
        places=BOTH, events=PLACES, said=("1 links", "2 comments", "1 pictures"), text="",
    ),
    "days of the calendar": Variant(
        "x.xlsx", xlsx({"List": headed(("date", ("date", 44137), ("date", 44138.5)))}), places=BOTH,
        events="2020-11-02 | Oran | oran\n2020-11-03T12:00 | Tunis | tunis", text="",
    ),
    "several sheets": Variant(
        "x.xlsx", xlsx({"Zzabout": [["Zznobody"]], "List": ROWS, "Zzempty": []}), places=BOTH, events=PLACES, said=("only the sheet “List”",), text="Zzabout",
    ),
    "rows repeated": Variant(
        "x.ods", ods(ROWS, '<table:table-row table:number-rows-repeated="9999"><table:table-cell table:number-columns-repeated="99"/></table:table-row>'),
        places=BOTH, events=PLACES, text="",
    ),
}  # fmt: skip


def variant(name, content, lines, others, text=None):
    """The variant of a table."""
    return Variant(name, content, text=text if text is not None else json.dumps(lines, ensure_ascii=False), **others)


@pytest.mark.parametrize("name", [*TABLES, *SHEETS])
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_rows_of_workbooks_come_whole(form, name):
    lines, others = (TABLES | SHEETS)[name]
    content = xlsx({"List": lines}) if form == "xlsx" else ods(lines)
    check(variant(f"list.{form}", content, lines, others))


@pytest.mark.parametrize("name", OTHERS)
def test_what_only_workbooks_have_comes_too(name):
    check(OTHERS[name])


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("form", ["list", "held", "lines"])
def test_records_come_whole(form, name):
    (head, *lines), others = TABLES[name]
    found = [dict(zip(head, line, strict=True)) for line in lines]
    value = (
        "\n".join(map(json.dumps, found))
        if form == "lines"
        else json.dumps(found if form == "list" else {"data": found, "Zznext": "Zzpage"})
    )
    more = {"said": (*others.get("said", ()), "beside the list"), "unkept": "Zzpage"} if form == "held" else {}
    check(variant("list.json", value, lines, others | more, text=value if form == "held" else None))


@pytest.mark.parametrize("name", [*TABLES, *SHEETS])
def test_gzip_of_a_table_comes_as_the_table(name):
    lines, others = (TABLES | SHEETS)[name]
    text = "\n".join("\t".join(map(str, line)) for line in lines)
    check(variant("list.tsv.gz", gzip.compress(text.encode()), lines, others))


SHEET = (
    "Year Month Day Time End_Year End_Month End_Day End_Time Display_Date Headline Text Media Media_Credit Media_Caption "
    "Media_Thumbnail Type Group Background".split()
)
MORE = {"Year": 2021, "Headline": "Zzlast"}
LAST = "2021 | Zzlast | -"
TIMES = {
    "a day": ({"Year": 2020, "Month": 11, "Day": 2}, "2020-11-02"),
    "a month": ({"Year": 2020, "Month": 11}, "2020-11"),
    "a year": ({"Year": 2020}, "2020"),
    "a time": ({"Year": 2020, "Month": 11, "Day": 2, "Time": "14:30"}, "2020-11-02T14:30"),
    "an end": ({"Year": 2020, "Month": 11, "Day": 2, "End Year": 2020, "End Month": 11, "End Day": 5}, "2020-11-02/2020-11-05"),
    "an end of a year": ({"Year": 2018, "End Year": 2020}, "2018/2020"),
    "shown otherwise": ({"Year": 2020, "Month": 11, "Display Date": "Zzautumn"}, "2020-11"),
    "a picture": ({"Year": 2020, "Media": "https://a.example/Zzp", "Media Credit": "Zzcredit", "Media Caption": "Zzcaption"}, "2020"),
    "a group": ({"Year": 2020, "Group": "Zzgroup", "Background": "#Zzfff"}, "2020"),
    "html": ({"Year": 2020, "Text": "<p>Zza</p><a href='https://a.example/Zzlink'>Zzmore</a>"}, "2020"),
    "before our era": ({"Year": -43}, "-0043"),
    "an era": ({"Year": 2020, "End Year": 2021, "Type": "era"}, "2020/2021"),
}  # fmt: skip


@pytest.mark.parametrize("name", TIMES)
def test_sheet_of_timelinejs_comes_whole(name):
    told, when = TIMES[name]
    head = [heading.replace("_", " ") for heading in SHEET]
    lines = [{"Headline": "Zzhead", "Text": "Zztext"} | told, MORE]
    content = "\n".join(
        [",".join(head), *(",".join(f'"{line.get(heading, "")}"' for heading in head) for line in lines)]
    )
    check(Variant("sheet.csv", content, events=f"{when} | Zzhead | -\n{LAST}"))
