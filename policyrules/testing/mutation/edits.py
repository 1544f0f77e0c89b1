"""The changes of a policy that its scenarios should find: one slip of a drafter each, in the order of the text.

In: a policy. Out: `Edit`s. An edit is a change of the syntax tree that leaves a text of a policy, so that it can be shown as a
line before and after; what checking says of it, and the policy that it is, are made by a `Workshop`. Nothing is changed that
decides nothing about an enterprise: titles, quotes, scenarios, what facts there are, duties and targets.
"""

import difflib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import takewhile
from typing import Any, cast

from attrs import evolve, frozen

from policyrules.checking.check import check
from policyrules.checking.policy import CheckedPolicy
from policyrules.core.items import named
from policyrules.core.lower import lower
from policyrules.core.outline import Lowered, Outline
from policyrules.core.program import Op, ParameterSpec, Program, resting
from policyrules.diagnostics import Diagnostic, PolicyError, Severity
from policyrules.policy import Policy
from policyrules.syntax import ast
from policyrules.syntax.formatter import print_file
from policyrules.testing.mutation.neighbours import NamesOf
from policyrules.testing.mutation.rewrites import EditKind, Neighbours, Rewrite, replaced, rewrites
from policyrules.testing.mutation.rows import rows_rewritten
from policyrules.testing.points import Kind, Point, nodes

#: What is left as it stands: what says nothing that is decided, and the ends of bands, which rows that meet share.
_LEFT = (
    ast.Facts, ast.Enum, ast.Record, ast.Units, ast.Use, ast.Omit, ast.Scenario, ast.Property, ast.Target, ast.Duty,
    ast.TextItem, ast.QuotesItem, ast.UnitsItem, ast.RecurrenceItem, ast.Cell, ast.TypeName, ast.ParameterLine, ast.Clause,
    ast.Text, ast.PeriodLine, ast.Option,
)  # fmt: skip
_LEFT_ITEMS = ("issued", "deadline", "by_date", "date", "count", "validity", "expires", "compared")


@frozen(eq=False, slots=False, repr=False)
class Edit:
    """A change at `line`, in the provision `clause`: of a top-level `declaration`, which is `changed` into another."""

    kind: EditKind
    line: int
    clause: str | None
    declaration: ast.Declaration
    changed: ast.Declaration
    policy: Policy

    @property
    def place(self) -> str:
        """The provision that is changed, or what is declared there."""
        name = getattr(self.declaration, "name", None)
        return self.clause or (name.name if isinstance(name, ast.Name) else "")

    @property
    def before(self) -> str:
        """The lines that are changed, as they are printed; several are in a row."""
        return self._lines[0]

    @property
    def after(self) -> str:
        """The lines that take their place; empty where nothing does."""
        return self._lines[1]

    @cached_property
    def _lines(self) -> tuple[str, str]:
        language = self.policy.language
        texts = (print_file(ast.File((one,), span=one.span), language) for one in (self.declaration, self.changed))
        before, after = ([line.strip() for line in text.splitlines()] for text in texts)
        changed = [
            block for block in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if block[0] != "equal"
        ]
        first, last = changed[0], changed[-1]
        return "\n".join(before[first[1] : last[2]]), "\n".join(after[first[3] : last[4]])

    @property
    def words(self) -> tuple[str, str]:
        """The words of the first changed line that differ: `3%` and `4%`; one of them may be empty."""
        old, new = (_WORD.findall(text.partition("\n")[0]) for text in self._lines)
        last = _alike(old[::-1], new[::-1])
        first = _alike(old[: len(old) - last], new[: len(new) - last])
        return "".join(old[first : len(old) - last]).strip(), "".join(new[first : len(new) - last]).strip()

    @property
    def tree(self) -> ast.File:
        """The tree of the edited policy, with its scenarios."""
        tree = self.policy.checked.tree
        return evolve(tree, declarations=tuple(self.changed if d is self.declaration else d for d in tree.declarations))

    def applied(self) -> Policy:
        """Return the edited policy, with its scenarios; raises `PolicyError` where checking refuses it."""
        policy = self.policy.checked
        checked = evolve(check(policy.source, self.tree, None, policy.used), document=policy.document)
        if not checked.is_sound:
            raise PolicyError(checked.diagnostics)
        return Policy(checked, lower(checked))

    def __repr__(self) -> str:
        return f"<Edit of line {self.line}: {self.before!r} -> {self.after!r}>"


