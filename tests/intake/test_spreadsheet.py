"""Workbooks as rows: the sheet with most of them, and nothing that would take much memory."""

import time
import tracemalloc

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


def _far(reference):
    content = {"xl/workbook.xml": "<workbook/>"}
    content["xl/worksheets/sheet1.xml"] = (
        f'<worksheet><sheetData><row><c r="{reference}"><v>1</v></c></row></sheetData></worksheet>'
    )
    return zipped(content)


@pytest.mark.parametrize(
    "content",
    [
        _far("XFD1048576"), _far("A9999999"), _far("ZZ100000"),
        ods(ROWS, '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
                  'table:number-columns-repeated="1000"/></table:table-row>'),
        zipped({"xl/workbook.xml": b" " * (spreadsheet.MAX_UNPACKED + 1)}),
        zipped({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": "<a>" * 20}),
        zipped({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
        zipped({"xl/workbook.xml": "no XML"}), xlsx({"List": []}), xlsx({"List": ROWS})[:-300],
        xlsx({"List": ROWS})[:200],
    ],
    ids=range(11),
)  # fmt: skip
def test_workbook_that_is_broken_or_reaches_far_is_refused_at_little_cost(content):
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(RefusedError) as caught:
        read(content, "x.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert all(fault.problem and fault.remedy for fault in caught.value.faults)
    assert time.process_time() - began < 3
    assert peak < 3 * spreadsheet.MAX_UNPACKED


def test_empty_rows_that_a_program_writes_below_are_nothing():
    cells = '<table:table-cell table:number-columns-repeated="1024"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048500">{cells}</table:table-row>'
    assert len(places(read(ods(ROWS, rest), "x.ods"))) == 2


def test_workbook_over_the_limit_is_refused():
    with pytest.raises(RefusedError, match="at most 20,971,520"):
        spreadsheet.read(xlsx({"List": ROWS}).ljust(spreadsheet.MAX_SIZE + 1))
