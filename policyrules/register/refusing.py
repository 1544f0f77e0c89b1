"""What cannot be done about a register, as diagnostics.

In: codes of `policyrules.messages.register`, and the words that fill them. Out: diagnostics, and the exception that carries
them.
"""

from policyrules.diagnostics import Diagnostic, DiagnosticError
from policyrules.source import visible


class MatchError(DiagnosticError):
    """A register that cannot be matched; `diagnostics` says everything that is in the way."""


def diagnostic(code: str, path: str = "", **words: str) -> Diagnostic:
    """Return a diagnostic about a file."""
    return Diagnostic(code, {key: visible(word) for key, word in words.items()}, path=visible(path) or None)