#: A date, a figure with its unit, a name, blanks, or a sign.
_WORD = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9][0-9.]*(?:[%万亿千百]*(?:元|年|月|天|日|个[月季]度?))?%?|\w+|\s+|.")


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two lines begin with that are the same."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def edits(policy: Policy) -> Iterator[Edit]:
    """Yield every change that is tried, in the order of the text; some may say the same, and checking may refuse some."""
    walk = _Walk(NamesOf(policy.checked), policy.checked.or_less)
    for declaration in policy.checked.tree.declarations:
        for one, changed, clause in walk.below(declaration, lambda new: new, None):
            line = one.at.span.first.line
            yield Edit(one.kind, line, clause, declaration, cast(ast.Declaration, changed), policy)


Rebuild = Callable[[ast.Tree], ast.Tree]


@frozen(eq=False)
class _Walk:
    names: Neighbours
    or_less: bool

    def below(self, node: ast.Tree, rebuild: Rebuild, clause: str | None) -> Iterator[tuple[Rewrite, ast.Tree, str | None]]:
        """Yield the changes of a node and of all that is below it, each with the whole that it leads to and where it stands."""
        if isinstance(node, _LEFT) or getattr(node, "key", None) in _LEFT_ITEMS:
            return
        written = getattr(node, "clause", None)
        clause = written.clause if isinstance(written, ast.Clause) else clause
        for one in (*rewrites(node, self.names, self.or_less), *rows_rewritten(node)):
            yield one, rebuild(one.new), clause
        if isinstance(node, ast.Reading):
            return
        for attribute, value in ast.parts(node):
            parts = value if isinstance(value, tuple) else (value,)
            for place, part in enumerate(parts):
                if isinstance(part, ast.Tree):
                    inside = _replacing(node, attribute.name, place if isinstance(value, tuple) else None, rebuild)
                    yield from self.below(part, inside, clause)


def _replacing(node: ast.Tree, name: str, place: int | None, rebuild: Rebuild) -> Rebuild:
    """Return what puts another part in the place of one, a field of a node or one of several in it, and rebuilds the whole."""

    def put(new: ast.Tree) -> ast.Tree:
        fields: dict[str, Any] = {name: new if place is None else replaced(getattr(node, name), place, new)}
        return rebuild(evolve(node, **fields))

    return put


# --- what an edited policy is -----------------------------------------------------------------------------------------


@frozen
class Built:
    """What becomes of an edit: the policy, lowered, and what checking says of it that it did not say before.

    `digest` says what is asked: two edits with the same one are the same. There is none where the edit is refused.
    """

    lowered: Lowered | None
    diagnostics: tuple[Diagnostic, ...]
    digest: str | None


