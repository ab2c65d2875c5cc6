"""What a note can speak of, the same in every language, and which combinations of it are a reason for leaving."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["COMBINATIONS", "CONCEPTS", "CUES", "MORE_SPECIFIC", "SAID_BY_DENIAL", "TOPICS", "Combination"]

CUES: Final = frozenset(
    [
        "NOT",
        "NOT_AFTER",
        "NOT_EITHER",
        "BUT",
        "COMMON",
        "CAUSE",
        "LEAVE",
        "PROBLEM",
        "TEMPORARY",
        "NEW",
        "AGENDA",
        "WE",
        "SHORT",
    ]
)
"""Words that say nothing by themselves but change what the others say."""

TOPICS: Final = frozenset(
    [
        "PRICE",
        "DELIVERY",
        "SERVICE",
        "QUALITY",
        "STAFF",
        "BOSS",
        "CONTACT",
        "PROMISE",
        "TERMS",
        "BILL",
        "STOCK",
        "FEATURE",
        "RANGE",
        "RIVAL",
        "RELATIVE",
        "FRIEND",
        "ORDER",
        "LOYALTY",
        "TRUST",
        "DISCOUNT",
        "MONEY",
        "NEED",
        "PROJECT",
        "OWN",
        "BUSINESS",
        "SPECIALIST",
    ]
)
"""What is spoken about; the other concepts say something about it."""

CONCEPTS: Final = (
    CUES
    | TOPICS
    | frozenset(
        [
            "DEAR",
            "UP",
            "CHEAP",
            "AFFORD",
            "GOOD",
            "BETTER",
            "BAD",
            "FAST",
            "LATE",
            "ONTIME",
            "RUDE",
            "KEPT",
            "TOLD",
            "CALLED",
            "AVAILABLE",
            "WORKS",
            "FIT",
            "COMPLEX",
            "MISSING",
            "WRONG",
            "CHANGED",
            "GONE",
            "DECIDES",
            "PAID",
            "DONE",
            "SUPPLIES",
            "RESPECT",
            "AMATEUR",
            "DIED",
            "BANKRUPT",
            "CLOSED",
            "MOVED",
            "HARD",
            "DEBT",
            "FORGOT",
            "WONDER",
            "LOCKED",
            "BRIBE",
            "ADMIN",
            "RUMOUR",
            "TENDER",
            "INHOUSE",
            "HIRED",
            "CHANCE",
            "DROPPED",
            "DISCONTINUED",
            "LIED",
            "MERGER",
            "DEFECT",
            "CAPACITY",
            "STRANGER",
            "LEARNT",
        ]
    )
)


class Combination(NamedTuple):
    """Concepts that together speak for a reason, and how strongly, in (0, 1]."""

    concepts: frozenset[tuple[str, int]]
    reason: str
    weight: float


_TABLE: Final = """
company.priced-out        PRICE MONEY- .72 / PRICE MONEY FIT- .75 / PRICE MONEY AFFORD- .75 / DEAR .45 / PRICE UP .75 / UP DEAR .7 / PRICE DEAR .5 / PRICE BAD .45 / PRICE PROBLEM .45 /
                          PRICE CAUSE .42 / PRICE LEAVE .4 / PRICE SHORT .4 / AFFORD- .5 / PRICE GOOD- .45 /
                          PRICE FIT- .45 / TERMS UP .6 / BILL UP .55 / PRICE CHANGED .55 / UP LEAVE .5 / BILL DEAR .5 /
                          PRICE UP RIVAL .7 / PRICE CAPACITY- .6 / DISCOUNT- .45 / UP AFFORD- .75 / PRICE AFFORD- .6 / UP SHORT .5
competitor.better-price   RIVAL PRICE .6 / RIVAL DISCOUNT .78 / DISCOUNT LEAVE .55 / DISCOUNT BETTER .6 / RIVAL CHEAP .8 / RIVAL DEAR .65 / CHEAP .6 / CHEAP LEAVE .7 / PRICE BETTER .6 /
                          RIVAL PRICE BETTER .8 / RIVAL PRICE GOOD .8 / RIVAL PRICE CHEAP .85 / PRICE CHEAP .65
