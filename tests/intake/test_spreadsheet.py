"""Workbooks as rows: the sheet with most of them, and nothing that would take much memory."""

import io
import zipfile

import pytest

from geo.base.faults import RefusedError
from geo.intake import spreadsheet
from geo.intake.files import read
from tests.intake.workbooks import ods, xlsx, zipped

ROWS = [["name", "lat", "lon", "date"], ["Oran", 35.7, -0.63, "2020-11-02"], ["Tunis", 36.8, 10.2, ""]]


def places(found):
    return [(f["properties"]["name"], f["geometry"]["coordinates"]) for f in found.document["features"]]


@pytest.mark.parametrize("content", [xlsx({"List": ROWS}), ods(ROWS)], ids=["xlsx", "ods"])
def test_workbook_is_read_as_a_table(content):
    found = read(content, "list")
    assert (found.kind, places(found)) == ("workbook", [("Oran", [-0.63, 35.7]), ("Tunis", [10.2, 36.8])])
    assert [event["when"] for event in found.document["story"]["events"]] == ["2020-11-02"]


def test_dates_of_cells_are_days_and_whole_numbers_have_no_point():
    book = spreadsheet.read(xlsx({"List": [["name", "date", "people"], ["Oran", ("date", 44137), 803329.0]]}))
    assert book.rows[1] == ("Oran", "2020-11-02", "803329")


def test_sheet_with_most_rows_is_read_and_others_are_named():
    found = read(xlsx({"About": [["Made by the desk"]], "List": ROWS, "Old": ROWS[:2], "Empty": []}), "x.xlsx")
    assert len(places(found)) == 2
    (note,) = [note for note in found.notes if "sheet" in note.problem]
    assert "“List”" in note.problem
    assert "About, Old" in note.problem


def test_title_above_the_headings_and_choice_of_columns_hold_for_workbooks_too():
    found = read(xlsx({"List": [["Talks"], [""], *ROWS]}), "x.xlsx")
    assert len(places(found)) == 2
    assert found.header == ("name", "lat", "lon", "date")


def _claims(dimension, cells='<c r="A1"><v>1</v></c>'):
    """An XLSX whose sheet says that it has this dimension."""
    content = xlsx({"List": ROWS})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sheet = f'<dimension ref="{dimension}"/><sheetData><row>{cells}</row></sheetData>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    files["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{main}">{sheet}</worksheet>'
    return zipped(files)


MANY = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
    'table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>'
)


@pytest.mark.parametrize(
    "content",
    [
        _claims("A1:XFD1048576"),
        _claims("A1:B2", '<c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c>'),
        ods(ROWS, MANY),
        zipped({"xl/workbook.xml": b" " * 2**29}),
        zipped({"xl/workbook.xml": "no XML"}),
        xlsx({"List": []}),
        xlsx({"List": ROWS})[:-300],
        xlsx({"List": ROWS})[:200],
    ],
    ids=range(8),
)
def test_workbook_that_is_broken_or_claims_to_be_vast_is_refused_and_nothing_ends(content):
    with pytest.raises(RefusedError) as caught:
        read(content, "x.xlsx")
    assert all(fault.problem and fault.remedy for fault in caught.value.faults)


def test_empty_rows_that_a_program_writes_below_are_nothing():
    cells = '<table:table-cell table:number-columns-repeated="1024"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048500">{cells}</table:table-row>'
    assert len(places(read(ods(ROWS, rest), "x.ods"))) == 2


def test_workbook_over_the_limit_is_refused():
    with pytest.raises(RefusedError, match="at most 20,971,520"):
        spreadsheet.read(xlsx({"List": ROWS}).ljust(spreadsheet.MAX_SIZE + 1))
