"""The command line: what it prints, as JSON, and its exit status."""

import csv
import io
import json
import re
import shlex
import subprocess
import sys

import pytest

from geo.__main__ import main
from geo.export.formats import FORMATS
from geo.view.link import View
from tests.conftest import FILE, ROOT
from tests.sweep.archives import ARTICLE, PAGE

TRIPOLI, GHADAMES = "32.88743,13.18733", "30.13366,9.50072"


@pytest.fixture
def run(capsys):
    """Runs the command line; gives its status and each line of its output, read as JSON."""

    def running(*arguments):
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert err == ""
        return status, [json.loads(line) for line in out.splitlines()]

    return running


@pytest.fixture
def usage(capsys):
    """What the command line says of a wrong use of it."""

    def wrong(*arguments):
        with pytest.raises(SystemExit) as caught:
            main(list(arguments))
        assert caught.value.code == 2
        out, err = capsys.readouterr()
        assert out == ""
        return err

    return wrong


def test_check_of_the_shipped_story_finds_nothing(run):
    assert run("check", FILE) == (0, [{"file": str(FILE), "ok": True, "problems": []}])


def test_import_prints_draft_notes_and_asks_and_writes_the_draft(run, tmp_path):
    file, other = tmp_path / "spots.csv", tmp_path / "spots.bin"
    file.write_text("label,x,y\nOld mill,10.5,36.25\n")
    other.write_bytes(b"\x00\x01")
    status, (report, refused) = run("import", file, other, "-o", tmp_path / "drafts")
    assert status == 1
    assert set(refused["error"]) == {"problem", "remedy"}
    assert report["file"] == str(file)
    assert report["asks"] == [
        {
            "column": "x, y",
            "readings": ["degrees", "not positions"],
            "taken": None,
            "shown": ["36.25 north, 10.5 east", ""],
        }
    ]
    assert all(note["note"] and "path" in note for note in report["notes"])
    assert json.loads((tmp_path / "drafts" / "spots.geojson").read_text()) == report["draft"]
    status, (report,) = run("import", file, "--answer", "x, y=degrees")
    assert status == 0
    assert report["draft"]["features"][0]["geometry"]["coordinates"] == [10.5, 36.25]
    assert report["asks"][0]["taken"] == "degrees"


