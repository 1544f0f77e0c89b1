import json
from pathlib import Path

import pytest

from tests.cli.command_line import Run
from tests.cli.test_deciding import FACTS, NAME, ON, facts
from tests.receipts.test_making import VALIDATOR

__all__ = ["facts"]


def test_a_receipt_is_written_beside_the_decision_and_holds(run: Run, facts: Path, tmp_path: Path) -> None:
    kept = tmp_path / "receipt.json"
    assert run("decide", NAME, facts, *ON, "--receipt", kept).out == run("decide", NAME, facts, *ON).out
    VALIDATOR.validate(json.loads(kept.read_text(encoding="utf-8")))
    done = run("verify", kept)
    assert done.code == 0 and "回执仍然成立" in done.out
    assert run("verify", kept, "--lang", "en").out.count("the receipt holds") == 1
    assert json.loads(run("verify", kept, "--format", "json").out)["holds"] is True


def test_other_facts_do_not_hold(run: Run, facts: Path, tmp_path: Path) -> None:
    kept = tmp_path / "receipt.json"
    run("decide", NAME, facts, *ON, "--receipt", kept)
    facts.write_text(FACTS.replace("2022-06-01", "2023-06-01"), encoding="utf-8")
    done = run("verify", kept, "--facts", facts)
    assert done.code == 1 and "认定[1].认定日" in done.out
    facts.write_text(f"[{FACTS}, {FACTS}]", encoding="utf-8")
    done = run("verify", kept, "--facts", facts, "--lang", "en")
    assert (done.code, "1 receipt and the facts of 2 enterprises" in done.err) == (2, True)


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_of_many_enterprises_there_are_many_receipts(run: Run, tmp_path: Path, ending: str) -> None:
    several, kept = tmp_path / "several.jsonl", tmp_path / f"receipts.{ending}"
    several.write_text(f"{FACTS}\n{{}}\n", encoding="utf-8")
    assert run("decide", NAME, several, *ON, "--receipt", kept, "--format", "json").code == 0
    found = json.loads(run("verify", kept, "--format", "json").out)
    assert [one["holds"] for one in found] == [True, True]
    assert run("verify", kept, "--facts", several).code == 0
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("2023-03-01", "2023-03-02"), encoding="utf-8")
    done = run("verify", kept)
    assert (done.code, done.out) == (2, "") and "[receipt-changed]" in done.err and "[1]" in done.err


def test_no_enterprise_no_receipt(run: Run, tmp_path: Path) -> None:
    several, kept = tmp_path / "several.json", tmp_path / "receipts.json"
    several.write_text("[]", encoding="utf-8")
    run("decide", NAME, several, *ON, "--receipt", kept)
    assert kept.read_text(encoding="utf-8") == "[]\n"
    assert run("verify", kept) == (0, "", "")


def test_without_the_facts_only_their_digest_is_kept(run: Run, facts: Path, tmp_path: Path) -> None:
    kept = tmp_path / "receipt.json"
    run("decide", NAME, facts, *ON, "--receipt", kept, "--facts-digest-only")
    assert "新会区" not in kept.read_text(encoding="utf-8")
    assert run("verify", kept).code == 2
    assert run("verify", kept, "--facts", facts).code == 0
    done = run("decide", NAME, facts, *ON, "--facts-digest-only", "--lang", "en")
    assert done.code == 2 and "goes with `--receipt`" in done.err


def test_a_receipt_never_takes_the_place_of_a_file(run: Run, facts: Path, tmp_path: Path) -> None:
    for place in (facts, tmp_path, facts / "such"):
        done = run("decide", NAME, facts, *ON, "--receipt", place)
        assert (done.code, done.out) == (2, "")
    assert facts.read_text(encoding="utf-8") == FACTS


def test_a_policy_that_does_not_ship_is_named(run: Run, small: Path, tmp_path: Path) -> None:
    given, kept = tmp_path / "facts.json", tmp_path / "receipt.json"
    given.write_text("{}", encoding="utf-8")
    assert run("decide", small, given, *ON, "--receipt", kept).code == 0
    done = run("verify", kept, "--lang", "zh")
    assert done.code == 2 and "示例政策" in done.err and "--policy" in done.err
    assert run("verify", kept, "--policy", small).code == 0


def test_a_folder_has_one_receipt(run: Run, small: Path, tmp_path: Path) -> None:
    given, kept = tmp_path / "facts.json", tmp_path / "receipt.json"
    given.write_text("{}", encoding="utf-8")
    (tmp_path / "another.pol").write_text(
        small.read_text(encoding="utf-8").replace("政策 示例政策", "政策 另一政策"), encoding="utf-8"
    )
    assert run("decide", tmp_path, given, *ON, "--receipt", kept).code == 0
    assert run("verify", kept, "--policy", tmp_path).code == 0
    done = run("verify", kept, "--lang", "en")
    assert done.code == 2 and "name their folder" in done.err


def test_a_policy_that_can_no_longer_decide_is_told(run: Run, facts: Path, tmp_path: Path) -> None:
    kept = tmp_path / "receipt.json"
    run("decide", NAME, facts, *ON, "--receipt", kept)
    done = run("verify", kept, "--policy", "中小企业划型")
    assert done.code == 1 and "[fact-unknown]" in done.err and "回执不再成立" in done.out


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "[[]]", '{"schema": "policyrules/receipt/1"}', "[" * 70 + "]" * 70, "no json"]
)
def test_rubbish_is_no_receipt(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(text, encoding="utf-8")
    assert run("verify", path).code == (0 if text == "[]" else 2)
    assert run("verify", tmp_path / "none.json").code == 2


def test_all_receipts_that_are_none_are_named_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "receipts.jsonl"
    path.write_text('{"schema": 1}\n{"schema": "x"}\n[]\n', encoding="utf-8")
    done = run("verify", path)
    assert done.code == 2 and [done.err.count(f"[{n}]") for n in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_wrong_with_the_facts_of_each_is_said_and_the_others_are_verified(run: Run, tmp_path: Path, form: str) -> None:
    several, kept = tmp_path / "several.jsonl", tmp_path / "receipts.jsonl"
    several.write_text(f"{FACTS}\n" * 3, encoding="utf-8")
    run("decide", NAME, several, *ON, "--receipt", kept)
    several.write_text(f'{{"x": 1}}\n{FACTS}\n{{"y": 1}}\n', encoding="utf-8")
    done = run("verify", kept, "--facts", several, "--format", form)
    assert done.code == 2 and "[1].x" in done.err and "[3].y" in done.err
    if form == "json":
        assert [one["holds"] for one in json.loads(done.out)] == [True]
    else:
        assert done.out.count("回执仍然成立") == 1
