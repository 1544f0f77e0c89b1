"""What a broken line was probably meant to be, and how that is said.

In: the states of the parser before a line, its tokens, and the token at which the parser stopped. Out: one diagnostic per line,
in the drafter's words, and a `Repair` where the line can be read after a small change. Knows no trees.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain

from attrs import frozen

from policyrules.diagnostics import LIMIT, Diagnostic
from policyrules.source import Source, Span
from policyrules.syntax.keywords import KEYWORDS
from policyrules.syntax.layout import MAX_NESTING
from policyrules.syntax.lexer import Token
from policyrules.syntax.literals import shorten
from policyrules.syntax.tables import LAYOUT, Automaton
from policyrules.syntax.wording import expectation, spelling, style, word_of
from policyrules.syntax.words import RESERVED_WORDS, keywords_at, read

#: A repair is believed when the parser can go on this far with it, or to the end of the line.
_FAR = 24
#: Repairs are compared by how far they lead into the lines below, up to this many tokens.
_FARTHEST = 60
#: Words before the mistake that may be the mistake.
_BEFORE = 8

_MISSING = ("COLON", "PAUSE", "COMMA", "RPAR", "RSQB", "LPAR", "EQ")
# What a heading may lack before its block can be read for its own mistakes.
_ENDINGS = ((), ("COLON",), ("NAME", "COLON"), ("STRING", "COLON"), ("COLON", "NAME"), ("NAME", "COLON", "NAME"))


@frozen
class Repair:
    """The tokens of a line as it was probably meant. Only a `faithful` one says what the drafter wanted to say."""

    tokens: tuple[Token, ...]
    faithful: bool
    code: str
    at: int
    reaches: int = 0


class Mender:
    """Reports the mistakes of a text, and finds the nearest line that can be read."""

    def __init__(self, automaton: Automaton, source: Source, diagnostics: Iterable[Diagnostic]) -> None:
        self.automaton = automaton
        self.source = source
        self.diagnostics = list(diagnostics)
        self.said = {d.span.first.line for d in self.diagnostics if d.span is not None}
        self.style = style(source.text)

    # --- reports --------------------------------------------------------------------------------------------------------

    def report(self, code: str, start: int, end: int, words: Mapping[str, tuple[str, ...]]) -> None:
        """Report a mistake, unless one of the same line has been reported."""
        span = Span(self.source, start, end)
        line = span.first.line
        if line not in self.said and len(self.diagnostics) <= LIMIT:
            self.diagnostics.append(Diagnostic(code, span=span, words=words))
        self.said.add(line)

    def has_said(self, token: Token) -> bool:
        """Say whether a mistake of the line of a token has been reported."""
        return self.source.position(token.start).line in self.said

    def unexpected_indent(self, token: Token) -> None:
        self.report("syntax-indent-unexpected", token.start, token.end, {"found": word_of(token)})

    def too_deep(self, token: Token) -> None:
        span = Span(self.source, token.start, token.end)
        if not self.has_said(token):
            self.diagnostics.append(Diagnostic("syntax-too-deep", {"limit": str(MAX_NESTING)}, span))

    def missing_indent(self, token: Token) -> None:
        self.report("syntax-indent-missing", token.start, token.end, {"found": word_of(token)})

    # --- repairs --------------------------------------------------------------------------------------------------------

    def mend(self, states: Sequence[int], tokens: Sequence[Token], start: int, end: int, bad: int) -> Repair | None:
        """Report the mistake at `bad` in the line `start:end`, and return the best repair."""
        line = _BrokenLine(self.automaton, states, tokens, start, end, bad)
        repair = next((best for group in line.repairs() if (best := line.best(group))), None)
        if repair is None and line.opens:
            line.opens = False  # the block under the line may be a mistake of its own
            repair = next((best for group in line.repairs() if (best := line.best(group))), None)
            line.opens = True
        self.say(line, repair)
        return repair or line.ending()

    def say(self, line: "_BrokenLine", repair: Repair | None) -> None:
        token = line.tokens[line.bad]
        found = word_of(token)
        expected = expectation(self.automaton, line.states_at(line.bad), self.style)
        match repair:
            case Repair(code="misspelt" | "quoted" as change, at=at):
                wrong, right = line.tokens[at], repair.tokens[at - line.start]
                end = max(right.end, wrong.end) if change == "misspelt" else wrong.end
                code = "syntax-keyword-misspelt" if change == "misspelt" else "syntax-keyword-as-name"
                written = f"`{shorten(self.source.text[wrong.start : end])}`"
                self.report(code, wrong.start, end, {"found": (written,), "keyword": (f"`{right.text}`",)})
            case Repair(code="missing", at=at) if at > line.start:
                before = line.tokens[at - 1]
                missing = (spelling(repair.tokens[at - line.start].kind, self.style),)
                self.report("syntax-missing", before.end, before.end, {"expected": missing, "before": word_of(before)})
            case Repair(code="surplus"):
                self.report("syntax-surplus", token.start, token.end, {"found": found, "expected": expected})
            case _:
                code = "syntax-quote-misplaced" if token.kind == "QUOTE_LINE" else "syntax-unexpected"
                self.report(code, token.start, token.end, {"found": found, "expected": expected})


class _BrokenLine:
    """A line that cannot be read, and the small changes that might make it readable."""

    def __init__(
        self, automaton: Automaton, states: Sequence[int], tokens: Sequence[Token], start: int, end: int, bad: int
    ) -> None:
        self.automaton = automaton
        self.states = states
        self.tokens = tokens
        self.start = start
        self.end = end
        self.bad = bad
        self.opens = tokens[end + 1].kind == "INDENT" if end + 1 < len(tokens) else False

    def states_at(self, place: int) -> list[int]:
        """Return the states before the token at `place`, as far as the line can be read."""
        states, at = list(self.states), self.start
        while at < place:
            terminal, at = read(self.automaton, states, self.tokens, at)
            self.automaton.feed(states, terminal)
        return states

    def repairs(self) -> Iterator[Iterator[Repair]]:
        """Yield groups of repairs, the likeliest first."""
        yield self.misspelt()
        yield self.inserted(_MISSING, "missing")
        yield self.quoted()
        yield self.deleted()
        yield chain(self.replaced(), self.inserted(self.others(), "inserted"))

    def best(self, group: Iterable[Repair]) -> Repair | None:
        """Return the repair of a group that leads farthest, if one leads far enough."""
        chosen: Repair | None = None
        for repair in group:
            reaches = self.reach(repair)
            if reaches and (chosen is None or reaches > chosen.reaches):
                chosen = Repair(repair.tokens, repair.faithful, repair.code, repair.at, reaches)
        return chosen

    def reach(self, repair: Repair) -> int:
        """Return how many tokens can be read with a repair, or 0 where that is not enough to believe it."""
        rest = self.tokens[self.end : self.end + _FARTHEST]
        tokens = (*repair.tokens, *rest)
        enough = min(len(repair.tokens) + 1 + self.opens, repair.at - self.start + _FAR)
        states, at = list(self.states), 0
        while at < min(len(tokens), _FARTHEST + len(repair.tokens)):
            terminal, after = read(self.automaton, states, tokens, at)
            if not self.automaton.feed(states, terminal):
                break
            at = after
        return at if at >= enough else 0

    def change(self, at: int, until: int, *new: Token, code: str, faithful: bool) -> Repair:
        """Return the line with the tokens `at:until` replaced."""
        tokens = (*self.tokens[self.start : at], *new, *self.tokens[until : self.end])
        return Repair(tokens, faithful, code, at)

    def candidates(self) -> Iterator[int]:
        """Yield the places of the words that may be wrong: the one that was found, then those before it."""
        for place in range(min(self.bad, self.end - 1), max(self.start, self.bad - _BEFORE) - 1, -1):
            if self.tokens[place].kind == "WORD":
                yield place

    def misspelt(self) -> Iterator[Repair]:
        """Yield the line with a word read as the keyword that it resembles."""
        for place in self.candidates():
            states = self.states_at(place)
            known = {
                spelling_: terminal
                for terminal in self.automaton.expected(states)
                if terminal in KEYWORDS
                for spelling_ in (*KEYWORDS[terminal].zh, *KEYWORDS[terminal].en)
            }
            for words in (1, 2, 3):
                run = self.tokens[place : place + words]
                if len(run) < words or any(token.kind != "WORD" for token in run):
                    break
                written = " ".join(token.text for token in run)
                if written in RESERVED_WORDS or any(True for _ in keywords_at(run, 0)):
                    continue
                for near in nearest(written, known):
                    new = Token(known[near], near, run[0].start, run[-1].end)
                    yield self.change(place, place + words, new, code="misspelt", faithful=True)

    def quoted(self) -> Iterator[Repair]:
        """Yield the line with a keyword read as a name."""
        for place in self.candidates():
            token = self.tokens[place]
            terminal = read(self.automaton, self.states_at(place), self.tokens, place).terminal
            if terminal in KEYWORDS or (place == self.bad and terminal != "NAME"):
                new = token._replace(kind="NAME")
                yield self.change(place, place + 1, new, code="quoted", faithful=True)

    def inserted(self, kinds: Iterable[str], code: str) -> Iterator[Repair]:
        """Yield the line with a token before the one that was found."""
        at = self.tokens[self.bad - 1].end if self.bad > self.start else self.tokens[self.bad].start
        states = self.states_at(self.bad)
        for kind in kinds:
            if self.automaton.accepts(states, kind):
                faithful = code == "missing"
                yield self.change(self.bad, self.bad, _blank(kind, at), code=code, faithful=faithful)

    def deleted(self) -> Iterator[Repair]:
        if self.bad < self.end:
            yield self.change(self.bad, self.bad + 1, code="surplus", faithful=False)

    def others(self) -> Iterator[str]:
        yield from (t for t in self.automaton.expected(self.states_at(self.bad)) if t not in LAYOUT and t not in _MISSING)

    def replaced(self) -> Iterator[Repair]:
        if self.bad < self.end:
            at = self.tokens[self.bad].start
            for kind in (*_MISSING, *self.others()):
                yield self.change(self.bad, self.bad + 1, _blank(kind, at), code="replaced", faithful=False)

    def ending(self) -> Repair | None:
        """Return the beginning of a heading with an end of our own, so that its block can be read for its mistakes."""
        if not self.opens:
            return None
        for place in range(self.bad, self.start, -1):
            for kinds in _ENDINGS:
                new = tuple(_blank(kind, self.tokens[place].start) for kind in kinds)
                repair = self.change(place, self.end, *new, code="ending", faithful=False)
                if self.reach(repair):
                    return repair
        return None


def _blank(kind: str, at: int) -> Token:
    """Return a token that stands for one that was not written."""
    return Token(kind, {"NUMBER": "0", "DATE": "2000-01-01", "MONEY": "0 元", "DURATION": "0 day"}.get(kind, "?"), at, at)


def nearest(written: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the spellings that a word resembles, the nearest first."""
    if len(written) > 40:
        return ()
    return tuple(get_close_matches(written, list(known), n=3, cutoff=0.5 if len(written) <= 3 else 0.7))
