"""`kruzhok quote`: the worked examples of the rules, and everything that is no contract."""

import json

import pytest

from tests.office.conftest import Kruzhok, refused

X1 = {
    "--price": "9000.00",
    "--normative": "9000.00",
    "--available": "15102.00",
    "--group": "2020-09-01..2020-12-31",
    "--start": "2020-09-01",
    "--period-end": "2020-12-31",
}
X2 = X1 | {
    "--price": "27300.00",
    "--normative": "24570.00",
    "--group": "2020-09-01..2021-05-31",
}
X3 = X1 | {"--price": "7320.00", "--normative": "7320.00", "--available": "6102.00"}
X4 = X1 | {"--price": "12200.00", "--normative": "12200.00", "--start": "2020-10-16"}


def words(options: dict[str, str]) -> list[str]:
    return ["quote", *(word for pair in options.items() for word in pair)]


@pytest.mark.parametrize(
    ("example", "sums", "certificate", "parent"),
    [
        (X1, (900000, 900000, 0), [221313, 226229, 226229, 226229], [0, 0, 0, 0]),
        (
            X2,
            (1220000, 1098000, 122000),
            [270000, 276000, 276000, 276000],
            [30002, 30666, 30666, 30666],
        ),
        (
            X3,
            (732000, 610200, 121800),
            [150051, 153383, 153383, 153383],
            [29952, 30616, 30616, 30616],
        ),
        (X4, (770000, 770000, 0), [160000, 305000, 305000], [0, 0, 0]),
    ],
    ids=["X1", "X2", "X3", "X4"],
)
def test_the_worked_examples_are_quoted_to_the_kopeck(
    kruzhok: Kruzhok,
    example: dict[str, str],
    sums: tuple[int, int, int],
    certificate: list[int],
    parent: list[int],
) -> None:
    result = kruzhok(*words(example), "--json")

    first = 10 if example is X4 else 9
    months = [f"2020-{month:02d}" for month in range(first, 13)]
    assert result.exit_code == 0
    assert result.stderr == ""
    assert json.loads(result.stdout) == {
        "stop": "2020-12-31",
        "total": sums[0],
        "certificate": sums[1],
        "parent": sums[2],
        "certificate_schedule": [
            {"month": month, "kopecks": kopecks}
            for month, kopecks in zip(months, certificate, strict=True)
        ],
        "parent_schedule": [
            {"month": month, "kopecks": kopecks}
            for month, kopecks in zip(months, parent, strict=True)
        ],
    }


def test_a_certificate_ends_a_contract_with_its_last_valid_day(kruzhok: Kruzhok) -> None:
    result = kruzhok(*words(X1), "--valid-until", "2020-11-15", "--json")

    assert json.loads(result.stdout)["stop"] == "2020-11-15"


def test_without_a_normative_cost_the_price_is_the_ceiling(kruzhok: Kruzhok) -> None:
    options = {name: value for name, value in X2.items() if name != "--normative"}

    quoted = json.loads(kruzhok(*words(options), "--json").stdout)

    assert (quoted["certificate"], quoted["parent"]) == (1220000, 0)


def test_people_get_a_table(kruzhok: Kruzhok) -> None:
    result = kruzhok(*words(X2))

    assert result.exit_code == 0
    assert "12200.00" in result.stdout
    assert "300.02" in result.stdout
    assert "2020-12" in result.stdout


@pytest.mark.parametrize(
    "start",
    ["2020-08-31", "2021-01-01"],
    ids=["before the group", "after the last possible day"],
)
def test_a_start_on_which_no_contract_can_begin_is_refused(kruzhok: Kruzhok, start: str) -> None:
    sentence = refused(kruzhok(*words(X2 | {"--start": start}), "--json"))

    assert "impossible-dates" in sentence


@pytest.mark.parametrize("start", ["2020-09-01", "2020-12-31"])
def test_the_first_and_the_last_possible_day_are_days_to_begin(
    kruzhok: Kruzhok, start: str
) -> None:
    assert kruzhok(*words(X2 | {"--start": start}), "--json").exit_code == 0


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--price", "9 00"),
        ("--price", "-1"),
        ("--price", "1.001"),
        ("--price", "much"),
        ("--available", ""),
        ("--start", "01.09.2020"),
        ("--start", "20200901"),
        ("--start", "2020-02-30"),
        ("--group", "2020-09-01"),
        ("--group", "2021-05-31..2020-09-01"),
        ("--group", "2020-09-01..never"),
        ("--period-end", "31"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(
    kruzhok: Kruzhok, option: str, value: str
) -> None:
    sentence = refused(kruzhok(*words(X2 | {option: value}), "--json"))

    assert option in sentence


def test_a_missing_option_is_named(kruzhok: Kruzhok) -> None:
    options = {name: value for name, value in X1.items() if name != "--start"}

    assert "--start" in refused(kruzhok(*words(options)))
