"""The figures of bargaining: the legal clock by province, and what a federation may set.

A span is two parameters: its days, and whether they are working days. 0 days: the rule sets none.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bargaining.provinces import (
    UNREAD,
    fujian,
    shandong,
    shandong_openness,
    zhejiang,
    zhejiang_congress,
)
from unions.parameters import Declared, Local, declare

_DAYS, _YES_NO, _PERSONS, _PERCENT = _("days"), _("1 yes, 0 no"), _("persons"), _("percent")
_OURS = _("default of the portal")
_NONE = _("no national rule; 0 means none")
_REPLY = _("Provisions on Collective Contracts (2004), art. 32")
_FILING = _("Provisions on Collective Contracts (2004), art. 42")
_OBJECTION = _("Labour Contract Law, art. 54")
_WAGES = _("Trial Measures on Collective Wage Bargaining (2000)")
_RENEWAL = _("Provisions on Collective Contracts (2004), art. 38")


def _span(
    name: str, label: object, days: int, source: object, *rules: Local, working: bool = False
) -> tuple[Declared, Declared]:
    """The days of a step, and whether they are working days; `working`: Zhejiang counts so."""
    in_working = (zhejiang(1),) if working else ()
    words = format_lazy("{}{}", label, _(": counted in working days"))
    return (
        Declared(f"bargaining.{name}_days", label, days, _DAYS, source, (*rules, *UNREAD)),
        Declared(f"bargaining.{name}_working", words, 0, _YES_NO, source, in_working),
    )


declare(
    # The legal clock
    *_span("reply", _("Reply to an offer"), 20, _REPLY, zhejiang(10), shandong(10), fujian(15), working=True),
    *_span("delegates_shown", _("Delegates are published"), 0, _NONE, shandong(5)),
    *_span("information", _("Information before the talks"), 5, _WAGES, shandong(10)),
    *_span("upper_union", _("Upper union told before the talks"), 0, _NONE, shandong(5)),
    *_span("talks", _("Talks, from the acceptance"), 0, _NONE, shandong(60)),
    *_span("congress", _("Draft put to the workers' congress"), 0, _NONE, zhejiang(15), working=True),
    *_span("again", _("Talks again, from a rejection by the congress"), 0, _NONE, fujian(60)),
    *_span("resubmit", _("New draft put to the congress again"), 0, _NONE, zhejiang(5), working=True),
    *_span("filing", _("Reported to the labour authority"), 10, _FILING, zhejiang(10), shandong(10), fujian(10)),
    *_span("objection", _("Labour authority may object"), 15, _OBJECTION, zhejiang(15), shandong(15), fujian(15)),
    *_span("publish", _("Published after entry into force"), 0, _NONE, zhejiang(5), shandong(7), working=True),
    *_span("renewal", _("Renewal may be asked before the end"), 90, _RENEWAL, zhejiang(90), fujian(90)),
    Declared("bargaining.record_days", _("Reported to the upper union"), 10, _DAYS, _OURS),
    Declared("bargaining.coordination_days", _("Coordination by the level above"), 30, _DAYS, _OURS),
    Declared("bargaining.vacancy_days", _("A delegate's place is filled"), 15, _DAYS, _("Provisions on Collective Contracts (2004), art. 31")),
    # Delegates and votes
    Declared("bargaining.delegates_least", _("Delegates a side, at least"), 3, _PERSONS, _("Provisions on Collective Contracts (2004)")),
    Declared("bargaining.delegates_least_large", _("Delegates a side in enterprises above size, at least"), 3, _PERSONS, _("Provisions on Collective Contracts (2004)"), (zhejiang(5),)),
    Declared("bargaining.equal_sides", _("Both sides have as many delegates (0: the employer's may have fewer)"), 1, _YES_NO, _OURS, (zhejiang(0), shandong(1))),
    Declared("bargaining.front_line_share", _("Front-line workers among the workers' delegates, at least (0: none)"), 0, _PERCENT, _NONE, (shandong(33),)),
    Declared("bargaining.external_share", _("External experts on one side, at most"), 33, _PERCENT, _("Provisions on Collective Contracts (2004)")),
    Declared("bargaining.half_inclusive", _("Exactly half of the votes is enough"), 0, _YES_NO, _OURS),
    # Contracts
    Declared("bargaining.remind_first_days", _("Reminder of expiry, first"), 90, _DAYS, _OURS),
    Declared("bargaining.remind_second_days", _("Reminder of expiry, second"), 60, _DAYS, _OURS),
    Declared("bargaining.remind_last_days", _("Reminder of expiry, last"), 30, _DAYS, _OURS),
    Declared("bargaining.to_renew_days", _("Listed as “to renew” after expiry"), 90, _DAYS, _OURS),
    Declared("bargaining.sealed_only", _("A regional contract covers only those who sealed it"), 0, _YES_NO, _OURS, (shandong(1),)),
    Declared("bargaining.fulfilled_percent", _("Well fulfilled: clauses kept, at least"), 90, _PERCENT, _OURS),
    Declared("bargaining.checks_a_year", _("Reports on fulfilment to the congress a year"), 1, _("times"), _NONE),
)  # fmt: skip

declare(
    Declared("bargaining.target_wage_percent", _("Target: enterprises covered by a wage agreement"), 95, _PERCENT, _("target of one city (seed)")),
)  # fmt: skip

declare(
    # The substance of a contract
    Declared("bargaining.longest_months", _("Term of a contract, at most"), 36, _("months"), _("Provisions on Collective Contracts (2004), art. 38")),
    Declared("bargaining.wage_months", _("Usual term of a wage agreement"), 12, _("months"), _OURS),
    Declared("bargaining.alike_percent", _("Texts are shown as alike from"), 70, _PERCENT, _OURS),
)  # fmt: skip

declare(
    # Workers' congress: what counts, and what a province asks of it (0: nothing)
    Declared("bargaining.congress_months", _("A session or posting counts for"), 12, _("months"), _OURS),
    Declared("bargaining.congress_remind_months", _("Reminder of the next session, after the last"), 11, _("months"), _OURS),
    Declared("bargaining.congress_least", _("Representatives under 100 employees, at least"), 0, _PERSONS, _NONE, (zhejiang_congress(30),)),
    Declared("bargaining.congress_base_100", _("Representatives from 100 employees on"), 0, _PERSONS, _NONE, (zhejiang_congress(40),)),
    Declared("bargaining.congress_per_100", _("More for each further 100 employees"), 0, _PERSONS, _NONE, (zhejiang_congress(7),)),
    Declared("bargaining.congress_base_1000", _("Representatives from 1000 employees on"), 0, _PERSONS, _NONE, (zhejiang_congress(100),)),
    Declared("bargaining.congress_per_1000", _("More for each further 1000 employees"), 0, _PERSONS, _NONE, (zhejiang_congress(20),)),
    Declared("bargaining.congress_managers_percent", _("Managers among the representatives, at most"), 0, _PERCENT, _NONE, (zhejiang_congress(20),)),
    Declared("bargaining.congress_women_share", _("Women have at least their share among the representatives"), 0, _YES_NO, _NONE, (zhejiang_congress(1),)),
    Declared("bargaining.congress_quorum", _("Two thirds of the representatives are present"), 0, _YES_NO, _NONE, (zhejiang_congress(1),)),
    Declared("bargaining.congress_yearly", _("A session at least every 12 months"), 0, _YES_NO, _NONE, (zhejiang_congress(1),)),
    Declared("bargaining.congress_third_asks", _("An extraordinary session is asked for by a third"), 0, _YES_NO, _NONE, (zhejiang_congress(1),)),
    Declared("bargaining.proposal_filing_days", _("A proposal filed is handed over"), 10, _("working days"), _OURS),
    Declared("bargaining.proposal_handling_days", _("A proposal is answered"), 60, _DAYS, _OURS),
    Declared("bargaining.proposal_feedback_days", _("Whoever raised it is asked whether satisfied"), 10, _("working days"), _OURS),
    # Openness of affairs
    Declared("bargaining.agenda_days", _("Agenda made known before the meeting"), 0, _DAYS, _NONE, (shandong_openness(7),)),
    Declared("bargaining.results_days", _("Results posted after the meeting, at most"), 0, _DAYS, _NONE, (shandong_openness(3),)),
    Declared("bargaining.posted_days", _("It stays posted, at least"), 0, _DAYS, _NONE, (shandong_openness(15),)),
    Declared("bargaining.target_governed_large_percent", _("Target: congress and openness, non-public enterprises from 100 workers on"), 95, _PERCENT, _("target of one city (seed)")),
    Declared("bargaining.target_governed_non_public_percent", _("Target: congress and openness, non-public enterprises"), 50, _PERCENT, _("target of one city (seed)")),
)  # fmt: skip
