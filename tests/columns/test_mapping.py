"""Columns called what the facts are called are found, and every column that is read is named once."""

from policyrules.columns.mapping import (
    Cell,
    Constant,
    Held,
    Kind,
    Mapping,
    Periods,
    PeriodsIn,
    PeriodsKind,
    RecordsIn,
    RecordsKind,
    Written,
    by_name,
    unread,
    unread_periods,
)
from policyrules.values.types import ListType
from tests.columns.test_layout import PROGRAM


def test_every_column_that_is_read_is_named_once() -> None:
    places = {
        "名": Cell("a"),
        "产值": Periods(((2021, Cell("b")), (2022, Cell("a")))),
        "证书": RecordsIn("c", {}),
        "占比": Constant("3%"),
    }
    assert Mapping(places, id="b", carry=("d",)).columns() == ("b", "d", "a", "c")


def test_columns_are_found_by_the_names_of_the_facts() -> None:
    held = {
        "id": Kind.WHOLE,
        "编号": Kind.TEXT,
        "名": Kind.TEXT,
        "产值[2021]": Kind.WHOLE,
        "产值[二〇二二]": Kind.WHOLE,
        "证书": RecordsKind({"级": Kind.TEXT, "其他": Kind.TEXT}),
        "成立": None,
        "别的": Kind.TEXT,
    }
    found = by_name(PROGRAM, held)
    assert found.id == "编号"
    assert found.places == {
        "名": Cell("名"),
        "产值": Periods(((2021, Cell("产值[2021]")),)),
        "证书": RecordsIn("证书", {"级": Cell("级")}),
    }
    assert unread(PROGRAM, held, found.places) == ("成立",)


def test_columns_that_are_called_like_periods_of_facts_and_are_not_read_are_found() -> None:
    names = ("产值[2021]", "产值[2021年]", "产值[二〇二二]", "名[2021]", "别的[2021]")
    held: dict[str, Held] = dict.fromkeys(names, Kind.TEXT)
    places = by_name(PROGRAM, held).places
    assert places == {"产值": Periods(((2021, Cell("产值[2021]")),))}
    assert [column for column, _ in unread_periods(PROGRAM, held, places)] == ["产值[2021年]", "产值[二〇二二]", "名[2021]"]


def test_of_a_column_without_values_nothing_is_known_and_nothing_is_wrong() -> None:
    held = dict.fromkeys(("名", "产值", "产值[2021]", "证书"), Kind.NOTHING)
    assert by_name(PROGRAM, held).places == {} and unread(PROGRAM, held, {}) == ()


def test_records_with_a_field_that_nothing_is_read_from_are_not_read() -> None:
    """The field would seem to be left out: an optional one would be known not to be there."""
    spec = next(one for one in PROGRAM.facts if isinstance(one.type, ListType))
    assert isinstance(spec.type, ListType)
    first, *others = (one.name for one in spec.type.element.fields)
    held: dict[str, Held] = {spec.name: RecordsKind({first: Kind.TEXT}, frozenset({"备注"}))}
    assert spec.name in by_name(PROGRAM, held).places and not unread(PROGRAM, held, by_name(PROGRAM, held).places)
    held = {spec.name: RecordsKind({first: Kind.TEXT}, frozenset(others))}
    assert by_name(PROGRAM, held).places == {} and unread(PROGRAM, held, {}) == (spec.name,)


def test_a_series_may_stand_in_one_column() -> None:
    found = by_name(PROGRAM, {"产值": PeriodsKind(Kind.WHOLE, Kind.NUMBER), "证书": Kind.TEXT})
    assert found.places == {"产值": PeriodsIn(Cell("产值")), "证书": Written("证书")} and found.id is None