class Workshop:
    """Makes policies of edits, without their scenarios but with all that these ask for."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._asking = _asking(policy.checked)
        checked = self._checked(policy.checked.tree.declarations)
        self._said = Counter(map(_said, _refusing(checked)))
        self.original = lower(checked)
        self.digest = program_digest(self.original)

    def build(self, edit: Edit) -> Built:
        """Return what becomes of an edit; refused is one that checking or lowering says something new of."""
        declarations = (edit.changed if one is edit.declaration else one for one in self._policy.checked.tree.declarations)
        checked = self._checked(declarations)
        new = Counter(map(_said, _refusing(checked))) - self._said
        if new:
            return Built(None, tuple(one for one in _refusing(checked) if _said(one) in new), None)
        try:
            lowered = lower(checked)
        except PolicyError as error:
            return Built(None, error.diagnostics, None)
        return Built(lowered, (), program_digest(lowered))

    def _checked(self, declarations: Iterable[ast.Declaration]) -> CheckedPolicy:
        policy = self._policy.checked
        kept = tuple(one for one in declarations if not isinstance(one, ast.Scenario | ast.Property))
        tree = ast.File((*kept, *self._asking), span=policy.tree.span)
        return check(policy.source, tree, None, policy.used)


def _asking(policy: CheckedPolicy) -> tuple[ast.Scenario, ...]:
    """Return one scenario that asks for all values that any of them asks for; none where none does."""
    asked: dict[str, ast.ScenarioLine] = {}
    days = [line for scenario in policy.all(ast.Scenario) for line in scenario.lines if getattr(line, "key", None) == "date"]
    for scenario in policy.all(ast.Scenario):
        for line in scenario.lines:
            if isinstance(line, ast.EachRow | ast.ExpectDefinition):
                value = line.value if isinstance(line, ast.ExpectDefinition) else line.rows[0].value
                asked.setdefault(named(line.target), ast.ExpectDefinition(line.target, value, span=line.span))
    return (ast.Scenario(None, (days[0], *asked.values()), span=days[0].span),) if asked else ()


def _refusing(checked: CheckedPolicy) -> tuple[Diagnostic, ...]:
    """Return what is said of a policy, but for what is no longer used: that is what becomes of an edit that drops something."""
    return tuple(one for one in checked.diagnostics if not one.code.endswith("-unused") or one.severity is Severity.ERROR)


def _said(diagnostic: Diagnostic) -> tuple[str, tuple[tuple[str, str], ...]]:
    return diagnostic.code, tuple(sorted((key, str(value)) for key, value in diagnostic.arguments.items()))


# --- what is asked ----------------------------------------------------------------------------------------------------


def outcomes(outline: Outline) -> Mapping[Point, tuple[int, ...]]:
    """Return the nodes of all that is decided about an enterprise and that a scenario can expect."""
    found: dict[Point, tuple[int, ...]] = {}
    for award in outline.entitlements:
        found[Point(Kind.VERDICT, award.name)] = (award.verdict,)
        if award.amount is not None:
            indicative = () if award.amount.indicative is None else (award.amount.indicative,)
            found[Point(Kind.AMOUNT, award.name)] = (award.amount.node, *indicative)
    for tier in outline.tiers:
        if tier.held is not None:
            found[Point(Kind.HELD, tier.name)] = (tier.held.node,)
        if tier.criteria is not None:
            found[Point(Kind.QUALIFIES, tier.name)] = (tier.criteria.node,)
    found.update((Point(Kind.DETERMINED, name), (node,)) for name, node in nodes(outline).items())
    if outline.total is not None:
        found[Point(Kind.TOTAL)] = (outline.total.node,)
    return found


def program_digest(lowered: Lowered) -> str:
    """Return what tells a policy from others that decide otherwise: the ids of all that is decided, and its constant inputs."""
    program, at = lowered.program, outcomes(lowered.outline)
    asked = [[one.kind, one.name, *(program.ids[node] for node in nodes)] for one, nodes in at.items()]
    rests_on = _inputs(program, {node for nodes in at.values() for node in nodes})
    published = [_published(one) for one in program.parameters if one.name in rests_on]
    taken = [[one.name, one.default] for one in program.readings if one.name in rests_on]
    relations = [program.ids[one.node] for one in program.relations]
    return sha256(json.dumps([asked, published, taken, relations], ensure_ascii=False, default=str).encode()).hexdigest()


def _inputs(program: Program, asked: set[int]) -> set[str]:
    """Return the names of the parameters and readings that nodes rest on."""
    waiting = [program.nodes[index] for index in resting(program.nodes, asked)]
    found: set[str] = set()
    while waiting:
        node = waiting.pop()
        waiting.extend(() if node.body is None else node.body.nodes)
        if node.op in (Op.PARAMETER, Op.READING):
            found.add(cast(str, node.data))
    return found


def _published(parameter: ParameterSpec) -> list[object]:
    """Return what a parameter is from which day on; what is published as it was before changes nothing."""
    pairs = zip((None, *parameter.values), parameter.values, strict=False)
    steps = [one for before, one in pairs if before is None or before[1] != one[1]]
    return [parameter.name, *steps, parameter.complete_to, parameter.low, parameter.high]
