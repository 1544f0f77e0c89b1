"""The words of random policies say what they are meant to say."""

import pytest

from policyrules.testing.wild.words import STEMS, VERBS_OF, Language, han, is_said, promise
from policyrules.values.modality import modality_of, strength


def test_no_name_is_meant_for_two_things_before_it_is_numbered() -> None:
    stems = [stem for kind in ("option", "exception", "stage", "unit", "use") for stem in STEMS[kind]]
    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sentence_promises_what_its_verb_says(language: Language) -> None:
    said = [verb for verb in VERBS_OF[language] if is_said(verb, promise(language, 12, verb))]
    assert said[0] == VERBS_OF[language][0]
    assert len(said) > len(VERBS_OF[language]) * 0.8
    for verb in said:
        assert modality_of(verb, [promise(language, 12, verb)], []) is strength(verb)


def test_numbers_are_written_as_documents_do() -> None:
    assert [han(n) for n in (1, 10, 11, 20, 35, 99)] == ["一", "十", "十一", "二十", "三十五", "九十九"]
