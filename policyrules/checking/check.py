"""The one verb of checking: from a tree to a checked policy.

In: the source of a policy, its tree, the document that it quotes and the policies that it uses. Out: `CheckedPolicy`, with
everything that is wrong in its `diagnostics`. Runs the passes in their order; each reports all it finds, and none stops the
others.
"""

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from policyrules.checking.agreement import check_agreement
from policyrules.checking.awards import Awards
from policyrules.checking.declarations import Declarations, in_force
from policyrules.checking.definitions import check_circles, check_definitions
from policyrules.checking.findings import Findings
from policyrules.checking.lost import Lost
from policyrules.checking.measures import Measures
from policyrules.checking.policy import CheckedPolicy, Used, used_by
from policyrules.checking.properties import Properties
from policyrules.checking.resolve import collect
from policyrules.checking.rules import check_rules
from policyrules.checking.scenarios import Scenarios
from policyrules.checking.scores import Scores
from policyrules.checking.sources import packed, verify
from policyrules.checking.standing import check_standing
from policyrules.checking.tables import Tables
from policyrules.checking.typecheck import Types
from policyrules.checking.usage import UNDECLARED, check_usage
from policyrules.diagnostics import Diagnostic, by_place
from policyrules.source import Source
from policyrules.syntax import ast

#: What is said of something that lacks a line.
_LACKING = frozenset(
    {
        "block-empty", "definition-empty", "table-empty", "table-without-else", "bands-gap", "at-least-of",
        "expected-no-amount", "expected-no-ceiling", "tier-without-criteria",
    }
)  # fmt: skip

#: What is said of a name that nothing declares, and of an exception that is not there.
_NAMING = UNDECLARED | {"exception-unknown"}


def check(
    source: Source, tree: ast.File, document: Source | None, used: Sequence[Used] = (), *, is_part: bool = False
) -> CheckedPolicy:
    """Return the policy with its names bound and its types known, and all its mistakes; `used` are those that it uses.

    `is_part` says that the tree holds only what could be read of the source, and what could not was reported.
    """
    findings, lost = Findings(), Lost(source, tree, is_part)
    names = collect(tree, findings, used)
    types = Types(names, findings)
    check_definitions(tree, types)
    determined = _check_declarations(tree, types, lost, used)
    check_circles(tree, findings)
    check_agreement(tree, names, used, findings)
    check_standing(tree, used, findings)
    of_document = tuple(_of_document(verify(tree, document), lost))
    diagnostics = by_place((*_without_units(_first_causes(findings.diagnostics, lost), of_document), *of_document))
    return CheckedPolicy(
        source,
        tree,
        MappingProxyType(findings.bindings),
        MappingProxyType(findings.types),
        MappingProxyType(names.enums),
        MappingProxyType(names.records),
        document,
        diagnostics,
        MappingProxyType(names.values),
        tuple(used),
        determined,
    )


def _check_declarations(tree: ast.File, types: Types, lost: Lost, used: Sequence[Used]) -> tuple[ast.Define, ...]:
    declarations = Declarations(types, lost)
    measures = Measures(declarations, *in_force(tree))
    scores = Scores(Tables(types), lost)
    declarations.heads(tree)
    for declaration in tree.declarations:
        _check_declaration(declaration, declarations, measures, scores)
    check_rules(tree, Awards(declarations), used_by(used))
    # Scenarios and properties come after: what only they speak of is not used by the policy.
    determined = check_usage(types.names, types.findings, lost)
    scenarios, properties = Scenarios(declarations), Properties(declarations)
    for declaration in tree.declarations:
        if isinstance(declaration, ast.Scenario):
            scenarios.scenario(declaration)
        elif isinstance(declaration, ast.Property):
            properties.property(declaration)
    return determined


def _check_declaration(declaration: ast.Declaration, declarations: Declarations, measures: Measures, scores: Scores) -> None:
    match declaration:
        case ast.Record():
            declarations.record(declaration)
        case ast.Facts():
            declarations.facts(declaration)
        case ast.Units():
            for unit in declaration.lines:
                declarations.unit(unit)
        case ast.Parameter():
            declarations.parameter(declaration)
        case ast.Reading():
            declarations.reading(declaration)
        case ast.Define():
            declarations.define(declaration)
        case ast.Score():
            scores.score(declaration)
        case ast.Tier():
            declarations.tier(declaration)
        case ast.Measure():
            measures.measure(declaration)
        case ast.Target():
            declarations.target(declaration)
        case ast.Omit():
            declarations.omission(declaration)
        case ast.Policy() | ast.Enum() | ast.Scenario() | ast.Property() | ast.Use():
            pass


def _first_causes(diagnostics: Iterable[Diagnostic], lost: Lost) -> Iterable[Diagnostic]:
    """Leave out the names that a line declares which could not be read, and what lacks the lines that are lost."""
    for diagnostic in diagnostics:
        if diagnostic.code in _NAMING and diagnostic.arguments["name"] in lost.words:
            continue
        if diagnostic.code not in _LACKING or not any(lost.in_declaration(place) for place in _places(diagnostic, lost)):
            yield diagnostic


def _without_units(diagnostics: Iterable[Diagnostic], of_document: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out what lacks the units of a bracket that are said to be left out: the line that names them, and their use."""
    left_out = [diagnostic for diagnostic in of_document if diagnostic.code == "unit-left-out"]
    places = {diagnostic.span for diagnostic in left_out}
    names = {name for diagnostic in left_out for name in diagnostic.arguments["names"].split("、")}
    for diagnostic in diagnostics:
        lacks_units = diagnostic.code == "item-missing" and diagnostic.span in places
        if not lacks_units and not (diagnostic.code == "unit-unused" and diagnostic.arguments["name"] in names):
            yield diagnostic


def _places(diagnostic: Diagnostic, lost: Lost) -> Iterator[ast.Tree]:
    """Yield what a diagnostic is about: where it stands, and what it points to."""
    spans = (diagnostic.span, *(label.span for label in diagnostic.labels))
    yield from (ast.Tree(span=span) for span in spans if span is not None and span.source is lost.source)


def _of_document(diagnostics: Iterable[Diagnostic], lost: Lost) -> Iterator[Diagnostic]:
    """Leave out passages of the document that stand in lines which could not be read, and units that a lost line may name."""
    said = packed(lost.text)
    for diagnostic in diagnostics:
        span = diagnostic.span
        if said and span is not None and diagnostic.code == "clause-uncovered" and packed(span.text) in said:
            continue
        if diagnostic.code != "unit-left-out" or span is None or not lost.in_declaration(ast.Tree(span=span)):
            yield diagnostic
