"""Every operator answers as the cases under `operators` say: what is given, what is answered, and what keeps it open."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from policyrules.backends.reference import evaluate
from policyrules.core.case import Case
from policyrules.core.program import Body, Data, Exceptions, FactSpec, Node, Op, Program, Quantifier
from policyrules.explain.missing import why_open
from policyrules.values.answers import Answer, Interval, Records, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import Field, ListType, RecordType, Scalar

FILES = sorted((Path(__file__).parent / "operators").glob("*.json"))
RECORD = RecordType("record", (Field("counts", Scalar.BOOL), Field("value", Scalar.MONEY), Field("day", Scalar.DATE)))


def number(written: str) -> Fraction:
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
            raise AssertionError(written)


def type_of(written: Any) -> Scalar:
    is_day = any(str(end).count("-") == 2 for end in (written if isinstance(written, list) else [written]))
    scalars = {Truth: Scalar.BOOL, Symbol: Scalar.TEXT, Interval: Scalar.DATE if is_day else Scalar.NUMBER}
    return scalars[type(answer(written))]  # type: ignore[index]


def data(operator: str, case: dict[str, Any]) -> Data:
    written = case.get("data")
    match operator:
        case "band":
            cuts = tuple((Fraction(cut), above) for cut, above in written["cuts"])
            return Bands(cuts, tuple(written["places"]), written.get("whole", False))
        case "starts":
            return tuple((first, last) for first, last in written)
        case "exceptions":
            names = tuple(str(place) for place, _ in enumerate(written, 1))
            return Exceptions(names, tuple(map(tuple, written)))
        case "sum_per_year":
            return Quantifier.SUM_PER_YEAR, 0
        case _:
            return written  # type: ignore[no-any-return]


def program(operator: str, case: dict[str, Any]) -> Program:
    """Return the program that asks one question of the facts a, b, c, … that are given."""
    types = [type_of(written) for written in case["given"]]
    specs = [FactSpec(name, type_) for name, type_ in zip("abcdefg", types, strict=False)]
    nodes = [Node(Op.FACT, (), spec.type, spec.name) for spec in specs]
    args, body = tuple(range(len(nodes))), None
    if operator == "sum_per_year":
        specs.append(FactSpec("records", ListType(RECORD)))
        nodes.append(Node(Op.FACT, (), ListType(RECORD), "records"))
        fields = tuple(Node(Op.FIELD, (), field.type, (0, field.name)) for field in RECORD.fields)
        args, body = (1, 0), Body(fields, 0, 1, RECORD, 2)
    if "step" in case:
        nodes.append(Node(Op.LITERAL, (), Scalar.NUMBER, answer(case["step"])))
        args = (0, 1)
    type_ = type_of(case["answer"])
    op = Op.EACH if operator == "sum_per_year" else Op(operator)
    nodes.append(Node(op, args, type_, data(operator, case), body))
    return Program(tuple(nodes), tuple(map(str, range(len(nodes)))), tuple(specs), (), ())


def cases() -> list[Any]:
    found = []
    for path in FILES:
        table = json.loads(path.read_text(encoding="utf-8"))
        found += [pytest.param(table["operator"], case, id=f"{path.stem}: {case['name']}") for case in table["cases"]]
    return found


@pytest.mark.parametrize(("operator", "case"), cases())
def test_the_case_holds(operator: str, case: dict[str, Any]) -> None:
    asked = program(operator, case)
    facts: dict[str, Answer] = {spec.name: answer(given) for spec, given in zip(asked.facts, case["given"], strict=False)}
    if "records" in case:
        names = [field.name for field in RECORD.fields]
        rows = case["records"] and [dict(zip(names, map(answer, row), strict=True)) for row in case["records"]]
        facts["records"] = Records(None if rows is None else tuple(rows))
    answers = evaluate(asked, Case(facts, date(2023, 1, 1), {}))
    assert answers.values[-1] == answer(case["answer"])
    why = why_open(asked, answers, len(asked.nodes) - 1)
    assert [f"{cause.kind.value} {cause.subject}" for cause in why.causes] == case.get("causes", [])


def test_there_are_cases_of_every_operator_that_they_are_about() -> None:
    assert {json.loads(path.read_text(encoding="utf-8"))["operator"] for path in FILES} == {path.stem for path in FILES}
    assert len(cases()) >= 90
