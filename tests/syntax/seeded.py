"""Seeded mistakes: a policy with one token deleted, inserted or replaced, and how well the mistake is reported.

Run as `python -m tests.syntax.seeded [SEEDS [POLICY]]` to print the figures.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from policyrules.diagnostics import Diagnostic
from policyrules.source import Source
from policyrules.syntax.lexer import Token, lex
from policyrules.syntax.parser import parse


@frozen
class Seeded:
    """One mistake: what was done, in which line, the broken text and what was reported."""

    seed: int
    change: str
    line: int
    text: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def right(self) -> bool:
        """Say whether the line with the mistake is reported."""
        return any(d.span is not None and d.span.first.line == self.line for d in self.diagnostics)

    @property
    def spurious(self) -> int:
        """Return how many other lines are reported."""
        return sum(d.span is None or d.span.first.line != self.line for d in self.diagnostics)


def sample() -> Source:
    """Return a small policy with every kind of declaration, which has no mistake."""
    path = Path(__file__).with_name("sample.pol")
    return Source(path.name, path.read_text(encoding="utf-8"))


def seeded(source: Source, seeds: int) -> Iterator[Seeded]:
    """Yield mistakes that the grammar can see; a change that leaves a well-formed policy is none."""
    tokens = [token for line in lex(source).lines for token in line.tokens if token.kind != "COMMENT"]
    for seed in range(seeds):
        chance = random.Random(seed)
        token = chance.choice(tokens)
        change, text = _change(source.text, token, chance.choice(tokens), chance)
        _, diagnostics = parse(Source(source.name, text))
        if diagnostics:
            yield Seeded(seed, change, source.position(token.start).line, text, diagnostics)


def _change(text: str, token: Token, other: Token, chance: random.Random) -> tuple[str, str]:
    here, there = text[token.start : token.end], text[other.start : other.end]
    match chance.choice(("delete", "insert", "replace")):
        case "delete":
            return f"delete {here!r}", text[: token.start] + text[token.end :]
        case "insert":
            return f"insert {there!r} before {here!r}", f"{text[: token.start]}{there} {text[token.start :]}"
        case _:
            return f"replace {here!r} by {there!r}", f"{text[: token.start]}{there} {text[token.end :]}"


def main() -> None:
    """Print the figures, and the mistakes that were reported badly."""
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    source = Source(path.name, path.read_text(encoding="utf-8")) if path else sample()
    found = list(seeded(source, int(sys.argv[1]) if len(sys.argv) > 1 else 600))
    bad = [mistake for mistake in found if not mistake.right or mistake.spurious]
    for mistake in bad:
        print(f"seed {mistake.seed}, line {mistake.line}: {mistake.change}")
        for diagnostic in mistake.diagnostics:
            print(f"    {diagnostic.span.first.line if diagnostic.span else 0}: {diagnostic.message('en')} [{diagnostic.code}]")
    right = sum(mistake.right for mistake in found)
    clean = sum(not mistake.spurious for mistake in found)
    print(f"{len(found)} mistakes: {right / len(found):.1%} on the right line, {clean / len(found):.1%} without another one")
    print(Counter(diagnostic.code for mistake in found for diagnostic in mistake.diagnostics).most_common())


if __name__ == "__main__":
    main()
