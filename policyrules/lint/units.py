"""Advice on the units that answer for something.

In: a policy. Out: measures for which nobody answers, units under a name that they no longer have, and members of a unit that
have the name of another.
"""

import re
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from policyrules.checking.constants import day
from policyrules.checking.policy import item
from policyrules.diagnostics import Diagnostic
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast


@frozen
class Renaming:
    """A change of names throughout the country: what the title was, from which day, and what it became."""

    former: re.Pattern[str]
    since: date
    title: str


#: The reform of 2023, as both announced it: on 2023-07-20 the local offices of the 银保监会 became those of the
#: 国家金融监督管理总局, on 2023-08-18 the 中心支行 of the 中国人民银行 in 317 cities became 分行.
RENAMED = (
    Renaming(re.compile("(?:中国)?(.+?)银保监分局"), date(2023, 7, 20), r"国家金融监督管理总局\1监管分局"),
    Renaming(re.compile("(?:中国)?(.+?)银保监局"), date(2023, 7, 20), r"国家金融监督管理总局\1监管局"),
    Renaming(re.compile("(?:中国)?人民银行(.+?)中心支行"), date(2023, 8, 18), r"中国人民银行\1分行"),
)


def unit_unstated(subject: Subject) -> Iterator[Diagnostic]:
    """Find measures without a unit, unless each of their entitlements and duties names one."""
    for measure in subject.measures:
        units = item(measure.items, "responsible")
        parts = [part for part in measure.items if isinstance(part, ast.Entitlement | ast.Duty)]
        if isinstance(units, ast.UnitsItem) and units.unstated and not (parts and all(map(_has_unit, parts))):
            yield advice("unit-unstated", units, name=measure.name.name)


def unit_former_name(subject: Subject) -> Iterator[Diagnostic]:
    """Find units under a name that they no longer had when the document was issued."""
    for unit in _units(subject):
        for since, title in (*_declared(unit), *_known(unit)):
            if subject.issued is not None and since <= subject.issued:
                issued = subject.issued.isoformat()
                yield advice(
                    "unit-former-name", unit.title, name=unit.title.text, since=since.isoformat(), title=title, issued=issued
                )
                break


def unit_renamed(subject: Subject) -> Iterator[Diagnostic]:
    """Find units that got another name while the policy is in force, where the policy does not say so."""
    for unit in _units(subject):
        for since, title in _known(unit):
            is_later = subject.issued is None or since > subject.issued
            if is_later and not unit.renames and (subject.last is None or since <= subject.last):
                yield advice("unit-renamed", unit.title, name=unit.title.text, since=since.isoformat(), title=title)


def unit_exchanged(subject: Subject) -> Iterator[Diagnostic]:
    """Find members of a unit whose title names another member, and not the one that they stand for."""
    for unit in _units(subject):
        for member in unit.members:
            title = member.title.text
            others = (other.name.name for other in unit.members if other.name.name in title)
            other = next(others, None)
            if other is not None and member.name.name not in title:
                yield advice("unit-exchanged", member.title, name=member.name.name, title=title, other=other)


def _has_unit(part: ast.Entitlement | ast.Duty) -> bool:
    by = item(part.items, "by")
    return isinstance(by, ast.UnitsItem) and not by.unstated


def _units(subject: Subject) -> Iterator[ast.UnitLine]:
    return (line for units in subject.checked.all(ast.Units) for line in units.lines)


def _declared(unit: ast.UnitLine) -> Iterator[tuple[date, str]]:
    for rename in unit.renames:
        if (since := day(rename.begins)) is not None:
            yield since, rename.title.text


def _known(unit: ast.UnitLine) -> Iterator[tuple[date, str]]:
    """Yield the day from which a unit has another name, and that name, where the change was one throughout the country."""
    for renaming in RENAMED:
        match = renaming.former.fullmatch(unit.title.text)
        if match is not None:
            yield renaming.since, match.expand(renaming.title)
            return
