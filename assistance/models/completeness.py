"""What a file still lacks before each step, as lines for the person who would take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kernel.days import months_after, today
from unions.parameters import parameter

if TYPE_CHECKING:
    from assistance.models.household import HouseholdFile

ALWAYS = ("application", "identity", "income", "bank_card")
BY_REASON = {
    "own_illness": "medical",
    "family_illness": "medical",
    "disability": "disability",
    "schooling": "school",
    "single_parent": "family",
    "accident": "accident",
    "work_injury": "accident",
}


def proofs_needed(file: HouseholdFile) -> list[str]:
    """The kinds of papers this file must hold, by who applies and why."""
    needed = [*ALWAYS, *(BY_REASON[r] for r in file.reasons if r in BY_REASON)]
    if file.worker_kind == "migrant":
        needed.append("contract")
    if file.accident_ground:
        needed.append("accident")
    return list(dict.fromkeys(needed))


def lacking_for_submission(file: HouseholdFile) -> list[str]:
    lines = []
    members = list(file.members.all())
    if not any(member.relation == "self" for member in members):
        lines.append(_("Enter the applicant among the members of the household."))
    if not file.phone:
        lines.append(_("Enter the applicant's mobile number."))
    if not file.card or file.card_holder != file.applicant_name:
        lines.append(_("Enter a bank card in the applicant's own name."))
    if file.accident_ground and not file.proved_ground:
        names = {
            "field": file._meta.get_field("accident_proof").verbose_name,
            "ground": file.get_accident_ground_display(),
        }
        lines.append(_("“%(field)s” is empty: name the paper that shows “%(ground)s”.") % names)
    return [*lines, *_lacking_proofs(file), *_lacking_consents(file, members)]


def _lacking_proofs(file: HouseholdFile) -> list[str]:
    from assistance.models.proofs import ProofKind

    there = set(file.proofs.valid_on(today()).values_list("kind", flat=True))
    expired = set(file.proofs.values_list("kind", flat=True)) - there
    return [
        (_("“%(paper)s” has expired: enter a new one.") if kind in expired
         else _("“%(paper)s” is missing.")) % {"paper": ProofKind(kind).label}
        for kind in proofs_needed(file)
        if kind not in there
    ]  # fmt: skip


def _lacking_consents(file: HouseholdFile, members: list[Any]) -> list[str]:
    given = file.consents.filter(withdrawn_at=None)
    kinds = set(given.values_list("kind", flat=True))
    lines = []
    if "notice" not in kinds:
        lines.append(_("The applicant has not yet confirmed the notice on personal data."))
    if "sensitive" not in kinds:
        lines.append(_("The separate consent to sensitive data is missing."))
    for_children = set(given.filter(kind="guardian").values_list("member_id", flat=True))
    lines += [
        _("%(name)s is a child: a guardian has to consent.") % {"name": member.name}
        for member in members
        if member.needs_guardian and member.pk not in for_children
    ]
    return lines


def _withdrawn_consents(file: HouseholdFile) -> list[str]:
    """Consents taken back since the file was handed in, and not given again."""
    from assistance.models.proofs import ConsentKind

    rows = list(file.consents.exclude(kind="means_check").order_by("pk"))
    standing = {(row.kind, row.member_id) for row in rows if row.withdrawn_at is None}
    gone = [row.kind for row in rows if (row.kind, row.member_id) not in standing]
    return [
        _("“%(consent)s” was withdrawn: without it the file cannot go on.")
        % {"consent": ConsentKind(kind).label}
        for kind in dict.fromkeys(gone)
    ]


def lacking_for_endorsement(file: HouseholdFile) -> list[str]:
    lines = _withdrawn_consents(file)
    wanted = int(parameter("assistance.visitors"))
    visits = file.visits.filter(occasion="survey", visited_on__isnull=False)
    if any(len(visit.visitor_names) >= wanted for visit in visits):
        return lines
    return [*lines, _("Record a home visit by at least %(n)d persons.") % {"n": wanted}]


def lacking_for_forwarding(file: HouseholdFile) -> list[str]:
    lines = _withdrawn_consents(file)
    if not file.consents.filter(kind="means_check", withdrawn_at=None).exists():
        lines.append(_("The signed authorisation of the means check is missing."))
    return lines


def lacking_for_check(file: HouseholdFile) -> list[str]:
    last = file.means_checks.order_by("-sent_on", "-pk").first()
    if last is None:
        return [_("Enter to whom the means check was sent, and when.")]
    if not last.result:
        return [_("The means check has not been answered.")]
    if last.result == "no_answer":
        return [_("There was no answer: send the means check once more.")]
    return []


def lacking_for_approval(file: HouseholdFile) -> list[str]:
    from assistance.models.circumstances import Exclusion

    answered = {answer.exclusion: answer for answer in file.exclusions.all()}
    lines = [
        _("Answer whether this applies: %(what)s.") % {"what": exclusion.label}
        for exclusion in Exclusion
        if exclusion not in answered
    ]
    lines += [
        _("Excluded: %(what)s. Only the city can set this aside.")
        % {"what": a.get_exclusion_display()}
        for a in answered.values()
        if a.excludes
    ]
    lines += _withdrawn_consents(file)
    if not file.category or file.decided_on is None:
        lines.append(_("Decide on the category: the portal only proposes one."))
    return lines


def lacking_for_renewal(file: HouseholdFile) -> list[str]:
    lines = [*_lacking_proofs(file), *_withdrawn_consents(file)]
    since = months_after(today(), -int(parameter("assistance.review_months")))
    if file.decided_on is None or file.decided_on <= since:
        lines.append(_("Work out and decide the category anew."))
    if not file.visits.filter(visited_on__gt=since).exists():
        lines.append(_("Record a visit within the year."))
    return lines
