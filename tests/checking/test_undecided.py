"""What nothing decides yet is refused, wherever it stands."""

from policyrules.checking.findings import Findings
from policyrules.checking.undecided import refuse_undecided
from policyrules.source import Source
from policyrules.syntax.parser import parse


def test_each_place_is_reported() -> None:
    tree, found = parse(Source("x.pol", "定义 甲 = 1\n    例外 乙: 真 则 2\n    例外 丙: 真 则 3\n"))
    findings = Findings()
    refuse_undecided(tree, findings)
    assert found == ()
    assert [one.code for one in findings.diagnostics] == ["construct-undecided"] * 2
