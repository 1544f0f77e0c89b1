"""The digest of a policy: what was written, whatever it looks like.

In: a syntax tree. Out: the sha256 of all that the tree says, in the order of the text: names, values, labels, titles and
quotes, but no places. Spacing, comments and the language of keywords do not change it; anything else does, and so does what a
policy that it uses says.
"""

from hashlib import sha256
from typing import cast

from attrs import evolve

from policyrules.checking.policy import CheckedPolicy, used_by
from policyrules.syntax import ast


def tree_digest(tree: ast.File) -> str:
    """Return the digest in hexadecimal."""
    found: list[bytes] = []
    _said(tree, found)
    return sha256(b"".join(found)).hexdigest()


def policy_digest(policy: CheckedPolicy) -> str:
    """Return the digest of a policy together with those that it uses: what is decided depends on them too, apart from their
    scenarios and properties.
    """
    digests: dict[CheckedPolicy, str] = {}
    for one in (*used_by(policy.used), policy):
        used = [digests[other.policy] for other in one.used if other.policy is not None]
        own = tree_digest(one.tree if one is policy else _without_tests(one.tree))
        digests[one] = sha256(" ".join([own, *used]).encode()).hexdigest() if used else own
    return digests[policy]


def _without_tests(tree: ast.File) -> ast.File:
    tests = ast.Scenario | ast.Property
    return evolve(tree, declarations=tuple(one for one in tree.declarations if not isinstance(one, tests)))


def rules_digest(policy: CheckedPolicy) -> str:
    """Return the digest of what a policy decides by: all that it and those that it uses say, apart from tests."""
    return policy_digest(evolve(policy, tree=_without_tests(policy.tree)))


def _said(value: object, found: list[bytes]) -> None:
    """Add what a value says; a policy consists of tens of thousands, most of them tuples, trees and texts."""
    kind = type(value)
    if kind is tuple:
        found.append(b"(")
        for part in cast(tuple[object, ...], value):
            _said(part, found)
        found.append(b")")
    elif isinstance(value, ast.Tree):
        found += (kind.__name__.encode(), b"(")
        for _, part in ast.parts(value):
            _said(part, found)
        found.append(b")")
    else:
        found.append(repr(value).encode("utf-8", "backslashreplace") + b";")
