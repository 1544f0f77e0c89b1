"""What is true of every outline that lowering makes: all that it refers to stands in the program, and is of the right kind.

In: a program and its outline. Out: nothing, or an `AssertionError` that says what refers to nothing: an error of ours, never of
a policy. Linear in the outline.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, cast, get_args, get_type_hints

import attrs
from attrs import define, field, frozen

from policyrules.core.outline import (
    AmountSpec,
    AmountStep,
    AwardSpec,
    Change,
    DeterminationSpec,
    DutySpec,
    EntitlementSpec,
    ExceptionSpec,
    KeySpec,
    Lowered,
    RecordSteps,
    RowSpec,
    RuleSpec,
    ScoreSpec,
    Site,
    SiteKind,
    StageSpec,
    TableSpec,
    TargetSpec,
    TierSpec,
    TotalSpec,
    Window,
)
from policyrules.core.program import Node, Op
from policyrules.values.types import INDEXES, Scalar, Type, is_numeric

Kind = Callable[[Type], bool]


def _truth(type_: Type) -> bool:
    return type_ is Scalar.BOOL


def _date(type_: Type) -> bool:
    return type_ is Scalar.DATE


def _index(type_: Type) -> bool:
    return type_ in INDEXES.values()


def _any(type_: Type) -> bool:
    return True


#: Which fields refer to nodes, and of what kind these are. `None` refers to nothing.
FIELDS: Mapping[type, Mapping[str, Kind]] = MappingProxyType(
    {
        Site: {"node": _any, "period": _index},
        KeySpec: {"node": _any},
        RowSpec: {"value": _any, "guard": _truth},
        ExceptionSpec: {"guard": _truth, "value": _any},
        Window: {"node": _truth, "first": _date, "last": _date},
        TierSpec: {"expires": _date},
        ScoreSpec: {"node": is_numeric},
        AmountSpec: {
            "node": is_numeric,
            "payable": is_numeric,
            "indicative": is_numeric,
            "compared": is_numeric,
            "within": _truth,
        },
        AmountStep: {"node": is_numeric, "operand": is_numeric, "year": is_numeric},
        RecordSteps: {"node": is_numeric, "apart": _truth},
        StageSpec: {"node": is_numeric},
        EntitlementSpec: {"verdict": _truth},
        AwardSpec: {"amount": is_numeric, "payable": is_numeric},
        RuleSpec: {"node": is_numeric, "before": is_numeric, "whole": is_numeric, "operand": is_numeric},
        TotalSpec: {"node": is_numeric},
        DutySpec: {"applies": _truth},
        TargetSpec: {"counts": _truth},
        DeterminationSpec: {"node": _any},
        Change: {"period": _index},
    }
)


def check_references(lowered: Lowered) -> None:
    """Raise `AssertionError` where the outline is not what lowering promises."""
    root = _Around(lowered.program.nodes)
    for name, node in lowered.outline.asked:
        assert 0 <= node < len(root.nodes), f"what scenarios ask for as {name} is no node"
    _Walk(frozenset(document.name for document in lowered.outline.used)).check(lowered.outline, root)


@frozen(eq=False)
class _Around:
    """The nodes that what is written in one place can refer to; those of a body bring in some of those `outer`."""

    nodes: tuple[Node, ...]
    outer: "_Around | None" = None

    def source(self, index: int) -> "tuple[_Around, int]":
        """Return where a node is really asked."""
        around, node = self, self.nodes[index]
        while node.op is Op.OUTER and around.outer is not None:
            around, index = around.outer, cast(int, node.data)
            node = around.nodes[index]
        return around, index


@define
class _Walk:
    """Goes through an outline; what stands in several places is gone through once among the same nodes.

    `documents` are the policies that it may name beside its own.
    """

    documents: frozenset[str]
    inner: "dict[tuple[_Around, int], _Around]" = field(factory=dict)
    seen: set[tuple[int, "_Around"]] = field(factory=set)

    def check(self, whole: object, root: _Around) -> None:
        waiting: list[tuple[Any, _Around]] = [(whole, root)]
        while waiting:
            one, around = waiting.pop()
            this = id(one), around
            if this in self.seen:
                continue
            self.seen.add(this)
            _check_fields(one, around)
            within = around
            if type(one) is Site:
                within = self.site(one, around)
            elif type(one) is RecordSteps:
                within = self.body(one, around)
            for name in _known_parts.get(type(one)) or _parts(type(one)):
                part = getattr(one, name)
                if part:  # most have none
                    of = within if name in _OF_RECORDS else around
                    if type(part) is tuple:
                        waiting += [(each, of) for each in part if each is not None]
                    else:
                        waiting.append((part, of))

    def site(self, one: Site, around: _Around) -> _Around:
        """Check what only sites say, and return what their parts can refer to."""
        assert one.policy is None or one.policy in self.documents, f"a policy that is not used is named: {one}"
        if one.table is not None:
            _check_rows(one, one.table)
        if one.kind is SiteKind.EXCEPTIONS:
            _check_exceptions(one, around)
        return self.body(one, around) if one.kind is SiteKind.EACH else around

    def body(self, one: Site | RecordSteps, around: _Around) -> _Around:
        """Return what the parts of a question about records can refer to."""
        home, index = around.source(one.node)
        body = home.nodes[index].body
        assert body is not None, f"what is asked of each record has no body: {one}"
        return self.inner.setdefault((home, index), _Around(body.nodes, home))


def _check_fields(one: object, around: _Around) -> None:
    nodes = around.nodes
    for name, kind in FIELDS.get(type(one), _NONE).items():
        node = getattr(one, name)
        if node is not None:
            assert 0 <= node < len(nodes), f"`{name}` refers to no node: {one}"
            assert kind is _any or kind(nodes[node].type), f"`{name}` refers to a node of the wrong type: {one}"


def _check_exceptions(site: Site, around: _Around) -> None:
    home, index = around.source(site.node)
    count = len(site.exceptions)
    assert home.nodes[index].op is Op.EXCEPTIONS, f"a site of exceptions asks something else: {site}"
    assert len(home.nodes[index].args) == 1 + 2 * count == len(site.children), f"exceptions are missing: {site}"


def _check_rows(site: Site, table: TableSpec) -> None:
    for row in table.rows:
        assert 0 <= row.at < len(site.children), f"a row stands at no child of its table: {row}"
        assert site.children[row.at].node == row.value, f"a row stands at a child that asks something else: {row}"


def _parts(cls: type[Any]) -> tuple[str, ...]:
    """Return the fields of a class that can hold something else of the outline."""
    if cls not in _known_parts:
        hints = get_type_hints(cls)
        _known_parts[cls] = tuple(one.name for one in attrs.fields(cls) if _holds_any(hints[one.name]))
    return _known_parts[cls]


_known_parts: dict[type[Any], tuple[str, ...]] = {}


def _holds_any(hint: object) -> bool:
    is_one = isinstance(hint, type) and hint.__module__ == _OUTLINE and attrs.has(hint)
    return is_one or any(map(_holds_any, get_args(hint)))


_OUTLINE = Site.__module__

#: The parts that belong to the records that something asks about.
_OF_RECORDS = frozenset({"children", "steps", "sites"})

_NONE: Mapping[str, Kind] = MappingProxyType({})
