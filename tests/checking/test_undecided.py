"""What nothing decides yet is refused, wherever it stands."""

from policyrules.checking.findings import Findings
from policyrules.checking.undecided import refuse_undecided
from policyrules.source import Source
from policyrules.syntax.parser import parse


def test_each_place_is_reported() -> None:
    tree, found = parse(Source("x.pol", '引用 甲 "甲.pol"\n\n引用 乙 "乙.pol"\n'))
    findings = Findings()
    refuse_undecided(tree, findings)
    assert found == ()
    assert [one.code for one in findings.diagnostics] == ["construct-undecided"] * 2
