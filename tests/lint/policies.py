"""Policies to look for findings in."""

from pathlib import Path

from policyrules.checking.check import check
from policyrules.core.lower import lower
from policyrules.diagnostics import Diagnostic, Severity
from policyrules.lint.linting import LintReport
from policyrules.policy import Policy
from policyrules.source import Source
from policyrules.syntax.parser import parse


def report(policy: str, document: str | None = None) -> LintReport:
    """Lint a policy that is to check without errors."""
    source = Source("样例.pol", policy)
    tree, mistakes = parse(source)
    checked = check(source, tree, None if document is None else Source("例.txt", document))
    wrong = [d for d in (*mistakes, *checked.diagnostics) if d.severity is Severity.ERROR]
    assert wrong == [], "\n".join(f"{d.span.first.line if d.span else ''} {d.message('en')}" for d in wrong)
    return Policy(checked, lower(checked)).lint()


def findings(code: str, policy: str, document: str | None = None) -> tuple[Diagnostic, ...]:
    """Return what is found under one code."""
    return tuple(finding for finding in report(policy, document).findings if finding.code == code)


def places(code: str, policy: str, document: str | None = None) -> list[str]:
    """Return what is marked under one code."""
    return [finding.span.text if finding.span else "" for finding in findings(code, policy, document)]


#: A policy that some lines are put into.
HEAD = """\
政策 样例 "某市促进企业发展办法":
    文号: "例〔2024〕1号"
    发文: "某市人民政府"
    印发: 2024-01-10
    施行: 2024-02-01 至 2026-12-31
    原文: "例.txt"

单位:
    市工信局 "市工业和信息化局"

"""

SHIPPED = Path(__file__).parents[2] / "policies"
