import json
import subprocess
import sys

import pytest

from launcher.clock_command import main
from tests.unit.kernel.calendars import ROOT

NATIONAL_DAY = ["due", "--from", "2025-09-26", "--days", "7"]


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        pytest.param(NATIONAL_DAY, "2025-10-13", id="national-day"),
        pytest.param([*NATIONAL_DAY, "--unit", "working_day"], "2025-10-13", id="unit-named"),
        pytest.param([*NATIONAL_DAY, "--pause", "2025-09-29:2025-10-10"], "2025-10-16", id="pause"),
        pytest.param(
            [*NATIONAL_DAY, "--pause", "2025-09-29:2025-10-10", "--pause", "2025-10-09:2025-10-14"],
            "2025-10-21",
            id="two-pauses",
        ),
        pytest.param(["due", "--from", "2025-09-26", "--days", "20", "--extend", "10"], "2025-11-13", id="extended"),
        pytest.param(
            ["due", "--from", "2025-09-26", "--days", "3", "--unit", "month", "--extend", "10"],
            "2026-01-12",
            id="months-extended-by-working-days",
        ),
        pytest.param(["due", "--from=2025-09-01", "--days=30", "--unit=natural_day"], "2025-10-09", id="natural-days"),
        pytest.param(["due", "--from", "2025-01-31", "--days", "1", "--unit", "month"], "2025-02-28", id="month"),
        pytest.param([*NATIONAL_DAY, "--provisional"], "2025-10-13", id="provisional-not-needed"),
    ],
)
def test_due_prints_the_date_alone(run, arguments, printed):
    assert run(*arguments) == (0, printed + "\n", "")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        pytest.param(["--from", "2026-12-20", "--days", "20"], 1, "2027", id="year-without-notice"),
        pytest.param(["--from", "2025-02-30", "--days", "7"], 2, "'2025-02-30'", id="no-such-date"),
        pytest.param(["--from", "20250226", "--days", "7"], 2, "YYYY-MM-DD", id="other-date-form"),
        pytest.param(["--from", "2025-02-28", "--days", "-7"], 2, "0 or more", id="negative-days"),
        pytest.param(["--from", "2025-02-28", "--days", "x"], 2, "whole number", id="days-in-words"),
        pytest.param(["--from", "2025-02-28", "--days", "7", "--extend=-1"], 2, "extension", id="negative-extension"),
        pytest.param(["--from", "2025-02-28", "--days", "99999"], 1, "between 0 and", id="absurd-term"),
        pytest.param(["--from", "2025-02-28", "--days", "7", "--unit", "week"], 2, "'week'", id="unknown-unit"),
        pytest.param(
            ["--from", "2025-02-28", "--days", "7", "--pause", "2025-03-04:2025-03-03"],
            2,
            "ends on 2025-03-03, before it starts on 2025-03-04",
            id="pause-backwards",
        ),
        pytest.param(["--from", "2025-02-28", "--days", "7", "--pause", "2025-03-04"], 2, "START:END", id="no-colon"),
        pytest.param(["--from", "2025-02-28", "--days", "7", "--pause", "2025-03-04:"], 1, "no end", id="open-pause"),
        pytest.param(["--days", "7"], 2, "Give --from and --days", id="no-start"),
        pytest.param(["--from", "2025-02-28", "--days", "7", "--what"], 2, "--what", id="unknown-option"),
        pytest.param(["--batch", "nowhere.csv"], 2, "nowhere.csv cannot be read", id="no-such-file"),
        pytest.param(["--batch", "x.csv", "--days", "3"], 2, "--batch goes only with", id="batch-and-days"),
    ],
)
def test_wrong_input_gets_a_sentence_and_no_date(run, arguments, status, said):
    returned, out, err = run("due", *arguments)

    assert (returned, out) == (status, "")
    assert said in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_without_a_verb_the_command_says_what_it_needs(run):
    status, _, err = run()

    assert status == 2
    assert "due" in err


def test_a_provisional_date_is_printed_and_marked(run):
    status, out, err = run("due", "--from", "2026-12-20", "--days", "20", "--provisional")

    assert (status, out) == (0, "2027-01-15\n")
    assert "provisional" in err


def test_explain_shows_each_day_with_its_article_and_notice(run):
    status, out, _ = run(*NATIONAL_DAY, "--explain", "--pause", "2025-10-11:2025-10-13")

    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "Due 2025-10-14: 7 working days, counted from 2025-09-26."
    assert "the day it starts, not counted (Civil Code art. 201)" in lines[1]
    assert [line.split()[0] for line in lines[1:]] == list("--123--------456--7")
    assert "make-up working day" in out
    assert "国办发明电〔2024〕12号" in out
    assert "holiday 国庆节、中秋节" in out
    assert "in a pause (Administrative Licensing Law art. 45; 2025-10-11 to 2025-10-13)" in out


