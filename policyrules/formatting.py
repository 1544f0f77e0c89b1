"""Policy files in their canonical form.

In: folders, or the bytes of a policy. Out: the policies there are, or the canonical bytes of one, or all that is wrong with its
syntax. Prints nothing and writes nothing.

What surrounds the text is the author's: a byte order mark stays where there is one, and is added nowhere; all lines end as the
first one does, the last one too.
"""

import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen

from policyrules.diagnostics import Diagnostic, Language
from policyrules.source import Source
from policyrules.syntax.canonical import canonical
from policyrules.syntax.decode import decode

_ENDING = ".pol"


@frozen
class Formatted:
    """What a policy was and what it becomes; `after` is `None` where its syntax is wrong, `source` where it is no text."""

    before: bytes
    after: bytes | None
    source: Source | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> bool:
        """Say whether the canonical form is another than that which was given."""
        return self.after is not None and self.after != self.before


def formatted(data: bytes, name: str, keywords: Language | None = None) -> Formatted:
    """Return a policy in its canonical form, with its own keywords or those of a language."""
    source, wrong = decode(data, name)
    if source is None:
        return Formatted(data, None, None, wrong)
    text, wrong = canonical(source, keywords)
    if text is None:
        return Formatted(data, None, source, wrong)
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    return Formatted(data, mark + text.encode(), source)


def policies_in(folder: Path, unread: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the policy files in a folder and in those below it, by name; `unread` is told of folders that cannot be read.

    Hidden folders are left out, and no link is followed: what stands elsewhere was not asked for.
    """
    for place, folders, names in os.walk(folder, onerror=unread):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(place, name) for name in sorted(names) if name.endswith(_ENDING)):
            if path.is_file() and not path.is_symlink():
                yield path
