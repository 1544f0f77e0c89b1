"""Where a policy asks something: every written occurrence of a condition or a value, with a name that stays.

In: a policy. Out: `Written`, the occurrences in the order of the text, each with the places of the program where it is asked.
What is shared per definition counts once, and so does a function that is used in several places: there it is asked in several
places, and written in one. What belongs to another policy is asked here and written there, and is not gone into.

An occurrence is named by its declaration and the labels on the way to it, so that laying a text out differently changes no
name. Knows no answers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from attrs import define, field, frozen

from policyrules.core.outline import Outline, ScoreSpec, Site, SiteKind
from policyrules.core.program import Node, Op
from policyrules.policy import Policy
from policyrules.syntax import ast
from policyrules.values.answers import Truth
from policyrules.values.types import Type

#: What stands for something that is asked where it is declared.
NAMED = frozenset({SiteKind.DEFINITION, SiteKind.TIER, SiteKind.CRITERIA, SiteKind.SCORE, SiteKind.ENTITLED})

#: A declaration of something that is asked.
Declared = (
    ast.Define | ast.Tier | ast.Target | ast.Measure | ast.Entitlement | ast.Duty | ast.Score | ast.ScoreGroup | ast.Indicator
)


@frozen(eq=False)
class Frame:
    """The nodes of the program, or of the body of the quantifier `each` in the frame around it."""

    nodes: tuple[Node, ...]
    outer: "Frame | None" = None
    each: int = -1
    _inner: dict[int, "Frame"] = field(factory=dict, init=False, repr=False)

    def source(self, index: int) -> "tuple[Frame, int]":
        """Return where a node is really asked: what a body brings in from outside stands around it."""
        frame, node = self, self.nodes[index]
        while node.op is Op.OUTER and frame.outer is not None:
            frame, index = frame.outer, cast(int, node.data)
            node = frame.nodes[index]
        return frame, index

    def inside(self, index: int) -> "Frame":
        """Return the body of the quantifier at `index`, always the same one."""
        if index not in self._inner:
            body = self.nodes[index].body
            assert body is not None
            self._inner[index] = Frame(body.nodes, self, index)
        return self._inner[index]

    @property
    def way(self) -> tuple[int, ...]:
        """The quantifiers on the way here from the program, each by its index in what is around it."""
        return () if self.outer is None else (*self.outer.way, self.each)


#: That a node has an answer.
Wanted = tuple[Frame, int, Truth]


@frozen(eq=False)
class Owner:
    """The declaration in which something is written; the policy itself for what stands in its head."""

    kind: str
    name: str
    clause: str
    line: int

    @property
    def path(self) -> str:
        return f"{self.kind}:{self.name}"


@frozen(eq=False)
class Place:
    """Where an occurrence is asked."""

    frame: Frame
    site: Site

    @property
    def source(self) -> tuple[Frame, int]:
        return self.frame.source(self.site.node)

    @property
    def node(self) -> Node:
        frame, index = self.source
        return frame.nodes[index]


@frozen(eq=False)
class Occurrence:
    """What is written in one place of the text; all its `places` ask the same, of other records or with other arguments.

    `under` is the occurrence that it is a part of, within one declaration.
    """

    id: str
    owner: Owner
    clause: str
    line: int
    text: str
    label: str | None
    type: Type
    under: "Occurrence | None"
    places: list[Place] = field(factory=list, init=False, repr=False)

    @property
    def site(self) -> Site:
        return self.places[0].site

    @property
    def is_whole(self) -> bool:
        """Say whether it is all that its declaration asks, or all that this stands for."""
        under = self.under
        while under is not None and under.site.kind in NAMED:
            under = under.under
        return under is None

    @property
    def name(self) -> str:
        """What a reader finds in the line: the label and what stands after it."""
        return self.text if self.label is None or self.site.kind is SiteKind.WINDOW else self.label


@frozen(eq=False)
class Written:
    """The occurrences of a policy by their names, which one stands in which place, and what each line belongs to.

    `decided` are the occurrences that an outcome is, whole.
    """

    root: Frame
    occurrences: Mapping[str, Occurrence]
    at: Mapping[tuple[Frame, Site], Occurrence]
    owners: Sequence[Owner]
    decided: frozenset[Occurrence]


@frozen
class Root:
    """Something that is decided: its site, and the frame in which that stands."""

    site: Site
    frame: Frame
    what: str


def written(policy: Policy) -> Written:
    """Return everything that a policy asks, as far as it is written in it."""
    root = Frame(policy.program.nodes)
    walk = _Walk(root, _owners(policy))
    decided = list(roots(policy.outline, root))
    for one in decided:
        walk.visit(one)
    ordered = sorted(walk.occurrences.items(), key=lambda pair: pair[1].line)
    whole = frozenset(walk.at[one.frame, one.site] for one in decided if one.what not in ("amount", "points"))
    return Written(root, dict(ordered), walk.at, walk.owners, whole)


def roots(outline: Outline, frame: Frame) -> Iterator[Root]:
    """Yield the sites of all that a policy decides: what its outcomes rest on is below them.

    Duties that concern everybody ask nothing. The time in which a policy is in force is asked for by what it gives and by its
    duties, and by nothing else.
    """
    duties = [duty for duty in outline.duties if depends(frame, duty.applies)]
    if outline.in_force_site is not None and (outline.entitlements or duties):
        yield Root(outline.in_force_site, frame, "in_force")
    for tier in outline.tiers:
        yield from (
            Root(site, frame, what) for site, what in ((tier.held, "held"), (tier.criteria, "criteria")) if site is not None
        )
    for promise in outline.entitlements:
        yield Root(promise.site, frame, "given")
        for site in promise.amount.sites if promise.amount else ():
            yield Root(site, frame, "amount")
        records = promise.amount.records if promise.amount else None
        if records is not None:
            yield from (Root(site, frame.inside(records.node), "amount") for site in records.sites)
    for determined in outline.determinations:
        yield Root(determined.site, frame, "determined")
    for score in outline.scores:
        yield from (Root(site, frame, "points") for site in _points(score))
    for duty in duties:
        if duty.site is not None:
            yield Root(duty.site, frame, "concerns")
    for target in outline.targets:
        if target.site is not None:
            yield Root(target.site, frame, "counts")


def depends(frame: Frame, index: int) -> bool:
    """Say whether a node of the program depends on any fact: what depends on none is the same for every enterprise."""
    waiting, seen = [index], set[int]()
    while waiting:
        at = waiting.pop()
        if frame.nodes[at].op is Op.FACT:
            return True
        if at not in seen:
            seen.add(at)
            waiting.extend(frame.nodes[at].args)
    return False


def _points(score: ScoreSpec) -> Iterator[Site]:
    if score.points is not None:
        yield score.points
    for part in score.parts:
        yield from _points(part)


@define(eq=False)
class _Walk:
    """Names what is written, from the roots down; what was named once is not gone into again."""

    root: Frame
    owners: "Sequence[Owner]"
    occurrences: dict[str, Occurrence] = field(factory=dict)
    at: dict[tuple[Frame, Site], Occurrence] = field(factory=dict)

    def visit(self, root: Root) -> None:
        """Name what is written at and under a root. Definitions may stand on one another in chains of any length."""
        waiting: list[tuple[Frame, Site, Occurrence | None, str]] = [(root.frame, root.site, None, root.what)]
        while waiting:
            frame, site, above, step = waiting.pop()
            if (frame, site) in self.at:
                continue
            occurrence = self._named(frame, site, above, step)
            self.at[frame, site] = occurrence
            occurrence.places.append(Place(frame, site))
            if site.policy is None:
                inner = inside(frame, site)
                below = zip(site.children, _steps(site, self.owners), strict=True)
                waiting.extend((inner, child, occurrence, one) for child, one in reversed(list(below)))

    def _named(self, frame: Frame, site: Site, above: Occurrence | None, step: str) -> Occurrence:
        owner = self.owners[min(site.line, len(self.owners) - 1)]
        under = above if above is not None and above.owner is owner else None
        path = f"{owner.path if under is None else under.id}/{step}"
        home, index = frame.source(site.node)
        number, name = 1, path
        while (known := self.occurrences.get(name)) is not None and not _is_same(known, site, under):
            number += 1
            name = f"{path}~{number}"
        if known is None:
            clause = site.clause if under is None and site.clause and site.kind not in NAMED else owner.clause
            type_ = home.nodes[index].type
            known = Occurrence(name, owner, clause, site.line, site.text, site.label, type_, under)
            self.occurrences[name] = known
        return known


def _is_same(known: Occurrence, site: Site, under: Occurrence | None) -> bool:
    """Say whether a site is what is known by its name: a whole declaration, or the same words in the same line."""
    return known.line == site.line and (under is None or known.text == site.text)


def inside(frame: Frame, site: Site) -> Frame:
    """Return the frame in which the children of a site stand."""
    home, index = frame.source(site.node)
    return home.inside(index) if site.kind is SiteKind.EACH and home.nodes[index].op is Op.EACH else frame


def _steps(site: Site, owners: Sequence[Owner]) -> Iterator[str]:
    """Yield what the children of a site are called among each other: their labels, or what they are and which of those.

    What belongs to another declaration has its own names, and is not counted.
    """
    if site.kind is SiteKind.ENTITLED:
        yield from ("given" for _ in site.children)
        return
    if site.exceptions:
        yield "default"
        yield from (f"{spec.name}.{part}" for spec in site.exceptions for part in ("when", "then"))
        return
    counted: Counter[tuple[str, Owner]] = Counter()
    for child in site.children:
        owner = owners[min(child.line, len(owners) - 1)]
        name = child.kind.value if child.label is None else child.label
        counted[name, owner] += 1
        number = counted[name, owner]
        yield name if number == 1 else f"{name}.{number}"


# --- declarations ---------------------------------------------------------------------------------------------------------


def _owners(policy: Policy) -> Sequence[Owner]:
    """Return for each line of the text in which declaration it stands, the innermost one; the first entry is of no line."""
    head = policy.checked.head
    of_policy = Owner("policy", head.name.name, "", head.span.first.line)
    owners = [of_policy] * (policy.checked.source.text.count("\n") + 3)
    for declaration, clause, name in declarations(policy):
        owner = Owner(type(declaration).__name__.lower(), name, clause, declaration.span.first.line)
        last = min(declaration.span.last.line, len(owners) - 1)
        owners[declaration.span.first.line : last + 1] = [owner] * (last + 1 - declaration.span.first.line)
    return owners


def declarations(policy: Policy) -> Iterator[tuple[Declared, str, str]]:
    """Yield the declarations with their clauses and their names, what is inside another after it."""
    for declaration in policy.checked.tree.declarations:
        if isinstance(declaration, Declared):
            yield from _with_inner(declaration, "", "")


def _with_inner(declaration: Declared, clause: str, above: str) -> Iterator[tuple[Declared, str, str]]:
    clause = declaration.clause.clause if declaration.clause else clause
    name = f"{above}{declaration.name.name}"
    yield declaration, clause, name
    match declaration:
        case ast.Measure():
            inner: Sequence[ast.Tree] = declaration.items
        case ast.Score() | ast.ScoreGroup():
            inner = declaration.parts
        case _:
            inner = ()
    for one in inner:
        if isinstance(one, Declared):
            yield from _with_inner(one, clause, f"{name}.")
