"""What a line of the reasons that has others below it is called.

In: an `Explanation`. Out: its heading in Chinese or English: what is asked of the lines below.
"""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from policyrules.core.outline import SiteKind
from policyrules.diagnostics import Language
from policyrules.explain.explanation import Connective, Explanation
from policyrules.explain.phrases import exception_words, period, plain, record_name
from policyrules.explain.words import say
from policyrules.values.answers import Truth

#: How it is said that another award has to be given, or must not be.
_OF_AWARDS: Mapping[SiteKind | None, str] = MappingProxyType(
    {SiteKind.ENTITLED: "entitled-to", SiteKind.EXCLUDED: "not-together-with"}
)


@frozen
class Headings:
    """Headings in one language; `tiers` are the titles of the tiers."""

    language: Language
    tiers: Mapping[str, str]

    def of(self, explanation: Explanation) -> str:
        """Return the heading of a line."""
        if explanation.record is not None:
            return record_name(explanation.record, self.language)
        if explanation.kind in (SiteKind.TIER, SiteKind.CRITERIA):
            return self.held(explanation)
        if explanation.kind in _OF_AWARDS:
            text = say(_OF_AWARDS[explanation.kind], self.language, name=explanation.label)
            return self.cited(text, explanation)
        if explanation.kind is SiteKind.EXCEPTIONS:
            return self.excepted(explanation) or say("no-exception", self.language)
        if explanation.at is not None:
            return period(*explanation.at, self.language)
        if explanation.quantifier is not None:
            return self._labelled(explanation, self._records(explanation))
        match explanation.connective:
            case Connective.ANY:
                return self._labelled(explanation, self._alternatives(explanation))
            case Connective.AT_LEAST:
                return self._labelled(explanation, self._at_least(explanation))
            case Connective.NOT:
                return explanation.label or say("none-of", self.language)
            case Connective.ALL if explanation.label is None:
                return say("all-of", self.language)
            case _ if explanation.document is not None:
                return self.cited(explanation.label or plain(explanation.text), explanation)
            case _:
                text = explanation.label or plain(explanation.text)
                clause = explanation.clause if explanation.kind is SiteKind.DEFINITION else None
                return text if clause is None else say("clause-of", self.language, text=text, clause=clause)

    def excepted(self, explanation: Explanation) -> str:
        """Say which exceptions apply or may; nothing where none does."""
        return say("semicolon", self.language).join(exception_words(one, self.language) for one in explanation.exceptions)

    def held(self, explanation: Explanation) -> str:
        """Say a tier, with the clause that it stands in, after the name of the line where that is another."""
        title = self._title(explanation)
        text = say("held" if explanation.kind is SiteKind.TIER else "qualifies", self.language, tier=title)
        text = self.cited(text, explanation)
        return text if explanation.label == title else self._labelled(explanation, text)

    def cited(self, text: str, explanation: Explanation) -> str:
        """Add the clause that a line stands in, with the document where that is another one."""
        place = " ".join(part for part in (explanation.document, explanation.clause) if part is not None)
        return say("clause-of", self.language, text=text, clause=place) if place else text

    def _title(self, explanation: Explanation) -> str:
        return self.tiers.get(explanation.tier or "") or plain(explanation.label or explanation.text)

    def _labelled(self, explanation: Explanation, said: str) -> str:
        return said if explanation.label is None else f"{explanation.label}{say('colon', self.language)}{said}"

    def _records(self, explanation: Explanation) -> str:
        untold = "list-withheld" if explanation.withheld else "list-unknown"
        told = explanation.connective is not Connective.LEAF
        return say("records-of" if told else untold, self.language, list=explanation.list_name)

    def _alternatives(self, explanation: Explanation) -> str:
        if not are_tiers(explanation):
            return say("one-of", self.language)
        tiers = say("list", self.language).join(self._title(child) for child in explanation.children)
        return say("one-of-held", self.language, tiers=tiers)

    def _at_least(self, explanation: Explanation) -> str:
        truths = [child.truth for child in explanation.children]
        counts = {"all": len(truths), "count": explanation.count, "held": truths.count(Truth.T)}
        text = say("at-least-of", self.language, **counts)
        unknown = truths.count(Truth.U)
        return text + say("at-least-open", self.language, open=unknown) if unknown else text


def are_tiers(explanation: Explanation) -> bool:
    """Say whether all lines directly below ask for tiers."""
    return all(child.kind is SiteKind.TIER for child in explanation.children)