def test_json_gives_the_same_derivation(run):
    _, out, _ = run(*NATIONAL_DAY, "--json")

    answer = json.loads(out)
    assert answer["due"] == "2025-10-13"
    assert [day["on"] for day in answer["days"] if day["counted"]] == [
        f"2025-{day}" for day in ("09-28", "09-29", "09-30", "10-09", "10-10", "10-11", "10-13")
    ]
    first = answer["days"][2]
    assert (first["reason"], first["basis"], first["notice"]["number"]) == (
        "make_up_day",
        "APL 82",
        "国办发明电〔2024〕12号",
    )


def test_json_of_a_provisional_date_says_so(run):
    _, out, _ = run("due", "--from", "2026-12-20", "--days", "20", "--provisional", "--json")

    answer = json.loads(out)
    assert answer["is_provisional"] is True
    assert answer["days"][-1]["reason"] == "estimated_workday"


def batch(tmp_path, text, encoding="utf-8"):
    file = tmp_path / "terms.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_batch_writes_the_same_rows_with_the_due_date(run, tmp_path):
    file = batch(
        tmp_path,
        "case,from,days,unit,extend,pauses\n"
        '"a, 甲",2025-09-26,7,,,\n'
        "b,2025-09-26,20,working_day,10,\n"
        "c,2025-09-26,7,,,2025-09-29:2025-10-10;2025-10-09:2025-10-14\n"
        "d,2025-01-31,1,month,,\n",
        encoding="utf-8-sig",
    )

    status, out, err = run("due", "--batch", file)

    assert (status, err) == (0, "")
    assert out == (
        "case,from,days,unit,extend,pauses,due\n"
        '"a, 甲",2025-09-26,7,,,,2025-10-13\n'
        "b,2025-09-26,20,working_day,10,,2025-11-13\n"
        "c,2025-09-26,7,,,2025-09-29:2025-10-10;2025-10-09:2025-10-14,2025-10-21\n"
        "d,2025-01-31,1,month,,,2025-02-28\n"
    )


def test_batch_names_each_bad_row_and_still_answers_the_good_ones(run, tmp_path):
    file = batch(
        tmp_path,
        "from,days\n2025-09-26,7\n2025-02-30,7\n2026-12-20,20\n2025-09-26,-1\n2025-09-26\n2025-09-26,7,9\n2025-09-26,20\n",
    )

    status, out, err = run("due", "--batch", file)

    assert status == 1
    assert [line.split(",")[2] for line in out.splitlines()] == [
        "due",
        "2025-10-13",
        "",
        "",
        "",
        "",
        "",
        "2025-10-30",
    ]
    assert [line.split(":")[0] for line in err.splitlines()] == [f"Line {number}" for number in (3, 4, 5, 6, 7)]
    assert "2027" in err.splitlines()[1]


def test_batch_marks_provisional_dates_when_they_are_allowed(run, tmp_path):
    file = batch(tmp_path, "from,days\n2025-09-26,7\n2026-12-20,20\n")

    status, out, _ = run("due", "--batch", file, "--provisional")

    assert (status, out) == (
        0,
        "from,days,due,provisional\n2025-09-26,7,2025-10-13,no\n2026-12-20,20,2027-01-15,yes\n",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "no column 'from'", id="empty"),
        pytest.param(b"from,length\n2025-09-26,7\n", "no column 'days'", id="no-days-column"),
        pytest.param(b"from,days,days\n2025-09-26,7,8\n", "'days' twice", id="column-twice"),
        pytest.param(b"from,days\n\xff\xfe\n", "not a CSV file in UTF-8", id="other-encoding"),
    ],
)
def test_a_file_that_is_no_table_of_terms_is_refused(run, tmp_path, content, said):
    file = tmp_path / "terms.csv"
    file.write_bytes(content)

    status, out, err = run("due", "--batch", file)

    assert (status, out) == (2, "")
    assert said in err


def test_the_command_needs_no_installed_package():
    code = "import sys; from launcher.clock_command import main; sys.exit(main(sys.argv[1:]))"

    done = subprocess.run(
        [sys.executable, "-S", "-c", code, *NATIONAL_DAY],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "2025-10-13\n", "")


def test_chinese_notices_are_written_in_every_locale():
    done = subprocess.run(
        [sys.executable, "launcher/clock_command.py", *NATIONAL_DAY, "--explain"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert "国办发明电〔2024〕12号" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_gets_no_traceback(tmp_path):
    file = batch(tmp_path, "from,days\n" + "2025-09-26,7\n" * 20_000)
    with subprocess.Popen(
        [sys.executable, "launcher/clock_command.py", "due", "--batch", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()

    assert (running.returncode, said) == (141, b"")
