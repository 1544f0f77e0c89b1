import policyrules
from policyrules.receipts.answers import named
from policyrules.receipts.written import questions_of
from tests.receipts.receipts import DAY, FACTS


def test_every_question_is_found_with_its_parts(jiangmen: policyrules.Policy) -> None:
    found = questions_of(jiangmen.decide(FACTS, DAY))
    program = jiangmen.program
    assert {ids[0] for ids in found} == set(program.ids)
    for question in named(program):
        parts = {part[-1] for part in found[(question.id,)].parts}
        assert parts == {program.ids[argument] for argument in question.node.args} | {one.id for one in question.inside}
    assert all(one.whole in found for one in found.values())


def test_what_is_written_is_its_own_whole_and_what_is_not_is_part_of_something_that_is(jiangmen: policyrules.Policy) -> None:
    found = questions_of(jiangmen.decide(FACTS, DAY))
    verdict = jiangmen.outline.entitlements[0]
    own = (jiangmen.program.ids[verdict.verdict],)
    assert found[own].whole == own and found[own].site is not None
    parts = [one for ids, one in found.items() if one.whole != ids]
    assert parts and all(found[one.whole].site is one.site for one in parts)


def test_in_a_book_the_lines_are_those_of_each_policy() -> None:
    book = policyrules.load_book(["江门专精特新", "优质中小企业"])
    assert isinstance(book, policyrules.Book)
    found = questions_of(book.decide(FACTS, DAY))
    lines = {one.site.line for one in found.values() if one.site}
    assert len(found) > len(book.program.ids) and len(lines) > 50
