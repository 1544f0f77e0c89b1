"""How far some work is, told in lines now and again, where standard error is a file, a pipe or the log of a night.

In: how much is done, of how much. Out: a line with how long it takes yet, after some seconds and then ever more seldom: work
that is soon done is not talked about. A terminal has a bar instead. Knows no work.
"""

import sys
import time
from contextlib import ExitStack
from typing import Any

import click

from policyrules.cli.terminal import spoken
from policyrules.messages.face import phrase

#: After so many seconds the first line is told; between two lines so many pass, and a quarter of all that have passed.
_FIRST, _BETWEEN = 5, 15


class Lines:
    """Tells of one piece of work. What was done before it began is told once, and says nothing of how long it takes."""

    def __init__(self, label: str, before: int = 0) -> None:
        self._label, self._before = label, before
        self._began = time.monotonic()
        self._next = self._began + _FIRST

    def show(self, done: int, of: int) -> None:
        """Say how far the work is, if it is time to."""
        now = time.monotonic()
        if now < self._next or done >= of:
            return
        self._next = now + max(_BETWEEN, (now - self._began) / 4)
        made = done - self._before
        left = _span(round((now - self._began) * (of - done) / made)) if made > 0 else "?"
        text = phrase("progress", spoken(), label=self._label, done=f"{done:,}", of=f"{of:,}", left=left)
        click.echo(text, err=True)


def _span(seconds: int) -> str:
    """Write how long something takes: `1:05`, `2:00:00`."""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


class Bar:
    """Shows how much of some work is done, step by step: by a bar to somebody who looks at a terminal, otherwise in lines."""

    def __init__(self, *steps: str) -> None:
        self._steps = list(steps)
        self._stack = ExitStack()
        self._shown: Any = None

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def show(self, done: int, of: int) -> None:
        """Show how much is done; the first of a step begins its bar."""
        if self._steps and (self._shown is None or done == 1):
            self._stack.close()
            self._shown = self._begun(self._steps.pop(0), done, of)
        if isinstance(self._shown, Lines):
            self._shown.show(done, of)
        else:
            self._shown.update(done - self._shown.pos)

    def _begun(self, label: str, done: int, of: int) -> Any:
        if not sys.stderr.isatty():
            return Lines(label)
        return self._stack.enter_context(click.progressbar(length=of, label=label, show_pos=True, file=sys.stderr))
