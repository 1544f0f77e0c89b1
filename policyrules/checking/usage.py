"""What is declared and never used.

In: the bindings of a policy without its scenarios. Out: an error for a unit that answers for nothing, and warnings for facts,
definitions and readings that decide nothing. A text identifies an enterprise, and is not asked to decide anything.
"""

from policyrules.checking.findings import Findings
from policyrules.checking.lost import Lost
from policyrules.checking.policy import BindingKind
from policyrules.syntax import ast
from policyrules.values.types import UNKNOWN_TYPE, Scalar


def check_usage(tree: ast.File, findings: Findings, lost: Lost) -> None:
    """Report what nothing speaks of."""
    # The default of a reading names an option: a reading is used where it is asked about.
    bindings = (binding for binding in findings.bindings.values() if binding.kind is not BindingKind.MEMBER)
    used: set[ast.Tree | None] = {binding.declaration for binding in bindings}
    for declaration in tree.declarations:
        for name, code in _unused(declaration, used, findings):
            if name.name in lost.words:
                continue
            if code == "unit-unused":
                findings.error(code, name, name=name.name)
            else:
                findings.warning(code, name, name=name.name)


def _unused(declaration: ast.Declaration, used: set[ast.Tree | None], findings: Findings) -> list[tuple[ast.Name, str]]:
    match declaration:
        case ast.Units():
            return [(unit.name, "unit-unused") for unit in declaration.lines if unit not in used]
        case ast.Facts():
            lines = [line for line in declaration.lines if isinstance(line, ast.FieldLine) and line not in used]
            silent = (Scalar.TEXT, UNKNOWN_TYPE)
            return [(line.name, "fact-unused") for line in lines if findings.types.get(line.type, UNKNOWN_TYPE) not in silent]
        case ast.Define() if declaration not in used:
            return [(declaration.name, "definition-unused")]
        case ast.Reading() if declaration not in used:
            return [(declaration.name, "reading-unused")]
        case ast.Parameter() if declaration not in used:
            return [(declaration.name, "parameter-unused")]
        case _:
            return []
