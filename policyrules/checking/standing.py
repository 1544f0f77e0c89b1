"""Documents that take the place of others, and used policies that do not last as long as the policy that uses them.

In: a policy and those that it uses. Out: diagnostics; and the documents that take the place of others, each by its number and
the day from which on it does. A day that a reading decides is not known here: what lapses by it is said in the decision.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from unicodedata import normalize

from policyrules.checking.constants import day
from policyrules.checking.declarations import in_force
from policyrules.checking.findings import Findings
from policyrules.checking.policy import CheckedPolicy, Used, item, used_by
from policyrules.syntax import ast

_BRACKETS = str.maketrans("〔〕［］【】()", "[][][][]")


def supersessions(head: ast.Policy, key: str) -> tuple[tuple[str, date], ...]:
    """Return the documents that a policy says it supersedes (`supersedes`), or is superseded by (`superseded_by`)."""
    items = [part for part in head.items if isinstance(part, ast.SupersessionItem) and part.key == key]
    days = [(part.document.text, day(part.since)) for part in items]
    return tuple((number, since) for number, since in days if since is not None)


def by_others(head: ast.Policy, others: Iterable[ast.Policy]) -> Iterator[tuple[str, date]]:
    """Yield the documents among others that say that they supersede a policy."""
    number = _number(head)
    for other in others:
        for superseded, since in supersessions(other, "supersedes"):
            if number is not None and other is not head and same_number(superseded, number):
                yield _number(other) or other.name.name, since


def same_number(one: str, other: str) -> bool:
    """Say whether two numbers of documents are one, whatever brackets and spaces they are written with."""
    return folded_number(one) == folded_number(other)


def folded_number(number: str) -> str:
    """Return the number of a document as it is compared with others."""
    return "".join(normalize("NFKC", number).translate(_BRACKETS).split())


def _number(head: ast.Policy) -> str | None:
    written = item(head.items, "number")
    return written.text if isinstance(written, ast.TextItem) else None


# --- what lapses --------------------------------------------------------------------------------------------------------


def check_standing(tree: ast.File, used: Sequence[Used], findings: Findings) -> None:
    """Report used policies that another document replaces, or that end, while the policy itself is still in force."""
    head = next((declaration for declaration in tree.declarations if isinstance(declaration, ast.Policy)), None)
    own = _end(tree)
    if head is None or own is None:
        return
    own = min((own, *(since - timedelta(days=1) for _, since in supersessions(head, "superseded_by"))))
    among = [other.head for other in used_by(used) if other.all(ast.Policy)]
    seen: set[CheckedPolicy] = set()
    for one in used:
        for policy in used_by([one]):
            if policy not in seen and policy.all(ast.Policy):
                seen.add(policy)
                _check(policy, own, one.use.name, among, findings)


def _check(policy: CheckedPolicy, own: date, place: ast.Name, among: Iterable[ast.Policy], findings: Findings) -> None:
    """Report a used policy that lapses before the day `own`; `place` is where it is used."""
    title, last = policy.head.name.name, _end(policy.tree) or date.max
    replaced = [*supersessions(policy.head, "superseded_by"), *by_others(policy.head, among)]
    first = min((one for one in replaced if one[1] <= min(own, last)), key=lambda one: one[1], default=None)
    if first is not None:
        findings.warning("use-superseded", place, policy=title, by=first[0], since=first[1].isoformat())
    elif last < own:
        findings.warning("use-ended", place, policy=title, last=last.isoformat())


def _end(tree: ast.File) -> date | None:
    """Return the last day of a policy, the last of all days where it has none; `None` where a reading decides it."""
    last = in_force(tree)[1]
    windows = (item(head.items, "in_force") for head in tree.declarations if isinstance(head, ast.Policy))
    has_end = any(isinstance(one, ast.WindowItem) and (one.last or one.length) for one in windows)
    return last if has_end else date.max
