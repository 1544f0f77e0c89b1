"""What cannot be done about a register, as diagnostics.

In: codes of `policyrules.messages.register`, and the words that fill them. Out: diagnostics, and the exception that carries
them.
"""

from policyrules.diagnostics import Diagnostic, DiagnosticError
from policyrules.source import unhidden, visible


class MatchError(DiagnosticError):
    """A register that cannot be matched; `diagnostics` says everything that is in the way."""


def diagnostic(code: str, path: str = "", **words: str) -> Diagnostic:
    """Return a diagnostic about a file, whose path is told whole, and so is the reason that a library gives."""
    told = {key: (unhidden(word)[:_LONGEST] if key == "reason" else visible(word)) for key, word in words.items()}
    return Diagnostic(code, told, path=unhidden(path) or None)


#: So much of a reason is told at most.
_LONGEST = 400