def test_import_says_what_it_cannot_read_or_write(run, usage, tmp_path, capsys):
    assert run("import", tmp_path / "none.csv")[1][0]["error"]["problem"].startswith("the file cannot be read")
    assert "has no =" in usage("import", "x.csv", "--answer", "degrees")
    file = tmp_path / "a.csv"
    file.write_text("name,lat,lon\nOran,35.7,-0.6\n")
    assert main(["import", str(file), "-o", str(file / "drafts")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_check_lists_every_problem_with_its_place_and_remedy(run, tmp_path, document):
    document["story"]["events"][0]["when"] = "soon"
    document["features"][0]["properties"]["name"] = ""
    file = tmp_path / "bad.geojson"
    file.write_text(json.dumps(document))
    status, (report,) = run("check", file)
    assert status == 1
    assert report["ok"] is False
    assert {problem["path"] for problem in report["problems"]} == {
        "/story/events/0/when",
        "/features/0/properties/name",
    }
    assert all(problem["problem"] and problem["remedy"] for problem in report["problems"])


@pytest.mark.parametrize("order", [1, -1])
def test_check_of_several_files_reports_each_and_one_refused_is_enough(run, tmp_path, order):
    bad = tmp_path / "bad.geojson"
    bad.write_bytes(b"{")
    status, reports = run("check", *[FILE, bad][::order])
    assert status == 1
    assert [report["ok"] for report in reports] == [True, False][::order]


def test_check_of_a_file_that_cannot_be_read_says_why_and_goes_on(run, tmp_path):
    status, (missing, folder, good) = run("check", tmp_path / "none", tmp_path, FILE)
    assert status == 1
    assert "No such file" in missing["problems"][0]["problem"]
    assert "directory" in folder["problems"][0]["problem"]
    assert good["ok"]


def test_problem_of_any_script_is_printed_and_not_escaped(tmp_path, capsys, document):
    document["story"]["opening"]["event"] = "غ"
    document["story"]["published"] = "في نوفمبر"
    file = tmp_path / "bad.geojson"
    file.write_text(json.dumps(document))
    main(["check", str(file)])
    assert "في نوفمبر" in capsys.readouterr().out


def test_measure_prints_kilometres_bearings_and_the_wind(run):
    status, (line,) = run("measure", TRIPOLI, GHADAMES)
    assert status == 0
    assert line == {
        "distance_km": pytest.approx(464.5, abs=0.1),
        "initial_bearing_deg": pytest.approx(229.9, abs=0.05),
        "final_bearing_deg": pytest.approx(228.0, abs=0.05),
        "compass": "southwest",
    }
    assert len(str(line["distance_km"])) > 10


def test_measure_takes_latitude_first(run):
    _, (line,) = run("measure", "0,0", "10,0")
    assert line["compass"] == "north"


@pytest.mark.parametrize(
    ("start", "end"), [("-33.9,18.4", "51.5,-0.1"), ("51.5,-0.1", "-33.9,18.4"), ("-1,-1", "-2,-2")]
)
def test_measure_takes_positions_that_begin_with_a_minus(run, start, end):
    assert run("measure", start, end)[0] == 0
    assert run("measure", "--", start, end)[0] == 0


def test_measure_takes_spaces_and_the_edges_of_the_earth(run):
    assert run("measure", " 90 , 180 ", "-90,-180")[1][0]["distance_km"] == pytest.approx(20_003.93, abs=0.01)


def test_measure_of_one_position_has_no_direction(run):
    assert run("measure", TRIPOLI, TRIPOLI)[1] == [
        {"distance_km": 0.0, "initial_bearing_deg": None, "final_bearing_deg": None, "compass": None}
    ]


@pytest.mark.parametrize("text", ["", "32.9", "32.9;13.2", "32.9,13.2,5", "north,east", "32°N,13°E", ","])
def test_text_that_is_no_position_is_wrong_usage(usage, text):
    assert "is not latitude,longitude, as in" in usage("measure", text, GHADAMES)


@pytest.mark.parametrize("text", ["nan,0", "0,nan", "inf,0", "0,1e999", "90.1,180", "0,180.1", "-91,0"])
def test_position_out_of_range_is_wrong_usage(usage, text):
    assert "latitude is from -90 to 90" in usage("measure", text, GHADAMES)


def test_longitude_first_is_suspected_only_where_it_would_help(usage):
    assert "perhaps the longitude stands first" in usage("measure", "-95.3,33.7", GHADAMES)
    assert "perhaps" not in usage("measure", "200,33.7", GHADAMES)
    assert "perhaps" not in usage("measure", "95,95", GHADAMES)


SENTENCE = "Ghadames lies some 465 km southwest of Tripoli, a two-hour flight from Malta."
FIRST = {
    "quote": "some 465 km southwest of Tripoli",
    "start": 14,
    "end": 46,
    **{"low": 465, "high": 465, "unit": "km", "also": None, "consistent": True},
    **{"hedge": "some", "direction": "southwest", "anchor": "Tripoli", "checkable": True, "reason": None},
    "kind": "pair",
}


def test_claims_prints_a_line_for_each_claim_with_null_where_there_is_nothing(run):
    status, (first, second) = run("claims", SENTENCE)
    assert status == 0
    assert first == FIRST
    assert list(first) == list(second)
    assert [second[key] for key in ("quote", "low", "unit", "checkable")] == [
        *("a two-hour flight from Malta", None, None, False)
    ]
    assert "travel time" in second["reason"]


@pytest.mark.parametrize("text", ["", "She ran 10 km before breakfast.", "\0"])
def test_text_without_claims_prints_nothing(run, text):
    assert run("claims", text) == (0, [])


def test_claims_prints_a_second_unit_and_what_is_wrong_with_it(run):
    _, (claim,) = run("claims", "300 miles (580 km) off Malta")
    assert claim["also"] == {"low": 580, "high": 580, "unit": "km"}
    assert (claim["checkable"], claim["consistent"]) == (True, False)
    assert "do not meet" in claim["reason"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_claims_reads_a_file_or_standard_input(run, tmp_path, monkeypatch, mark):
    file = tmp_path / "article.txt"
    file.write_bytes(mark + SENTENCE.encode())
    assert run("claims", "--file", file)[1][0] == FIRST
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert run("claims", "--file", "-")[1][0] == FIRST


def test_claim_of_any_script_is_printed_and_not_escaped(capsys):
    main(["claims", "5 km from طرابلس"])
    assert "طرابلس" in capsys.readouterr().out


def test_claims_of_a_file_that_cannot_be_read_is_one_sentence(tmp_path, capsys):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"5 km from \xff")
    for file, why in (("none", "No such file"), (str(tmp_path), "directory"), (str(bad), "not valid UTF-8")):
        assert main(["claims", "--file", file]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert why in err
        assert err.count("\n") == 1
        assert err.endswith(".\n")


def test_argument_that_is_not_utf_8_is_refused(capsys):
    assert main(["claims", "5 km from \udcff"]) == 1
    assert "not valid UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("claims",), ("claims", "a", "b"), ("claims", "a", "--file", "b")])
def test_claims_takes_a_text_or_a_file_and_not_both(usage, arguments):
    assert "usage: python -m geo" in usage(*arguments)


def test_read_prints_what_an_article_says_with_the_text_that_positions_count_in(run, tmp_path):
    file = tmp_path / "talks.txt"
    file.write_text(f"{ARTICLE}\r\n")
    status, (found,) = run("read", file, "--published", "2020-11-03")
    assert status == 0
    assert (found["file"], found["published"], found["published_from"]) == (str(file), "2020-11-03", "given")
    assert found["text"] == f"{ARTICLE}\n"
    for part in (*found["mentions"], *found["dates"]):
        assert found["text"][part["start"] : part["end"]] == part["text"]
    mention = found["mentions"][0]
    assert (mention["name"], mention["kind"], mention["country"], mention["geonameid"]) == (
        *("Ghadames", "town", "LY", 2217440),
    )
    assert mention.keys() >= {"lat", "lon", "trust"}
    assert [(date["edtf"], date["base"]) for date in found["dates"]] == [("2020-11-02", "2020-11-03")]
    assert [claim["verdict"]["distance"] for claim in found["claims"]] == ["agrees"]
    assert found["story"]["type"] == "FeatureCollection"


def test_read_takes_the_date_and_the_title_that_a_page_states_unless_a_date_is_given(run, tmp_path):
    file = tmp_path / "talks.html"
    file.write_text(PAGE)
    _, (found,) = run("read", file)
    assert (found["title"], found["published"]) == ("Talks", "2020-11-04")
    assert "article:published_time" in found["published_from"]
    assert found["story"]["story"]["title"] == "Talks"
    assert found["story"]["story"]["published"] == "2020-11-04"
    _, (found,) = run("read", file, "--published", "2020-11-03")
    assert (found["published"], found["published_from"]) == ("2020-11-03", "given")


def test_read_without_a_date_leaves_relative_dates_open_and_never_takes_today(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    _, (found,) = run("read", "-")
    assert (found["file"], found["published"], found["published_from"]) == ("-", None, None)
    assert [(date["text"], date["edtf"]) for date in found["dates"]] == [("Monday", None)]


def test_read_of_several_files_names_what_cannot_be_read_and_goes_on(run, tmp_path):
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text(ARTICLE)
    empty.touch()
    status, reports = run("read", tmp_path / "none", empty, tmp_path, good)
    assert status == 1
    assert [report.keys() for report in reports[:3]] == [{"file", "error"}] * 3
    assert all(report["error"]["problem"] and report["error"]["remedy"] for report in reports[:3])
    assert reports[3]["mentions"]


def test_read_ranks_places_by_what_the_article_is_about(run, tmp_path):
    file = tmp_path / "talks.txt"
    file.write_text("The mayor of Paris spoke in Dallas. In Paris it rained.")
    places = [run("read", file, "--about", about)[1][0]["mentions"][0]["country"] for about in ("France", "Texas")]
    assert places == ["FR", "US"]


def test_sweep_without_its_packages_says_what_to_install(tmp_path, capsys, monkeypatch):
    for module in ("geo.sweep.run", "distributed"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["sweep", str(tmp_path), "-o", "out.parquet"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"A sweep .* distributed is missing; .*pip install -r requirements-sweep.txt\n", err)


def test_sweep_of_nothing_is_a_sentence(tmp_path, capsys):
    assert main(["sweep", str(tmp_path / "none*"), "-o", str(tmp_path / "out.parquet")]) == 1
    assert re.fullmatch(r"There is no article; .*\n", capsys.readouterr().err)


@pytest.mark.parametrize(
    "wrong",
    [
        ("read", "x", "--published", "yesterday"),
        ("sweep", "x"),
        ("sweep", "-o", "out.parquet"),
        ("sweep", "x", "-o", "out.parquet", "--workers", "0"),
        ("sweep", "x", "-o", "out.parquet", "--workers", "2", "--scheduler", "tcp://10.0.0.1:8786"),
        ("sweep", "x", "-o", "out.parquet", "--published-from-name", "("),
    ],
)
def test_read_or_sweep_with_what_cannot_be_is_wrong_usage(usage, wrong):
    assert "usage: python -m geo" in usage(*wrong)


def test_commands_begin_without_what_only_some_of_them_need():
    heavy = "streamlit dask distributed pyarrow matplotlib trafilatura".split()
    code = f"import sys, geo.__main__; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("arguments", [(), ("check",), ("measure",), ("measure", TRIPOLI), ("draw", "x")])
def test_incomplete_or_unknown_command_shows_the_usage(usage, arguments):
    assert "usage: python -m geo" in usage(*arguments)


@pytest.mark.parametrize(
    "arguments", [("--help",), ("check", "-h"), ("measure", "--help"), ("read", "-h"), ("sweep", "-h")]
)
def test_help_is_no_error(capsys, arguments):
    with pytest.raises(SystemExit) as caught:
        main(list(arguments))
    assert caught.value.code == 0
    assert "usage: python -m geo" in capsys.readouterr().out


def test_commands_of_the_readme_print_what_it_shows(run):
    shown = re.findall(r"^    \$ \S+ -m geo (.*)\n((?:    \{.*\n)+)", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert [command.split()[0] for command, _ in shown] == ["measure", "claims", "find"]
    for command, lines in shown:
        assert run(*shlex.split(command)) == (0, [json.loads(line) for line in lines.splitlines()])


def test_module_runs_as_a_program_and_hands_on_its_status(tmp_path):
    bad = tmp_path / "bad.geojson"
    bad.write_bytes(b"{")
    for file, status in ((FILE, 0), (bad, 1)):
        command = [sys.executable, "-m", "geo", "check", str(file)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (status, "")
        assert json.loads(done.stdout)["ok"] == (status == 0)


def test_pairs_prints_all_pairs_as_csv(capsys):
    assert main(["pairs", str(FILE)]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0] == ["from", "to", "distance_km", "initial_bearing_deg", "final_bearing_deg", "judged"]
    assert len(rows) == 1 + 66
    found = {(row[0], row[1]): row[2:] for row in rows}
    assert found["Tripoli", "Ghadames"] == ["464.548002", "229.891578", "227.963707", "yes"]
    assert found["Libya", "Tripoli"][-1] == "no"


def test_pairs_of_a_broken_or_missing_file_is_one_sentence(tmp_path, capsys):
    file = tmp_path / "story.geojson"
    for content in (None, b"{"):
        if content:
            file.write_bytes(content)
        assert main(["pairs", str(file)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert len(err.splitlines()) == 1


@pytest.mark.parametrize("kind", sorted(FORMATS.keys() - {"svg", "png"}))  # each takes three seconds
def test_export_writes_each_format_to_a_file_or_to_standard_output(kind, story, tmp_path, capfdbinary):
    file = tmp_path / "out"
    content = FORMATS[kind].write(story, View.opening(story))
    assert main(["export", str(FILE), "--to", kind, "-o", str(file)]) == 0
    assert capfdbinary.readouterr() == (b"", b"")
    assert file.read_bytes() == content
    assert main(["export", str(FILE), "--to", kind]) == 0
    sys.stdout.flush()
    assert capfdbinary.readouterr() == (content, b"")


@pytest.mark.parametrize(
    "link", ["unit=mi&event=none", "http://localhost:8501/?unit=mi&event=none#top", "?unit=mi&event=none"]
)
def test_export_shows_the_view_of_a_link_and_says_what_it_asks_for_in_vain(link, tmp_path, capsys, monkeypatch):
    seen = []
    drawn = FORMATS["kml"]._replace(write=lambda story, view: seen.append(view) or b"drawn")
    monkeypatch.setattr("geo.commands.export.FORMATS", {"picture": drawn})
    assert main(["export", str(FILE), "--to", "picture", "-o", str(tmp_path / "out"), "--link", link]) == 0
    assert [(view.unit, view.event) for view in seen] == [("mi", "ghadames")]
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "The link asks for the event “none”, which is not in this story; its opening event is shown instead."
    ]


def test_export_of_a_broken_or_missing_file_is_one_sentence_and_writes_nothing(tmp_path, capsys):
    file, out = tmp_path / "story.geojson", tmp_path / "out.kml"
    for content in (None, b"{"):
        if content:
            file.write_bytes(content)
        assert main(["export", str(file), "--to", "kml", "-o", str(out)]) == 1
        printed, err = capsys.readouterr()
        assert printed == ""
        assert err.count("\n") == 1
        assert err.endswith(".\n")
        assert not out.exists()


def test_export_to_where_nothing_can_be_written_is_one_sentence(tmp_path, capsys):
    for out in (tmp_path, tmp_path / "none" / "out"):
        assert main(["export", str(FILE), "--to", "gpx", "-o", str(out)]) == 1
        assert re.fullmatch(r".* cannot be written: .*\.\n", capsys.readouterr().err)


@pytest.mark.parametrize("arguments", [("export",), ("export", "x"), ("export", "x", "--to", "shp")])
def test_export_without_a_known_format_is_wrong_usage(usage, arguments):
    assert "usage: python -m geo" in usage(*arguments)


def test_find_prints_the_places_that_a_name_may_mean(run):
    status, found = run("find", "Tripolli", "--limit", "3")
    assert (status, len(found)) == (0, 3)
    assert found[0] == {
        "name": "Tripoli",
        "kind": "city",
        "country": "LY",
        "region": "Tripoli",
        "population": 1302947,
        "lat": 32.88743,
        "lon": 13.18733,
        "geonameid": 2210247,
    }


def test_find_says_of_a_sea_what_is_known(run):
    status, (found,) = run("find", "Mediterranean", "--limit", "1")
    assert status == 0
    assert {name for name, value in found.items() if value is None} == {"country", "region", "population", "geonameid"}


def test_find_of_what_nobody_knows_is_one_sentence(capsys):
    assert main(["find", "%_"]) == 1
    assert capsys.readouterr() == ("", "The gazetteer knows no such place.\n")


@pytest.mark.parametrize("arguments", [("find",), ("find", "x", "--limit", "0"), ("find", "x", "--limit", "many")])
def test_find_without_a_name_or_with_no_count_is_wrong_usage(usage, arguments):
    assert "usage: python -m geo find" in usage(*arguments)
