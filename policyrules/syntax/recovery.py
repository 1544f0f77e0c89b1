"""What a broken line was probably meant to be, and how that is said.

In: the states of the parser before a line, its tokens, and the token at which the parser stopped. Out: one diagnostic per line,
in the drafter's words, and a `Repair` where the line can be read after a small change. Knows no trees.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache
from itertools import chain
from types import MappingProxyType

from attrs import evolve, frozen

from policyrules.diagnostics import LIMIT, Diagnostic, Severity
from policyrules.source import Source, Span
from policyrules.syntax.keywords import KEYWORDS
from policyrules.syntax.layout import MAX_NESTING
from policyrules.syntax.lexer import Token
from policyrules.syntax.literals import shorten
from policyrules.syntax.nodes import Node
from policyrules.syntax.tables import LAYOUT, SIGNS, Automaton, automaton
from policyrules.syntax.wording import VALUE, expectation, spelling, style, word_of
from policyrules.syntax.words import keywords_at, read

#: A repair is believed when the parser can go on to the end of the line with it; one that has more to say for itself, when it
#: can go on for so many tokens, since there may be another mistake in the line.
_FAR: Mapping[str, int] = MappingProxyType({"misspelt": 4, "quoted": 2})
#: Repairs are compared by how far they lead into the lines below, up to this many tokens.
_FARTHEST = 60
#: Longer words are no misspelt keywords.
_LONGEST = 40
#: Words that have another meaning in the language, and what they are written for where they cannot have it.
_SAID_FOR: Mapping[str, str] = MappingProxyType({"是": "为"})
#: More keywords than this are no suggestion.
_MOST_MEANT = 5
#: Words before the mistake that may be the mistake.
_BEFORE = 8

_MISSING = ("COLON", "PAUSE", "COMMA", "RPAR", "RSQB", "LPAR", "EQ", "IS")
# What says nothing else when it is typed twice.
_TWICE = frozenset({"COLON", "PAUSE", "COMMA"})
# What a heading may lack before its block can be read for its own mistakes.
_ENDINGS = ((), ("COLON",), ("NAME", "COLON"), ("STRING", "COLON"), ("COLON", "NAME"), ("NAME", "COLON", "NAME"))


#: What to say where nothing else can stand.
_ONLY: Mapping[tuple[str, ...], str] = MappingProxyType(
    {("word-quote-line",): "syntax-quote-mark-missing", ("word-text",): "syntax-text-unquoted"}
)


@frozen
class Repair:
    """The tokens of a line as it was probably meant. Only a `faithful` one says what the drafter wanted to say."""

    tokens: tuple[Token, ...]
    faithful: bool
    code: str
    at: int
    meant: tuple[str, ...] = ()
    reaches: int = 0


class Mender:
    """Reports the mistakes of a text, and finds the nearest line that can be read."""

    def __init__(self, automaton: Automaton, source: Source, diagnostics: Iterable[Diagnostic]) -> None:
        self.automaton = automaton
        self.source = source
        self.diagnostics = list(diagnostics)
        # A warning says nothing of whether its line can be read.
        wrong = (d.span for d in self.diagnostics if d.severity is Severity.ERROR)
        self.said = {span.first.line for span in wrong if span is not None}
        self.unindented: set[int] = set()
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
        self.report("syntax-indent-unexpected", token.start, token.end, {"found": word_of(token, self.source.text)})

    def too_deep(self, part: Node | Token) -> None:
        """Report what is nested deeper than allowed, unless its line has been reported."""
        span = Span(self.source, part.start, part.end)
        if span.first.line not in self.said:
            self.diagnostics.append(Diagnostic("syntax-too-deep", {"limit": str(MAX_NESTING)}, span))

    def missing_indent(self, token: Token, before: Token) -> None:
        """Report a line that should have been indented, unless the one before it has been reported for the same."""
        line = self.source.position(token.start).line
        if self.source.position(before.start).line in self.unindented:
            self.said.add(line)
        self.unindented.add(line)
        self.report("syntax-indent-missing", token.start, token.end, {"found": word_of(token, self.source.text)})

    # --- repairs --------------------------------------------------------------------------------------------------------

    def mend(self, states: Sequence[int], tokens: Sequence[Token], start: int, end: int, bad: int) -> Repair | None:
        """Report the mistake at `bad` in the line `start:end`, and return the best repair."""
        if bad == start and self.misplaced(tokens, bad):
            return None
        line = _BrokenLine(self.automaton, states, tokens, start, end, bad)
        repair = next((best for group in line.repairs() if (best := line.best(group))), None)
        if repair is None and line.opens:
            line.opens = False  # the block under the line may be a mistake of its own
            repair = next((best for group in line.repairs() if (best := line.best(group))), None)
            line.opens = True
        self.say(line, repair)
        return repair or line.ending()

    def misplaced(self, tokens: Sequence[Token], place: int) -> bool:
        """Report a line that begins with a keyword of other places, and say of which; or say that there are none."""
        for terminal, after in keywords_at(tokens, place):
            if terminal not in VALUE and (found := homes(terminal)):
                start, end = tokens[place].start, tokens[after - 1].end
                home = tuple(spelling(heading, self.style) if heading else "word-margin" for heading in found)
                self.report("syntax-misplaced", start, end, {"found": (f"`{self.source.text[start:end]}`",), "home": home})
                return True
        return False

    def say(self, line: "_BrokenLine", repair: Repair | None) -> None:
        token = line.tokens[line.bad]
        found = word_of(token, self.source.text)
        expected = expectation(self.automaton, line.states_at(line.bad), self.style)
        match repair:
            case Repair(code="misspelt" | "quoted" as change, at=at):
                wrong, right = line.tokens[at], repair.tokens[at - line.start]
                end = max(right.end, wrong.end) if change == "misspelt" else wrong.end
                code = "syntax-keyword-misspelt" if change == "misspelt" else "syntax-keyword-as-name"
                written = f"`{shorten(self.source.text[wrong.start : end])}`"
                self.report(code, wrong.start, end, {"found": (written,), "keyword": repair.meant})
            case Repair(code="missing", at=at) if at > line.start:
                before = line.tokens[at - 1]
                missing = (spelling(repair.tokens[at - line.start].kind, self.style),)
                self.report(
                    "syntax-missing", before.end, before.end, {"expected": missing, "before": word_of(before, self.source.text)}
                )
            case Repair(code="surplus") if not line.second() and expected not in _ONLY:
                self.report("syntax-surplus", token.start, token.end, {"found": found, "expected": expected})
            case _ if second := line.second():
                second_word = (f"`{self.source.text[second.start : second.end]}`",)
                self.report("syntax-line-end-missing", second.start, second.end, {"found": second_word})
            case _ if branch := line.branch():
                words = {"found": found, "missing": (spelling(branch, self.style),)}
                self.report("syntax-branch-missing", token.start, token.end, words)
            case Repair(code="replaced", at=at) if token.kind in SIGNS and repair.tokens[at - line.start].kind in _MISSING:
                sign = (spelling(repair.tokens[at - line.start].kind, self.style),)
                self.report("syntax-instead", token.start, token.end, {"found": found, "expected": sign})
            case _:
                code = "syntax-quote-misplaced" if token.kind == "QUOTE_LINE" else _ONLY.get(expected, "syntax-unexpected")
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

    def second(self) -> Token | None:
        """Return the keyword of a second declaration or item, where the line could end before it."""
        at = self.bad + (self.tokens[self.bad].kind in ("COMMA", "PAUSE"))
        ends = self.bad > self.start and self.automaton.accepts(self.states_at(self.bad), "NEWLINE")
        readings = keywords_at(self.tokens, at) if ends else ()
        second = next((reading for reading in readings if reading.terminal not in VALUE and homes(reading.terminal)), None)
        return second and self.tokens[at]._replace(end=self.tokens[second.after - 1].end)

    def branch(self) -> str | None:
        """Return the `THEN` or `ELSE` that a conditional expression lacks."""
        expected = set(self.automaton.expected(self.states_at(self.bad)))
        rest = {reading.terminal for place in range(self.bad, self.end) for reading in keywords_at(self.tokens, place)}
        return next((terminal for terminal in ("THEN", "ELSE") if terminal in expected and terminal not in rest), None)

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
                chosen = evolve(repair, reaches=reaches)
        return chosen

    def reach(self, repair: Repair) -> int:
        """Return how many tokens can be read with a repair, or 0 where that is not enough to believe it."""
        rest = self.tokens[self.end : self.end + _FARTHEST]
        tokens = (*repair.tokens, *rest)
        enough = min(len(repair.tokens) + 1 + self.opens, repair.at - self.start + _FAR.get(repair.code, _FARTHEST))
        states, at = list(self.states), 0
        while at < min(len(tokens), _FARTHEST + len(repair.tokens)):
            terminal, after = read(self.automaton, states, tokens, at)
            if not self.automaton.feed(states, terminal):
                break
            at = after
        # What leads no farther than the mistake mends nothing.
        past = self.bad - self.start + len(repair.tokens) - (self.end - self.start)
        return at if at >= enough and at > past else 0

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
                said_for = _SAID_FOR.get(written)
                if said_for not in known and any(reading.after == words for reading in keywords_at(run, 0)):
                    continue
                near = (said_for,) if said_for in known else nearest(written, known)
                few = _fewest(near)
                meant = (*(f"`{word}`" for word in few), *(("word-alike",) if len(few) < len(near) else ()))
                for keyword in few:
                    new = Token(known[keyword], keyword, run[0].start, run[-1].end)
                    change = self.change(place, place + words, new, code="misspelt", faithful=len(near) == 1)
                    yield evolve(change, meant=meant)

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
        before = self.tokens[self.bad - 1] if self.bad > self.start else None
        at = self.tokens[self.bad].start if before is None else before.end
        states = self.states_at(self.bad)
        # A word right behind a number was meant to be its unit.
        is_unit = before is not None and before.kind == "NUMBER" and self.tokens[self.bad].start == before.end
        compares = self.compares(states)
        for kind in kinds:
            if kind == "EQ" and compares:
                continue
            if self.automaton.accepts(states, kind) and not (is_unit and self.tokens[self.bad].kind == "WORD"):
                faithful = code == "missing"
                yield self.change(self.bad, self.bad, _blank(kind, at), code=code, faithful=faithful)

    def compares(self, states: Sequence[int]) -> bool:
        """Say whether a comparison can stand before a token: which one is meant, nobody but the drafter can say."""
        return self.automaton.accepts(states, "GE")

    def deleted(self) -> Iterator[Repair]:
        if self.bad < self.end:
            kinds = {token.kind for token in self.tokens[max(self.start, self.bad - 1) : self.bad + 1]}
            twice = self.bad > self.start and len(kinds) == 1 and kinds <= _TWICE
            yield self.change(self.bad, self.bad + 1, code="surplus", faithful=twice)

    def others(self) -> Iterator[str]:
        yield from (t for t in self.automaton.expected(self.states_at(self.bad)) if t not in LAYOUT and t not in _MISSING)

    def replaced(self) -> Iterator[Repair]:
        if self.bad < self.end:
            at = self.tokens[self.bad].start
            compares = self.compares(self.states_at(self.bad))
            for kind in (*_MISSING, *self.others()):
                if kind in ("EQ", "IS") and compares:
                    continue
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


#: What can be written in the block of each heading is asked of the grammar; these are the headings, from the margin inwards.
_HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "": (),
        "POLICY": ("POLICY", "NAME", "COLON", "NEWLINE", "INDENT"),
        "FACTS": ("FACTS", "COLON", "NEWLINE", "INDENT"),
        "PARAMETER": ("PARAMETER", "NAME", "COLON", "NAME", "NEWLINE", "INDENT"),
        "READING": ("READING", "NAME", "COLON", "NEWLINE", "INDENT"),
        "TIER": ("TIER", "NAME", "COLON", "NEWLINE", "INDENT"),
        "MEASURE": ("MEASURE", "NAME", "COLON", "NEWLINE", "INDENT"),
        "TARGET": ("TARGET", "NAME", "COLON", "NEWLINE", "INDENT"),
        "SCENARIO": ("SCENARIO", "COLON", "NEWLINE", "INDENT"),
    }
)


def is_of_margin(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a line begins with a keyword that stands nowhere but at the margin."""
    return any(homes(reading.terminal) == ("",) for reading in keywords_at(tokens, place))


