"""What a peer is here: an engine, the ways in which it is used, and which of them are installed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

Verdicts = tuple[bool, bool]


@dataclass(frozen=True)
class Way:
    """One way to use an engine: `decide` is what is timed, `verdicts` and `leaves` read what it returns."""

    name: str
    decide: Callable[[Any], Any]
    verdicts: Callable[[Any], Verdicts]
    leaves: Callable[[Any], Mapping[str, bool]] | None = None


@dataclass(frozen=True)
class Peer:
    """An engine that was told the criteria. `prepare` makes of facts under its own names what it reads of every enterprise.

    `numbers` says how it holds numbers, and what was computed for it beforehand.
    """

    prepare: Callable[[Mapping[str, Any]], Any]
    ways: Sequence[Way]
    numbers: str


#: The modules here, by the packages that they need.
PEERS = {
    "zen-engine": "by_zen",
    "common-expression-language": "by_cel_rust",
    "cel-expr-python": "by_cel_cpp",
    "cel-python": "by_cel_python",
    "gordon-to-regorus": "by_regorus",
    "regopy": "by_regopy",
    "cedarpy": "by_cedar",
    "rule-engine": "by_rule_engine",
    "business-rules": "by_business_rules",
    "openfisca-core": "by_openfisca",
}


def installed(package: str) -> str | None:
    """Return the version of a package; `None` where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def peer(package: str) -> Peer:
    """Return an engine that is installed."""
    told: Peer = import_module(f"{__package__}.{PEERS[package]}").peer()
    return told
