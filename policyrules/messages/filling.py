"""How the sentences of people are filled: what stands in braces, and in English whether there is one of it or many."""

from collections.abc import Mapping


class Said(str):
    """What a sentence says of something; of a count, `{errors:error|errors}` is `1 error` or `2 errors`."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        one, several, many = spec.partition("|")
        return f"{self!s} {one if self == '1' else many}" if several else super().__format__(spec)


def filled(sentence: str, words: Mapping[str, object]) -> str:
    """Return a sentence with its words. Raises `KeyError` with the name of one that is not given."""
    return sentence.format_map({name: Said(word) for name, word in words.items()})