competitor.better-service RIVAL BETTER .45 / RIVAL BETTER SERVICE .8 / RIVAL BETTER QUALITY .8 / RIVAL GOOD .4 /
                          RIVAL FAST .48 / RIVAL FAST LEAVE .75 / RIVAL FAST BETTER .78 / RIVAL FAST DELIVERY .85 / RIVAL FAST SERVICE .8 / RIVAL GOOD SERVICE .75 / RIVAL GOOD QUALITY .75 / RIVAL ONTIME .6 /
                          FAST LEAVE .6 / BETTER SERVICE .6 / BETTER QUALITY .55 / RIVAL FEATURE .65 /
                          RIVAL BETTER DELIVERY .8 / BETTER DELIVERY .6 / RIVAL DELIVERY FAST .85 / RIVAL GOOD DELIVERY .75 /
                          RIVAL BETTER TERMS .75 / BETTER TERMS .6 / RIVAL GOOD TERMS .7 / RIVAL TERMS .5 / RIVAL RANGE .6 /
                          RIVAL BETTER FEATURE .8 / RIVAL GOOD FEATURE .75 / RIVAL AVAILABLE .5 / BETTER LEAVE .4 /
                          RIVAL BETTER RANGE .8 / RIVAL BETTER STAFF .8
competitor.unrealistic-promise WONDER .6 / WONDER RIVAL .85 / WONDER PROMISE .8 / RIVAL PROMISE .72 / RIVAL PROMISE WONDER .9
competitor.cheap-amateur  AMATEUR .75 / AMATEUR CHEAP .88 / AMATEUR PRICE .85 / AMATEUR LEAVE .8
competitor.lock-in        LOCKED CLOSED .82 / LOCKED TERMS .82 / LOCKED .7 / LOCKED RIVAL .85 / LOYALTY .6 / LOYALTY RIVAL .85 / LOYALTY LEAVE .75
competitor.kickback       BRIBE .85 / ADMIN .72
competitor.third-party    RUMOUR .75 / RIVAL BANKRUPT .85 / RUMOUR BANKRUPT .85 / RUMOUR RIVAL .85 / TOLD BANKRUPT RIVAL .9
competitor.tender-lost    TENDER .75 / TENDER ADMIN .88 / TENDER LOYALTY .85 / TENDER BOSS .8
company.forgotten         CALLED- .72 / FORGOT .75 / CALLED- FORGOT .85
company.poor-service      SERVICE BAD .8 / QUALITY BAD .8 / BAD .45 / DEFECT .48 / DEFECT SHORT .72 / DEFECT ORDER .75 / DEFECT LEAVE .75 / DEFECT PROBLEM .75 / WORKS- .48 / WORKS- SHORT .6 / SERVICE LATE .75 / SERVICE PROBLEM .6 /
                          SERVICE GOOD- .75 / QUALITY GOOD- .75 / QUALITY PROBLEM .65 / GOOD- .5 / SERVICE CALLED- .75 /
                          SERVICE CAUSE .5 / QUALITY CAUSE .55 / SERVICE WORKS- .7 / SERVICE SHORT .5 / QUALITY SHORT .55 /
                          WRONG .4 / QUALITY LEAVE .5 / SERVICE LEAVE .45 / SERVICE WRONG .55 / BAD STAFF SERVICE .7 / CALLED- PROBLEM .6 /
                          QUALITY DEFECT .8 / QUALITY CHANGED .5 / CALLED- WORKS- .65 / DELIVERY WRONG .55 / DELIVERY DEFECT .75
company.broken-promise    PROMISE .35 / PROMISE- .6 / PROMISE DISCOUNT .62 / PROMISE DISCOUNT DONE- .88 / PROMISE CHEAP .6 / PROMISE KEPT- .88 / KEPT- .7 / PROMISE CALLED- .78 / PROMISE DONE- .8 / TERMS KEPT- .88 /
                          PROMISE LATE .5 / PROMISE DELIVERY- .6 / PROMISE BAD .5 / PROMISE WORKS- .6 / PROMISE CHANGED .65 /
                          TERMS CHANGED WE .55 / PROMISE SUPPLIES- .78 / PROMISE DONE- CALLED- .85 / PROMISE PAID- .6
