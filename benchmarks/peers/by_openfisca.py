"""OpenFisca: a variable for each fact, each comparison or indicator, and each verdict; one enterprise, or many as columns.

Money is its `float`, which it keeps in 32 bits: it says so, and the wrong verdicts that come of it are counted. The same with
64 bits is what users make of it who mind. What its documentation advises for many is what it does for one: arrays.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from .peer import Peer, Way
from .rules import (
    GIANT,
    GROWTH,
    GROWTH_GIVEN,
    POINTS,
    SPECIALISED,
    Words,
    comparisons,
    grown,
)

YEAR = period("2024")
ENTERPRISE = build_entity("enterprise", "enterprises", "An enterprise", is_person=True)
MONEY = (
    "revenue",
    "revenue_before",
    "main",
    "main_before",
    "main_earlier",
    "research",
    "research_before",
    "assets",
    "debts",
    "raised",
)
TRUTHS = ("rights_pay", "has_systems", "certified", "well_known", "strong_brand", "key_link")
_WORD = re.compile(r'"[^"]*"|[a-z_]\w*')


class Institute(Enum):
    """The levels of an institute."""

    国家级 = "国家级"
    省级 = "省级"
    市级 = "市级"
    市级以下 = "市级以下"
    未建立 = "未建立"


class Contest(Enum):
    """The lists of the contest."""

    全国五十强 = "全国五十强"
    全国五百强 = "全国五百强"
    未进入 = "未进入"


ENUMS: Mapping[str, type[Enum]] = {"institute": Institute, "contest": Contest}
WORDS = (" & ", " | ", "numpy.where({0}, {1}, {2})")


class Columns(Words):
    """What is put together of columns: the points of an indicator are a variable of their own, where there is one."""

    def points(self, indicator: str) -> str:
        return indicator


def system(growth: Mapping[int, str], leaves: bool, money: type) -> TaxBenefitSystem:
    """Return the criteria as variables, of which every comparison is one, or none."""
    made, told = TaxBenefitSystem([ENTERPRISE]), comparisons(growth)
    for name, value in prepared_types().items():
        made.add_variable(_variable(name, value))
    called = Words(*WORDS, told.__getitem__)
    if leaves:
        for name, text in told.items():
            if name != text:
                made.add_variable(_variable(name, bool, text))
        called = Words(*WORDS, lambda name: name)
    for indicator in POINTS:
        made.add_variable(_variable(indicator, int, called.points(indicator)))
    for name, condition in (("specialised", SPECIALISED), ("giant", GIANT)):
        made.add_variable(_variable(name, bool, Columns(*WORDS, called.called).condition(condition)))
    for variable in made.variables.values():
        if variable.value_type is float:
            variable.dtype = money
    return made


def prepared_types() -> dict[str, type]:
    """Return the facts with their types."""
    names = re.findall(r"[a-z]\w*", " ".join([*comparisons(GROWTH).values(), *comparisons(GROWTH_GIVEN).values()]))
    kinds = dict.fromkeys((*MONEY, "growth_percent"), float) | dict.fromkeys(TRUTHS, bool) | dict(ENUMS)
    return {name: kinds.get(name, int) for name in dict.fromkeys([*names, "other_points"])}


def _variable(name: str, kind: type, text: str | None = None) -> type[Variable]:
    """Return a variable: a fact, or what a formula gives."""
    said: dict[str, Any] = {"value_type": kind, "entity": ENTERPRISE, "definition_period": DateUnit.YEAR, "label": name}
    if issubclass(kind, Enum):
        said |= {"value_type": Enum, "possible_values": kind, "default_value": next(iter(kind))}
    if text is not None:
        said["formula"] = _formula(text)
    return type(name, (Variable,), said)


def _formula(text: str) -> Callable[..., Any]:
    """Return what a text says as a formula, which fetches each variable once."""
    asked = dict.fromkeys(word for word in _WORD.findall(text) if not word.startswith('"') and word not in ("numpy", "where"))
    fetched = "".join(f"    {name} = enterprises({name!r}, period)\n" for name in asked)
    source = f"def formula(enterprises, period):\n{fetched}    return {_WORD.sub(_member, text)}\n"
    found: dict[str, Any] = {"numpy": numpy, **{kind.__name__: kind for kind in ENUMS.values()}}
    exec(source, found)
    formula: Callable[..., Any] = found["formula"]
    return formula


def _member(word: re.Match[str]) -> str:
    """Return a text in quotes as the member that is meant."""
    text = word[0].strip('"')
    return (
        word[0] if text == word[0] else next(f"{kind.__name__}.{text}" for kind in ENUMS.values() if text in kind.__members__)
    )


def columns(enterprises: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the facts of some enterprises as arrays, each of the type that its variable has."""
    rows, types = [grown(facts) for facts in enterprises], prepared_types()
    found = {name: [row[name] for row in rows] for name in types}
    return {
        name: types[name].encode(numpy.array(held)) if issubclass(types[name], Enum) else numpy.array(held)
        for name, held in found.items()
    }


def simulated(made: TaxBenefitSystem, facts: Mapping[str, Any], count: int) -> Simulation:
    """Return a simulation in which both verdicts were calculated."""
    simulation = SimulationBuilder().build_default_simulation(made, count)
    for name, held in facts.items():
        simulation.set_input(name, YEAR, held)
    for name in ("specialised", "giant"):
        simulation.calculate(name, YEAR)
    return simulation


def _way(name: str, growth: Mapping[int, str], money: type, leaves: bool = False) -> Way:
    made = system(growth, leaves, money)

    def read(simulation: Simulation) -> Mapping[str, bool]:
        return {name: bool(simulation.calculate(name, YEAR)[0]) for name in comparisons(growth)}

    return Way(
        name,
        lambda facts: simulated(made, facts, 1),
        lambda found: (bool(found.calculate("specialised", YEAR)[0]), bool(found.calculate("giant", YEAR)[0])),
        read if leaves else None,
    )


def peer() -> Peer:
    """Return a simulation of one enterprise."""
    return Peer(
        lambda facts: columns([facts]),
        (
            _way("one enterprise, float32 (its default)", GROWTH, numpy.float32),
            _way("one enterprise, float64", GROWTH_GIVEN, numpy.float64),
            _way("one enterprise, float64, with leaves", GROWTH_GIVEN, numpy.float64, leaves=True),
        ),
        "floats of 32 bits, unless variables are told otherwise; with 64, the average growth is computed beforehand",
    )