@cache
def homes(terminal: str) -> tuple[str, ...]:
    """Return the headings under which a line can begin with a keyword; `""` is the margin."""
    tables = automaton()
    inner = {kind: (*_HEADINGS["MEASURE"], kind, "NAME", "COLON", "NEWLINE", "INDENT") for kind in ("ENTITLEMENT", "DUTY")}
    found = []
    for heading, tokens in {**_HEADINGS, **inner}.items():
        states = [tables.start]
        for token in tokens:
            tables.feed(states, token)
        if tables.accepts(states, terminal):
            found.append(heading)
    return tuple(found)


#: What stands for a literal that was not written.
_BLANKS = {"NUMBER": "0", "DATE": "2000-01-01", "PERIOD": "2000Q1", "MONEY": "0 元", "DURATION": "0 day"}


def _blank(kind: str, at: int) -> Token:
    """Return a token that stands for one that was not written."""
    return Token(kind, _BLANKS.get(kind, "?"), at, at)


def nearest(written: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the spellings that a word resembles most: several, where it resembles them equally (`不低于`, `不高于`)."""
    if len(written) > _LONGEST:
        return ()
    # In halves, thirds, … of the letters: at least half of two or three, and seven tenths of more.
    need = Fraction(1, 2) if len(written) <= 3 else Fraction(7, 10)
    scores = {word: _likeness(written, word) for word in known}
    best = max(scores.values(), default=Fraction(0))
    return tuple(word for word, score in scores.items() if score == best) if best >= need else ()


def _fewest(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words, of too many only the first spellings, and nothing where those are too many to choose from."""
    if len(words) > _MOST_MEANT:
        words = tuple(word for word in words if any(word in (k.zh[0], k.en[0]) for k in KEYWORDS.values()))
    return words if len(words) <= _MOST_MEANT else ()


def _likeness(one: str, other: str) -> Fraction:
    """Return the share of letters that two words have in common, in the same order."""
    if 2 * min(len(one), len(other)) < max(len(one), len(other)):
        return Fraction(0)
    common = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return Fraction(2 * common, len(one) + len(other))
