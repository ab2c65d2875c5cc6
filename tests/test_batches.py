"""Many clients at once: one bad one costs only itself, and whatever is not kept costs no memory."""

from __future__ import annotations

import gc
import tracemalloc
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta

import attrs
import pytest

import clientreturn as cr

AS_OF = date(2026, 3, 2)


def client(number: int, silent: int = 20) -> cr.Client:
    bought = [cr.Purchase(AS_OF - timedelta(silent + 30 * n), 100, "EUR") for n in range(3)]
    return cr.Client(f"C-{number}", purchases=bought)


def stream(count: int) -> Iterator[cr.Client]:
    return (client(number) for number in range(count))


def breaking(story: cr.Story) -> int:
    """A firm's own fact that fails for one client."""
    if story.client.id == "C-1":
        raise RuntimeError("the shop's table is gone")
    return 1


def wild(story: cr.Story) -> list[cr.Evidence]:
    """A finder that fails for one client."""
    if story.client.id == "C-1":
        raise ZeroDivisionError("nothing to divide by")
    return []


STARS = cr.Fact("stars", "stars given by the seller")


def with_own_fact() -> cr.Policy:
    pack = cr.Pack(
        "shop",
        facts=[(STARS, breaking)],
        books={"standing": [(cr.Rule("shop.starred", STARS > 4, cr.Standing.ACTIVE, "{stars}"), "standing.at-risk")]},
    )
    return cr.Policy().with_pack(pack)


def with_finder() -> cr.Policy:
    return cr.Policy().with_pack(cr.Pack("shop", finders=[cr.Finder("shop.wild", wild)]))


def test_one_bad_client_costs_only_itself() -> None:
    many: list[object] = [client(0), "no client", client(1), None, client(1), 7, client(2)]
    review = cr.review(iter(many), as_of=AS_OF)  # type: ignore[arg-type]
    assert [row.client for row in review] == ["C-0", "C-1", "C-2"]
    assert [bad.client for bad in review.refused] == ["number 2", "number 4", "C-1", "number 6"]
    assert all(bad.error.startswith("ClientReturnError: ") for bad in review.refused)
    assert [row.client for row in cr.review([client(n) for n in range(3)], as_of=AS_OF)] == ["C-0", "C-1", "C-2"]


@pytest.mark.parametrize(
    ("policy", "silent", "named"),
    [
        (with_own_fact(), 20, ["rule 'shop.starred'", "fact 'stars'", "the shop's table is gone"]),
        (with_finder(), 200, ["finder 'shop.wild'", "nothing to divide by"]),
    ],
    ids=["fact and rule", "finder"],
)
def test_what_a_third_party_raises_is_told_with_its_id_and_the_clients(
    policy: cr.Policy, silent: int, named: list[str]
) -> None:
    many = [client(n, silent) for n in range(3)]
    review = cr.review(many, as_of=AS_OF, policy=policy)
    (bad,) = review.refused
    assert bad.client == "C-1"
    for part in named:
        assert part in bad.error
    assert len(review.rows) == 2
    (worse,) = [one for one in cr.nightly(many, as_of=AS_OF, policy=policy) if not isinstance(one, cr.Snapshot)]
    assert worse == bad
    with pytest.raises(cr.ClientReturnError) as caught:
        cr.assess(many[1], as_of=AS_OF, policy=policy)
    assert named[0] in caught.value.field
    assert caught.value.__cause__ is not None
    assert cr.assess(many[0], as_of=AS_OF, policy=policy).standing.says is not None


def test_a_finder_that_finds_what_is_no_evidence_is_named() -> None:
    policy = cr.Policy().with_pack(cr.Pack("shop", finders=[cr.Finder("shop.odd", lambda story: [1])]))  # type: ignore[list-item]
    with pytest.raises(cr.ClientReturnError, match=r"shop\.odd"):
        cr.assess(client(1, 200), as_of=AS_OF, policy=policy)


def test_a_rule_that_compares_text_with_numbers_is_named() -> None:
    pack = cr.Pack(
        "shop",
        facts=[(STARS, lambda story: "four")],
        books={"standing": [(cr.Rule("shop.starred", STARS > 4, cr.Standing.ACTIVE, "{stars}"), "standing.at-risk")]},
    )
    with pytest.raises(cr.ClientReturnError, match=r"rule 'shop\.starred'"):
        cr.assess(client(1), as_of=AS_OF, policy=cr.Policy().with_pack(pack))


# --- memory -----------------------------------------------------------------------------------------------


def kept(held: object) -> int:
    """Bytes in use while something is held."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.fixture
def traced() -> Iterator[None]:
    """What is made once for all is there before; then every byte is counted."""
    list(cr.nightly(stream(2), as_of=AS_OF))
    cr.review(stream(2), as_of=AS_OF)
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("traced")
def test_a_night_keeps_nothing_of_the_clients_that_went_through() -> None:
    night = cr.nightly(stream(150), as_of=AS_OF)
    for _ in range(50):
        last = next(night)
    before = kept(last)
    last = deque(night, maxlen=1)[0]
    assert kept(last) - before < 2_000


@pytest.mark.usefixtures("traced")
def test_a_review_without_records_keeps_a_line_for_each_client_and_cases_of_the_gone_only() -> None:
    before = kept(None)
    review = cr.review(stream(100), as_of=AS_OF, keep_records=False)
    assert not review.inputs.records
    assert len(review.rows) == 100
    assert len(review.cases) == 0
    assert (kept(review) - before) / 100 < 3_000


def test_a_million_purchases_of_one_client_are_judged() -> None:
    days = [date(2000, 1, 1) + timedelta(n) for n in range(9_500)]
    bought = [cr.Purchase(day, 10, "EUR") for day in days]
    one = attrs.evolve(cr.Client("C-7"), purchases=(bought * 106)[:1_000_000])
    case = cr.assess(one, as_of=AS_OF)
    assert case.standing.says is not None
    assert case.worth is not None
    assert len(case.judgement.story.visits.days) == len([day for day in days if day <= AS_OF])


def test_doors_can_be_asked_again_after_a_refusal() -> None:
    with pytest.raises(cr.ClientReturnError):
        cr.review(5, as_of=AS_OF)  # type: ignore[arg-type]
    assert len(cr.review(stream(2), as_of=AS_OF)) == 2
    assert attrs.fields(type(cr.review(stream(1), as_of=AS_OF)))
