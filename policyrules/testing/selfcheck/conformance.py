"""The conformance cases: what every implementation of the language has to answer, as data.

In: the folder of the cases, and what prepares programs. Out: `ConformanceCase`s, and what differs of each: what was expected
and what came out. The format is told in `docs/testing/conformance.md`. Knows no backend by name.

A case is about a policy that stands beside it, or about one operator, of which a program is made here that asks nothing else.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from attrs import field, frozen

from policyrules import api, resources
from policyrules.backends.registry import Evaluate
from policyrules.core.case import Answers, Case, Evaluated
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.program import Body, Comparator, Data, Exceptions, FactSpec, Node, Op, Program, Quantifier
from policyrules.diagnostics import FactsError
from policyrules.explain.decision import Decision
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.explain.outcome import Outcome
from policyrules.explain.tiers import TierStatus
from policyrules.policy import Policy
from policyrules.values.answers import Answer, Interval, Records, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.canonical import canonical
from policyrules.values.quantity import decimal_text
from policyrules.values.types import Field, ListType, RecordType, Scalar

Prepare = Callable[[Program], Evaluate]

Json = Mapping[str, Any]


@frozen(eq=False)
class ConformanceCase:
    """A case: its file without the ending, its name, and what stands there; `policy` is `None` for one about an operator."""

    file: str
    name: str
    data: Json = field(repr=False)
    policy: Path | None = field(default=None, repr=False)
    operator: str | None = None


def conformance_cases(folder: Path | None = None) -> tuple[ConformanceCase, ...]:
    """Return the cases of a folder, by default those that ship, file by file."""
    folder = folder or resources.conformance_folder()
    found: list[ConformanceCase] = []
    for path in sorted(folder.glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        for case in table["cases"]:
            data = {"on": table.get("on"), **case}
            found.append(ConformanceCase(path.stem, case["name"], data, folder / table["policy"]))
    for path in sorted((folder / "operators").glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        found += [ConformanceCase(path.stem, case["name"], case, operator=table["operator"]) for case in table["cases"]]
    return tuple(found)


def differing(case: ConformanceCase, prepare: Prepare) -> tuple[tuple[str, object, object], ...]:
    """Return what comes out otherwise of a case: of what, what was expected, and what was found."""
    try:
        expected, found = (_of_operator if case.policy is None else _of_policy)(case, prepare)
    except Exception as error:  # whatever a backend does wrong is what is looked for
        return (("answers", "answers", f"{type(error).__name__}: {error}"[:200]),)
    return tuple((key, expected[key], found.get(key)) for key in expected if expected[key] != found.get(key))


# --- policies ---------------------------------------------------------------------------------------------------------


@cache
def policy_of(path: Path) -> Policy:
    """Return the policy of a case, which is built once."""
    return api.load(path)


def decision_of(case: ConformanceCase, prepare: Prepare) -> Decision:
    """Decide about a case. Raises `FactsError` for facts that are refused."""
    assert case.policy is not None
    policy = policy_of(case.policy)
    evaluate = prepare(policy.program)
    asked = read_case(policy.program, case.data["facts"], date.fromisoformat(case.data["on"]), case.data.get("readings"))
    answers = evaluate(asked)
    broken = broken_relations(policy.program, answers)
    if broken:
        raise FactsError(broken)
    return Decision.of(policy.outline, policy.program, Evaluated(asked, answers), evaluate)


def _of_policy(case: ConformanceCase, prepare: Prepare) -> tuple[Json, Json]:
    data = case.data
    try:
        decision = decision_of(case, prepare)
    except FactsError as error:
        return {"refused": data.get("refused")}, {"refused": sorted({one.code for one in error.diagnostics})}
    expected, found = {"refused": data.get("refused")}, {"refused": None}
    for key, tell in _TOLD.items():
        for name, wanted in data.get(key, {}).items():
            expected[f"{key}.{name}"], found[f"{key}.{name}"] = _ordered(key, wanted), tell(decision, name)
    if "total" in data:
        expected["total"], found["total"] = data["total"], None if decision.total is None else _number(decision.total.interval)
    return expected, found


def _ordered(key: str, wanted: Any) -> Any:
    """Return what is expected; what is listed in any order, in that of its letters."""
    return sorted(wanted) if key in ("missing", "causes") else wanted


def _tier(decision: Decision, name: str) -> TierStatus:
    return next(tier for tier in decision.tiers if tier.spec.name == name)


_HELD = {Truth.T: "held", Truth.F: "not_held", Truth.U: "undetermined"}
_MET = {Truth.T: "qualifies", Truth.F: "does_not_qualify", Truth.U: "undetermined", None: None}


def _given(outcome: Outcome) -> str | None:
    """Return the amount or the rate that a decision shows, the indicative one while the other is not known."""
    assert outcome.amount is not None
    value = outcome.amount.indicative if outcome.amount.value is None else outcome.amount.value
    return None if value is None else decimal_text(value)


def _number(interval: Interval) -> Any:
    if interval.point is not None:
        return decimal_text(interval.point)
    return [None if end is None else decimal_text(end) for end in (interval.low, interval.high)]


def _value(decision: Decision, name: str) -> Any:
    answer = decision.answers.values[dict(decision.outline.asked)[name]]
    match answer:
        case Interval():
            return _number(answer)
        case Symbol(value):
            return {"text": value}
        case _:
            return canonical(answer)


def _causes(why: WhyOpen) -> list[str]:
    return sorted(f"{cause.kind.value} {cause.subject}" for cause in why.causes)


#: What a case says of the parts of a decision, by its key.
_TOLD: Mapping[str, Callable[[Decision, str], Any]] = MappingProxyType(
    {
        "verdicts": lambda decision, name: str(decision[name].verdict),
        "amounts": lambda decision, name: _given(decision[name]),
        "rates": lambda decision, name: _given(decision[name]),
        "ranges": lambda decision, name: _number(cast(Any, decision[name].amount).interval),
        "statuses": lambda decision, name: cast(Any, decision[name].amount).status.value,
        "missing": lambda decision, name: sorted(decision[name].missing),
        "causes": lambda decision, name: _causes(decision[name].open),
        "tiers": lambda decision, name: _HELD[_tier(decision, name).held],
        "criteria": lambda decision, name: _MET[_tier(decision, name).qualifies],
        "values": _value,
    }
)

#: The keys under which a case of a policy says what it expects.
EXPECTED = (*_TOLD, "total", "refused")


# --- operators --------------------------------------------------------------------------------------------------------

#: What the records of a question about records hold.
RECORD = RecordType("record", (Field("counts", Scalar.BOOL), Field("value", Scalar.MONEY), Field("day", Scalar.DATE)))

_LIST = ListType(RECORD)


def _of_operator(case: ConformanceCase, prepare: Prepare) -> tuple[Json, Json]:
    data, program = case.data, program_of(cast(str, case.operator), case.data)
    answers = prepare(program)(operator_case(program, data))
    why = why_open(program, answers, len(program.nodes) - 1)
    causes = [f"{cause.kind.value} {cause.subject}" for cause in why.causes]
    return {"answer": answer(data["answer"]), "causes": data.get("causes", [])}, {
        "answer": answers.values[-1],
        "causes": causes,
    }


def number(written: str) -> Fraction:
    """Read a number, or a date as the number of its day."""
    return Fraction(date.fromisoformat(written).toordinal()) if written.count("-") == 2 else Fraction(written)


def answer(written: Any) -> Answer:
    """Read an answer: T, F or U; a number, a date or the two ends of an interval (null is infinity); `{"text": …}`."""
    match written:
        case "T" | "F" | "U":
            return Truth[written]
        case str():
            return point(number(written))
        case [low, high]:
            return Interval(low and number(low), high and number(high))
        case {"text": text}:
            return Symbol(text)
        case _:
            raise ValueError(written)


def _type(written: Any) -> Scalar:
    is_day = any(str(end).count("-") == 2 for end in (written if isinstance(written, list) else [written]))
    scalars = {Truth: Scalar.BOOL, Symbol: Scalar.TEXT, Interval: Scalar.DATE if is_day else Scalar.NUMBER}
    return scalars[cast(Any, type(answer(written)))]


def _said(operator: str, case: Json) -> Data:
    """Return what an operator says besides its arguments."""
    written: Any = case.get("data")
    match operator:
        case "band":
            cuts = tuple((Fraction(cut), above) for cut, above in written["cuts"])
            return Bands(cuts, tuple(written["places"]), written.get("whole", False))
        case "starts":
            return tuple((first, last) for first, last in written)
        case "exceptions":
            return Exceptions(tuple(str(place) for place, _ in enumerate(written, 1)), tuple(map(tuple, written)))
        case "compare":
            return Comparator(written)
        case _ if operator in tuple(Quantifier) and "records" in case:
            return Quantifier(operator), written or 0
        case _:
            return cast(Data, written)


def program_of(operator: str, case: Json) -> Program:
    """Return the program that asks one question of the facts a, b, c, … that are given."""
    types = [_type(written) for written in case["given"]]
    specs = [FactSpec(name, type_) for name, type_ in zip("abcdefg", types, strict=False)]
    nodes = [Node(Op.FACT, (), spec.type, spec.name) for spec in specs]
    args, body, op = tuple(range(len(nodes))), None, None
    if "records" in case:
        specs.append(FactSpec("records", _LIST))
        nodes.append(Node(Op.FACT, (), _LIST, "records"))
        args, body, op = (len(nodes) - 1, *args), _body(Quantifier(operator)), Op.EACH
    if "step" in case:
        nodes.append(Node(Op.LITERAL, (), Scalar.NUMBER, answer(case["step"])))
        args = (0, 1)
    nodes.append(Node(op or Op(operator), args, _type(case["answer"]), _said(operator, case), body))
    return Program(tuple(nodes), tuple(map(str, range(len(nodes)))), tuple(specs), (), ())


def _body(kind: Quantifier) -> Body:
    """Ask of each record whether it counts and, where the quantifier needs them, for its value and its day."""
    fields = tuple(Node(Op.FIELD, (), one.type, (0, one.name)) for one in RECORD.fields)
    sums = kind in (Quantifier.SUM, Quantifier.SUM_PER_YEAR, Quantifier.MAX, Quantifier.MIN)
    return Body(fields, 0, 1 if sums else None, RECORD, 2 if kind is Quantifier.SUM_PER_YEAR else None)


def operator_case(program: Program, case: Json) -> Case:
    """Return the facts that are given to an operator."""
    facts: dict[str, Answer] = {spec.name: answer(given) for spec, given in zip(program.facts, case["given"], strict=False)}
    if "records" in case:
        facts["records"] = Records(None if case["records"] is None else tuple(_rows(case["records"])))
    return Case(facts, date(2023, 1, 1), {})


def _rows(written: list[Any]) -> Iterator[Mapping[str, Answer]]:
    names = [one.name for one in RECORD.fields]
    for row in written:
        yield dict(zip(names, map(answer, row), strict=True))


def asked(case: ConformanceCase, prepare: Prepare) -> tuple[Program, Answers]:
    """Return what a case asks, and what is answered, of those that are not refused."""
    if case.policy is None:
        program = program_of(cast(str, case.operator), case.data)
        return program, prepare(program)(operator_case(program, case.data))
    decision = decision_of(case, prepare)
    return decision.program, decision.answers
