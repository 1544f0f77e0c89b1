"""The document of a random policy, written while the policy is drawn.

In: sections with their titles, the sentences that declarations quote, and the units of their brackets. Out: the text, and the
place of each section. Nothing stands in it that nothing encodes, save the headings of chapters, which are handed back to be
left out with a reason.
"""

from typing import Literal

from attrs import define, field

from policyrules.testing.wild.words import Language, han

#: How the sections are numbered: `一、`, `一、` with `(一)` below, `第一条`, or `Section 1.`.
Numbering = Literal["flat", "nested", "articles", "english"]

#: So many sections stand in a chapter.
_IN_CHAPTER = 3


@define
class Section:
    """A section: its place, its number as written, and what follows."""

    place: str
    mark: str
    title: str
    sentences: list[str] = field(factory=list)
    units: tuple[str, ...] = ()
    bracketed: bool = False
    below: "list[Section]" = field(factory=list)

    def text(self, language: Language) -> str:
        """Return the lines of the section and of those below it."""
        stop = "。" if language == "zh" else ". "
        words = [self.mark + self.title + stop if self.title else self.mark]
        words += [sentence + stop for sentence in self.sentences]
        if self.bracketed:
            label, mark = ("责任单位:", "、") if language == "zh" else ("Responsible units: ", ", ")
            words.append(f"[{label}{mark.join(self.units)}]")
        return "\n".join(["".join(words).rstrip(), *(one.text(language) for one in self.below)])


@define
class Document:
    """The document so far."""

    language: Language
    numbering: Numbering
    head: list[str] = field(factory=list)
    sections: list[Section] = field(factory=list)
    chapters: list[Section] = field(factory=list)
    sentences: int = 0

    def next_sentence(self) -> int:
        """Return the number of a further sentence."""
        self.sentences += 1
        return self.sentences

    def section(self, title: str) -> Section:
        """Begin a section."""
        if self.numbering != "nested":
            place, mark = self._numbered(len(self.sections) + 1)
            self.sections.append(Section(place, mark, title))
            return self.sections[-1]
        if not self.chapters or len(self.chapters[-1].below) == _IN_CHAPTER:
            number = han(len(self.chapters) + 1)
            self.chapters.append(Section(number, f"{number}、", f"总体要求{len(self.chapters) + 1}"))
            self.sections.append(self.chapters[-1])
        return self.below(self.chapters[-1], title)

    def below(self, section: Section, title: str) -> Section:
        """Begin a section inside another."""
        number = len(section.below) + 1
        if self.language == "en" or section.mark.startswith("("):
            mark, place = f"{number}. ", f"{section.place}{number}"
        else:
            mark, place = f"({han(number)})", f"{section.place}({han(number)})"
        section.below.append(Section(place, mark, title))
        return section.below[-1]

    def _numbered(self, number: int) -> tuple[str, str]:
        match self.numbering:
            case "articles":
                return f"第{han(number)}条", f"第{han(number)}条 "
            case "english":
                return f"Section{number}", f"Section {number}. "  # a place is written without spaces
            case _:
                return han(number), f"{han(number)}、"

    def text(self) -> str:
        """Return the whole text."""
        return "\n".join([*self.head, *(section.text(self.language) for section in self.sections)]) + "\n"