company.trust-eroded      TRUST- .8 / RESPECT- .78 / LIED .72 / TRUST PROBLEM .65 / TRUST BAD .65 / TRUST LEAVE .5 / TRUST CAUSE .6
company.destroyer         RUDE .7 / STAFF RUDE .88 / STAFF BAD .6 / STAFF PROBLEM .6 / STAFF CAUSE .55 / STAFF RUMOUR .75 / STAFF WORKS- .6 /
                          STAFF GOOD- .6 / RUDE SERVICE .8 / STAFF RESPECT- .7 / CONTACT RUDE .8
company.late-delivery     LATE .38 / ORDER LATE .8 / QUALITY LATE .7 / PROMISE LATE DELIVERY .8 / ORDER PROBLEM .45 / ORDER- LATE .75 / DELIVERY LATE .88 / DELIVERY BAD .72 / DELIVERY PROBLEM .75 / ONTIME- .75 / DELIVERY ONTIME- .88 /
                          DELIVERY CAUSE .65 / DELIVERY- .6 / DELIVERY FAST- .85 / DELIVERY SHORT .65 / LATE LEAVE .65 /
                          DELIVERY GOOD- .75 / DELIVERY LEAVE .55 / LATE RIVAL .6 / FAST- .5 / DELIVERY- LATE .85
company.range-changed     DISCONTINUED .75 / RANGE CHANGED .82 / RANGE BAD .65 / RANGE FIT- .75 / DISCONTINUED RANGE .85 /
                          RANGE CAUSE .55 / RANGE MISSING .6 / RANGE GOOD- .65 / CHANGED FIT- .7 / RANGE PROBLEM .6
company.not-told          LEARNT MOVED .85 / LEARNT CHANGED .82 / LEARNT UP .7 / LEARNT BUSINESS MOVED .88 / TOLD- .78 / TOLD- MOVED .88 / TOLD- CHANGED .88 / TOLD- PRICE .8 / TOLD- UP .85 / TOLD- PRICE UP .88 / TOLD LATE .5
company.poor-fit          FEATURE MISSING .85 / FEATURE- .75 / COMPLEX .75 / FIT- .6 / FEATURE PROBLEM .5 / FEATURE CAUSE .55 /
                          FIT- FEATURE .8 / FEATURE AVAILABLE- .8 / FEATURE WORKS- .6 / FIT- NEED .65 / FEATURE NEED .5 /
                          FEATURE LEAVE .5 / COMPLEX FEATURE .8
company.could-not-supply  SPECIALIST- .6 / STOCK- .82 / AVAILABLE- .72 / CAPACITY- .82 / CAPACITY- DELIVERY- .85 / CAPACITY DELIVERY- .8 / STOCK- DELIVERY- .85 / SUPPLIES- .72 / AVAILABLE- QUALITY .75 / STOCK MISSING .8 /
                          STOCK PROBLEM .65 / CAPACITY PROBLEM .6 / STOCK BAD .6 / SPECIALIST MISSING .75 / STOCK CAUSE .5 /
                          AVAILABLE- SPECIALIST .8 / AVAILABLE- RANGE .8 / CAPACITY MISSING .75
company.billing-failed    BILL CLOSED .6 / BILL DEFECT CLOSED .88 / BILL LEAVE DEFECT .88 / BILL WORKS- .85 / BILL PROBLEM .8 / BILL WRONG .82 / BILL BAD .6 / BILL DEFECT .85 / PAID DEFECT .7 / PAID WORKS- .72 /
                          BILL CAUSE .5 / PAID WRONG .65 / PAID PROBLEM .55 / BILL PAID- WORKS- .85
company.dropped-by-us     DROPPED .78
client.breached-terms     DEBT CALLED- .85 / PAID- CALLED- .85 / DEBT .72 / PAID- .68 / DEBT DROPPED .85 / PAID- DROPPED .88 / PAID LATE .6 / BILL PAID- .78 / DEBT PAID- .85 /
                          BILL DEBT .75 / PAID- TERMS .75
