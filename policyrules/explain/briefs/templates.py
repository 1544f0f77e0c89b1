"""What is said of every decision alike, with places that each fills in, and the text of Python that says it.

In: sentences in the order in which they are told, and the expressions of what says which are told, and of what fills them in.
Out: a `Template`, and lines of Python that put what is said into a list. A text stands there as `repr` writes it, and never as
anything that is run. Knows no policy, and not what an expression reads.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, assert_never

from attrs import define, field, frozen

from policyrules.diagnostics import Language
from policyrules.explain.words import say
from policyrules.source import unhidden


@frozen
class Filled:
    """A place in a text: the expression that fills it in."""

    expression: str


#: A part of a sentence.
Piece = str | Filled


@frozen
class Sentence:
    """One sentence."""

    pieces: tuple[Piece, ...]


@frozen
class Listing:
    """One sentence that names those of some values of which a condition holds, if there are any."""

    start: str
    values: tuple[tuple[str | None, tuple[Piece, ...]], ...]
    end: str = ""


@frozen
class Lines:
    """What is told one after the other: all, or what a condition is met of."""

    told: "tuple[tuple[str | None, Template], ...]"


@frozen
class Choice:
    """What is told of the first condition that is met, or otherwise."""

    cases: "tuple[tuple[str, Template], ...]"
    otherwise: "Template"


@frozen
class Named:
    """A sentence of a name, and what is told under it."""

    name: str
    below: "Template"


@frozen
class Asked:
    """What a function says of a decision in sentences, which has no template."""

    say: Callable[[Any], list[str]] = field(eq=False)


Template = Sentence | Listing | Lines | Choice | Named | Asked


def around(before: str, one: Template, after: str) -> Template:
    """Put something before and after what is one sentence."""
    match one:
        case Sentence(pieces):
            return Sentence((before, *pieces, after))
        case Listing(start, values, end):
            return Listing(before + start, values, end + after)
        case Choice(cases, otherwise):
            told = tuple((condition, around(before, case, after)) for condition, case in cases)
            return Choice(told, around(before, otherwise, after))
        case Asked(asked):
            return Asked(lambda decision: [f"{before}{one}{after}" for one in asked(decision)])
        case Lines() | Named():
            raise AssertionError("these may be more sentences than one")
        case _:
            assert_never(one)


def every(told: Sequence[Template]) -> Template:
    """Return what tells one after the other, all of them."""
    return told[0] if len(told) == 1 else Lines(tuple((None, one) for one in told))


def under(name: str | None, below: Template, language: Language) -> Template:
    """Put what is told under a name, where there is one; where it is known how many sentences it is, in one."""
    if name is None:
        return below
    match below:
        case Sentence(pieces):
            return Sentence((name, say("colon", language), *pieces))
        case Lines(told) if len(told) > 1:
            sentences = [one.pieces for condition, one in told if condition is None and isinstance(one, Sentence)]
            return Named(name, below) if len(sentences) < len(told) else Sentence((name, *_bracketed(sentences, language)))
        case _:
            return Named(name, below)


def _bracketed(sentences: Sequence[tuple[Piece, ...]], language: Language) -> Iterator[Piece]:
    start, end = halves("square-brackets", language, "text")
    yield start
    for place, pieces in enumerate(sentences):
        yield from (say("semicolon", language), *pieces) if place else pieces
    yield end


def halves(phrase: str, language: Language, word: str) -> tuple[str, str]:
    """Return what stands before and after the one word of a phrase."""
    before, _, after = say(phrase, language, **{word: "\0"}).partition("\0")
    return before, after


# --- the text ---------------------------------------------------------------------------------------------------------


def text(pieces: Sequence[Piece]) -> str:
    """Return the expression of a text; CPython makes of it what it makes of an f-string."""
    filled = "".join(f"{one.expression}, " for one in pieces if isinstance(one, Filled))
    if not filled:
        return fixed("".join(map(str, pieces)))
    form = "".join("%s" if isinstance(one, Filled) else one.replace("%", "%%") for one in pieces)
    return f"{fixed(form)} % ({filled})"


def fixed(text: str) -> str:
    """Return the expression of a text that is the same for all: characters that are not seen are shown."""
    return repr(unhidden(text))


@define
class Writing:
    """Writes templates in one language, and keeps the constants that the text names, beside those that it was given."""

    language: Language
    constants: dict[str, object] = field(factory=dict)
    _lists: int = 0

    def __attrs_post_init__(self) -> None:
        self.constants["listed"] = _listing(self.language)

    def lines(self, template: Template, into: str) -> Iterator[str]:
        """Yield the lines that put what a template says into a list."""
        match template:
            case Sentence(pieces):
                yield f"{into}.append({text(pieces)})"
            case Listing():
                yield from self._listing(template, into)
            case Lines(told):
                for condition, one in told:
                    yield from self._if(condition, self.lines(one, into))
            case Choice(cases, otherwise):
                for place, (condition, one) in enumerate(cases):
                    yield f"{'elif' if place else 'if'} {condition}:"
                    yield from _indented(self.lines(one, into))
                yield "else:"
                yield from _indented(self.lines(otherwise, into))
            case Named(name, below):
                own = self._list()
                yield f"{own} = []"
                yield from self.lines(below, own)
                yield f"{into}.append({self._named(name, own)})"
            case Asked(asked):
                name = f"asked{len(self.constants)}"
                self.constants[name] = asked
                yield f"{into} += {name}(decision)"
            case _:
                assert_never(template)

    def _named(self, name: str, told: str) -> str:
        """Return the expression that puts sentences under a name; it stands there whole, which takes less than to call it."""
        start, end = halves("square-brackets", self.language, "text")
        one = text((name + say("colon", self.language), Filled(f"{told}[0]")))
        more = text((name + start, Filled(f"{say('semicolon', self.language)!r}.join({told})"), end))
        return f"{one} if len({told}) == 1 else {more} if {told} else {fixed(name)}"

    def _listing(self, template: Listing, into: str) -> Iterator[str]:
        own = self._list()
        yield f"{own} = []"
        for condition, pieces in template.values:
            yield from self._if(condition, [f"{own}.append({text(pieces)})"])
        yield f"{into}.append(listed({fixed(template.start)}, {own}, {fixed(template.end)}))"

    def _if(self, condition: str | None, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
        if condition is None:
            yield from lines
        else:
            yield f"if {condition}:"
            yield from _indented(lines)

    def _list(self) -> str:
        self._lists += 1
        return f"said{self._lists}"


def _indented(lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _listing(language: Language) -> Callable[[str, Sequence[str], str], str]:
    """Return what lists values behind what they are asked for."""
    colon, comma = say("colon", language), say("comma", language)

    def listed(start: str, told: Sequence[str], end: str) -> str:
        return f"{start}{colon}{comma.join(told)}{end}" if told else start + end

    return listed
