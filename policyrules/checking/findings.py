"""What checking fills while it runs: the diagnostics, and the tables of bindings and types.

In: what the passes over one tree find. Out: what `CheckedPolicy` is made of. Knows no rule of the language.
"""

from collections.abc import Iterable, Mapping

from attrs import define, field

from policyrules.checking.policy import Binding
from policyrules.diagnostics import Diagnostic, Label, Severity
from policyrules.syntax import ast
from policyrules.values.periods import Period
from policyrules.values.types import EnumType, ListType, OptionalType, RecordType, Scalar, SeriesType, Type

#: What is said in the language of the reader: codes of the messages, or words as they are.
Words = tuple[str, ...]


@define
class Findings:
    """Diagnostics and tables, so far."""

    diagnostics: list[Diagnostic] = field(factory=list)
    bindings: dict[ast.Name, Binding] = field(factory=dict)
    types: dict[ast.Tree, Type] = field(factory=dict)

    def error(self, code: str, at: ast.Tree, labels: Iterable[Label] = (), **filling: str | Words | None) -> None:
        """Report a mistake that stops the policy from being used. What fills the sentence may be unknown: `None`."""
        arguments = {name: value for name, value in filling.items() if isinstance(value, str)}
        said = {name: value for name, value in filling.items() if isinstance(value, tuple)}
        self.diagnostics.append(Diagnostic(code, arguments, at.span, labels=tuple(labels), words=said))

    def period_missing(self, code: str, at: ast.Tree, name: str, period: Period) -> None:
        """Report a series of which it is not said, or said in another kind of period, which value is meant."""
        per, which, example = (f"word-per-{period}",), (f"word-which-{period}",), (f"word-example-{period}",)
        last, this = (f"word-last-{period}",), (f"word-this-{period}",)
        self.error(code, at, name=name, per=per, which=which, example=example, last=last, this=this)

    def warning(self, code: str, at: ast.Tree, **arguments: str) -> None:
        """Report what is probably a mistake."""
        self.diagnostics.append(Diagnostic(code, arguments, at.span, severity=Severity.WARNING))


def label(at: ast.Tree, code: str, arguments: Mapping[str, str] | None = None) -> Label:
    """Return the label that says `code` at another place."""
    return Label(at.span, code, arguments or {})


def words(type_: Type) -> Words:
    """Return what drafters call a type, to fill a sentence with."""
    match type_:
        case Scalar():
            return (f"type-{type_.value}",)
        case EnumType() | RecordType():
            return (f"`{type_.name}`",)
        case ListType():
            return ("type-list",)
        case SeriesType():
            return (f"type-series-{type_.period}",)
        case OptionalType(element):
            return words(element)
        case _:
            return ("type-unclear",)


def listed(names: Iterable[str]) -> str:
    """Write at most eight names in a row."""
    first = list(names)
    return "、".join(first[:8]) + ("…" if len(first) > 8 else "")