client.new-management     STRANGER .5 / BOSS STRANGER .88 / MERGER STRANGER .85 / BOSS NEW .82 / MERGER .75 / BOSS CHANGED .82 / BOSS GONE .55 / BOSS LEAVE .5 / NEW BOSS RELATIVE .82 / RELATIVE BOSS .4 /
                          BOSS CAUSE .5 / MERGER SUPPLIES .82 / BOSS NEW SUPPLIES .85 / BUSINESS NEW BOSS .85 / BOSS DECIDES .5
client.contact-moved      CONTACT STRANGER .88 / GONE STRANGER .86 / CONTACT GONE STRANGER .9 / CONTACT GONE .85 / CONTACT CHANGED .7 / CONTACT DECIDES- .85 / DECIDES- .65 / CONTACT NEW .38 / CONTACT NEW LEAVE .7 / CONTACT NEW RIVAL .75 / CONTACT NEW STRANGER .85 / CONTACT LEAVE .5 /
                          CONTACT MOVED .7 / CONTACT MISSING .5 / CONTACT DIED .5 / CONTACT GONE NEW .85
client.kinship            RELATIVE BOSS .55 / RELATIVE .34 / RELATIVE SUPPLIES .88 / RELATIVE RIVAL .85 / RELATIVE LEAVE .8 / FRIEND SUPPLIES .82 / FRIEND LEAVE .75 /
                          FRIEND RIVAL .8 / FRIEND CHEAP .75 / RELATIVE CHEAP .82 / RELATIVE OWN .7 / RELATIVE PRICE .75 /
                          FRIEND OWN .65 / FRIEND PRICE .6 / RELATIVE AMATEUR .85 / FRIEND AMATEUR .75 / FRIEND BOSS .5 / FRIEND BUSINESS .65 / RELATIVE FRIEND .75 / RELATIVE FRIEND TERMS .85 / RELATIVE FRIEND RIVAL .9 / FRIEND TERMS .6 / RELATIVE BUSINESS .7 /
                          RELATIVE CAUSE .65 / FRIEND CAUSE .6 / RELATIVE INHOUSE .7 / RELATIVE BOSS SUPPLIES .88 / RELATIVE NEW SUPPLIES .88 /
                          BOSS RELATIVE RIVAL .88
client.closed             BANKRUPT .88 / CLOSED .45 / CLOSED SHORT .75 / CLOSED BUSINESS .85 / BANKRUPT CLOSED .92 / BANKRUPT DEBT .9 / CLOSED MONEY .75
client.moved-away         MOVED .72 / MOVED BUSINESS .78 / MOVED LEAVE .75
client.died               DIED .9 / DIED BUSINESS .9 / DIED LATE .5 / DIED RELATIVE .7 / DIED BOSS .85
client.hard-times         HARD PAID- .85 / HARD AFFORD- .85 / TEMPORARY PAID- .75 / HARD .72 / MONEY- .68 / MONEY MISSING .7 / MONEY BAD .65 / MONEY TEMPORARY LEAVE .6 / DEAR TEMPORARY .72 / HARD TEMPORARY .85 /
                          TEMPORARY LEAVE .55 / TEMPORARY ORDER .5 / TEMPORARY CHANGED .45 / MONEY- TEMPORARY .85 / HARD MONEY .8 / MONEY CAUSE .5 / MONEY PROBLEM .68 / AFFORD- TEMPORARY .82 /
                          MONEY SHORT .4 / PRICE TEMPORARY .5 / HARD DEAR .75 / HARD PRICE .72 / DEAR MONEY- .6 / HARD LEAVE .75
client.need-ended         PROJECT DONE .85 / NEED- .7 / PROJECT CLOSED .8 / NEED- DONE .85 / NEED DONE .8 / NEED- PROJECT .8 /
                          PROJECT NEED- DONE .9 / NEED CLOSED .6
client.in-house           INHOUSE .85 / HIRED .42 / HIRED SPECIALIST .85 / OWN SPECIALIST .82 / HIRED OWN .85 / OWN DELIVERY .65 / INHOUSE HIRED .92 /
                          OWN STAFF .6 / BUSINESS OWN SPECIALIST .85
client.variety-seeking    CHANCE .48 / CHANCE SHORT .72 / CHANCE LEAVE .78
"""


def _combinations(table: str) -> tuple[Combination, ...]:
    made: list[Combination] = []
    reason = ""
    for part in table.replace("\n", " ").split("/"):
        *names, weight = part.split()
        signed = []
        for name in names:
            if "." in name:
                reason = name
            else:
                signed.append((name.removesuffix("-"), -1 if name.endswith("-") else 1))
        made.append(Combination(frozenset(signed), reason, float(weight)))
    return tuple(made)


COMBINATIONS: Final = _combinations(
    _TABLE.strip().replace("\ncom", " /\ncom").replace("\ncli", " /\ncli").replace("/ /", "/")
)
"""Which concepts together speak for which reason: the one table behind all languages."""

MORE_SPECIFIC: Final = {
    "client.kinship": "competitor.cheap-amateur competitor.better-price company.priced-out competitor.better-service "
    "client.in-house client.contact-moved",
    "competitor.cheap-amateur": "competitor.better-price company.priced-out competitor.better-service",
    "competitor.lock-in": "competitor.better-price competitor.better-service company.priced-out",
    "competitor.kickback": "competitor.better-price company.priced-out competitor.better-service client.new-management "
    "client.contact-moved competitor.tender-lost",
    "competitor.tender-lost": "competitor.kickback competitor.lock-in client.new-management competitor.better-price company.priced-out competitor.better-service",
    "competitor.unrealistic-promise": "competitor.better-price company.broken-promise competitor.better-service "
    "company.priced-out",
    "competitor.better-service": "company.late-delivery",
    "competitor.third-party": "company.trust-eroded company.poor-service company.destroyer",
    "competitor.better-price": "company.priced-out",
    "company.late-delivery": "company.poor-service competitor.better-price",
    "company.destroyer": "company.poor-service company.trust-eroded",
    "company.not-told": "client.moved-away company.priced-out company.forgotten company.range-changed "
    "company.poor-service company.late-delivery client.closed client.contact-moved",
    "company.billing-failed": "company.poor-service client.breached-terms",
    "company.broken-promise": "competitor.better-price competitor.better-service company.late-delivery company.poor-service company.trust-eroded company.forgotten",
    "company.could-not-supply": "company.late-delivery company.poor-service company.poor-fit",
    "company.range-changed": "company.poor-service company.poor-fit company.could-not-supply",
    "company.poor-fit": "company.poor-service",
    "client.closed": "client.hard-times client.need-ended client.moved-away client.breached-terms",
    "client.died": "client.contact-moved client.closed client.new-management client.hard-times client.kinship",
    "client.hard-times": "client.breached-terms company.poor-fit client.contact-moved company.billing-failed company.priced-out competitor.better-price client.breached-terms",
    "client.in-house": "company.priced-out competitor.better-price client.need-ended client.contact-moved",
    "client.breached-terms": "company.late-delivery company.range-changed company.billing-failed company.forgotten company.poor-service company.dropped-by-us",
    "client.contact-moved": "company.forgotten",
    "client.need-ended": "client.closed",
}
"""Which reason, when spoken of, outweighs which others (handbook section 6: the most specific reason wins)."""

SAID_BY_DENIAL: Final = frozenset(
    [
        "company.forgotten",
        "company.poor-service",
        "company.broken-promise",
        "company.trust-eroded",
        "company.not-told",
        "company.poor-fit",
        "company.could-not-supply",
        "company.billing-failed",
        "company.dropped-by-us",
        "client.breached-terms",
        "client.contact-moved",
        "client.hard-times",
        "client.need-ended",
        "client.new-management",
        "client.in-house",
    ]
)
"""Reasons that notes put as something missing ("nobody called"): a negation that follows belongs to the phrase."""
