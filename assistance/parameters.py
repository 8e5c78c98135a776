"""The figures of assistance a federation may set.

None is shown as law. "Seed" marks a figure that one of the source federations reports of itself.
"""

from django.utils.translation import gettext_lazy as _

from unions.parameters import Declared, declare

_DAYS, _WORKDAYS, _MONTHS = _("days"), _("working days"), _("months")
_YUAN, _TIMES, _YES_NO = _("yuan"), _("times"), _("1 yes, 0 no")
_OURS = _("default of the portal")

declare(
    # The way of a file
    Declared("assistance.means_first", _("Means check before publicity"), 0, _YES_NO, _OURS),
    Declared("assistance.portal_publicity", _("Second, public publicity"), 0, _YES_NO, _OURS),
    Declared("assistance.unit_review_days", _("Basic union's check and visit"), 5, _DAYS, _("practice of one city")),
    Declared("assistance.publicity_days", _("Publicity of a file"), 5, _WORKDAYS, _("practice of one city")),
    Declared("assistance.town_review_days", _("Township's review"), 5, _WORKDAYS, _OURS),
    Declared("assistance.means_check_days", _("Means check by civil affairs"), 20, _WORKDAYS, _OURS),
    Declared("assistance.county_review_days", _("County's decision"), 5, _WORKDAYS, _OURS),
    Declared("assistance.correct_days", _("To mend a returned file"), 5, _WORKDAYS, _OURS),
    Declared("assistance.appeal_days", _("To appeal a rejection"), 10, _WORKDAYS, _OURS),
    Declared("assistance.objection_days", _("To settle an objection"), 10, _WORKDAYS, _OURS),
    Declared("assistance.annual_review_days", _("To make the yearly review"), 30, _DAYS, _OURS),
    Declared("assistance.review_months", _("A file is reviewed after"), 12, _MONTHS, _("practice of one county")),
    Declared("assistance.visitors", _("Persons on a home visit"), 2, _("persons"), _OURS),
    Declared("assistance.visit_days", _("Visit after the event"), 3, _WORKDAYS, _OURS),
    Declared("assistance.callback_days", _("Call back after exit or payment"), 30, _DAYS, _OURS),
    Declared("assistance.photos_of_people", _("Photos of people as evidence"), 0, _YES_NO, _OURS),
    # Aid
    Declared("assistance.limit_director", _("Head of the centre approves up to"), 2000, _YUAN, _OURS),
    Declared("assistance.limit_vice_chair", _("Vice chair approves up to"), 5000, _YUAN, _OURS),
    Declared("assistance.life_cap_months", _("Living aid a year, in months of the local standard"), 12, _MONTHS, _("central fund rule of 2015, since superseded")),
    Declared("assistance.life_cap_basis", _("Living aid is capped by household or member"), "household", _("household or member"), _OURS),
    Declared("assistance.tuition_cap_months", _("Tuition aid a student and year, in months of living cost"), 10, _MONTHS, _("central fund rule of 2015, since superseded")),
    Declared("assistance.temporary_cap", _("Temporary aid a household and year"), 5000, _YUAN, _OURS),
    Declared("assistance.aid_publicity_days", _("Publicity of approved aid (0: none)"), 0, _WORKDAYS, _OURS),
    Declared("assistance.aid_check_days", _("First check of an application for aid"), 5, _WORKDAYS, _OURS),
    Declared("assistance.aid_approve_days", _("Approval of aid"), 5, _WORKDAYS, _OURS),
    Declared("assistance.pay_days", _("Payment after approval"), 10, _WORKDAYS, _OURS),
    Declared("assistance.bank_layout", _("Layout of bank files"), "generic-csv", _("name of a layout"), _OURS),
)  # fmt: skip

declare(
    # Without an account, and the rights of those whose data is held
    Declared("assistance.public_answer_days", _("To answer an application from the public page"), 5, _WORKDAYS, _OURS),
    Declared("assistance.data_request_days", _("To answer a request about one's own data"), 15, _WORKDAYS, _OURS),
    Declared("assistance.keep_file_years", _("Files are kept after the exit"), 10, _("years"), _OURS),
    Declared("assistance.keep_voucher_years", _("Payment vouchers are kept"), 30, _("years"), _OURS),
    Declared("assistance.keep_assessment_years", _("Impact assessments are kept"), 3, _("years"), _OURS),
)  # fmt: skip

_PERCENT, _YEARS, _SCHEME = _("percent"), _("years"), _("scheme of one district (seed)")

declare(
    # The medical discount card
    Declared("assistance.card_registration_rate", _("Card: off the registration fee"), 100, _PERCENT, _SCHEME),
    Declared("assistance.card_examination_from", _("Card: examinations from"), 100, _YUAN, _SCHEME),
    Declared("assistance.card_examination_rate", _("Card: off examinations"), 15, _PERCENT, _SCHEME),
    Declared("assistance.card_hospital_bound", _("Card: stays in hospital up to"), 10_000, _YUAN, _SCHEME),
    Declared("assistance.card_hospital_rate", _("Card: off stays up to the bound"), 10, _PERCENT, _SCHEME),
    Declared("assistance.card_hospital_rate_above", _("Card: off stays above the bound"), 15, _PERCENT, _SCHEME),
    Declared("assistance.card_pharmacy_least", _("Card: pharmacies grant at least"), 8, _PERCENT, _SCHEME),
    Declared("assistance.card_pharmacy_most", _("Card: pharmacies grant at most"), 20, _PERCENT, _SCHEME),
    Declared("assistance.card_years", _("Card: valid for"), 1, _YEARS, _OURS),
    # Training and placement
    Declared("assistance.candidate_from", _("Candidates for training: age from"), 16, _YEARS, _OURS),
    Declared("assistance.candidate_to", _("Candidates for training: age to"), 60, _YEARS, _OURS),
)  # fmt: skip

declare(
    # The life of a file
    Declared("assistance.publicity_contact", _("Publicity: whom to call with an objection"), "12351", _("telephone"), _("the unions' hotline")),
    Declared("assistance.review_notice_days", _("Yearly reviews are listed before they are due"), 30, _DAYS, _OURS),
    Declared("assistance.unmask_per_hour", _("Looks at hidden data, a person and hour"), 30, _("times"), _OURS),
)  # fmt: skip

declare(  # Rounds
    Declared("assistance.round_minutes_above", _("A round above this sum needs the minutes of the chair's meeting"), 5000, _YUAN, _OURS),
)  # fmt: skip

declare(
    # Taking a case up
    Declared("assistance.retirement_men", _("Men are asked about retirement above the age of"), 63, _("years"), _OURS),
    Declared("assistance.retirement_women", _("Women are asked about retirement above the age of"), 58, _("years"), _OURS),
    Declared("assistance.data_contact", _("Contact for personal data, as the notice names it"), "困难职工帮扶中心窗口", _("text"), _OURS),
    Declared("assistance.export_rows", _("Files in one exported list, at most"), 100, _("rows"), _OURS),
)  # fmt: skip

declare(
    # Services beside the money
    Declared("assistance.legal_decide_days", _("Decision on a request for legal aid"), 7, _DAYS, _("Legal Aid Law, art. 43, applied by reference of art. 68")),
    Declared("assistance.legal_assign_days", _("Lawyer assigned after legal aid is granted"), 3, _DAYS, _("Legal Aid Law, art. 43, applied by reference of art. 68")),
    Declared("assistance.legal_appeal_days", _("Appeal against refused legal aid, and its answer"), 10, _WORKDAYS, _OURS),
    Declared("assistance.mediation_levels", _("Levels of mediation, 3 or 4"), 3, _("levels"), _("practice of two of the federations")),
    Declared("assistance.mediation_accept_days", _("Acceptance of a dispute for mediation"), 5, _WORKDAYS, _OURS),
    Declared("assistance.mediation_days", _("Mediation after acceptance"), 15, _DAYS, _("ministry's rule on mediation, figure not verified")),
    Declared("assistance.counsel_confirm_days", _("Confirmation of an appointment"), 2, _WORKDAYS, _OURS),
    Declared("assistance.counsel_follow_days", _("Follow-up of counselling"), 30, _DAYS, _OURS),
    Declared("assistance.hotline_ordinary_days", _("12351: answer to an ordinary matter"), 5, _WORKDAYS, _OURS),
    Declared("assistance.hotline_difficult_days", _("12351: answer to a difficult matter"), 15, _WORKDAYS, _OURS),
    Declared("assistance.hotline_complex_days", _("12351: answer to a very complex matter"), 30, _WORKDAYS, _OURS),
    Declared("assistance.hotline_extension_days", _("12351: extension, once"), 10, _WORKDAYS, _OURS),
    Declared("assistance.hotline_accept_days", _("12351: taking up what was dispatched"), 1, _WORKDAYS, _OURS),
    Declared("assistance.hotline_callback_days", _("12351: call back after the answer"), 3, _WORKDAYS, _OURS),
    Declared("assistance.hotline_check_days", _("12351: quality check after the call back"), 5, _WORKDAYS, _OURS),
    Declared("assistance.supervision_reply_days", _("Written reply to a supervision opinion"), 15, _WORKDAYS, _("rule of one province")),
)  # fmt: skip

declare(
    # Interest-free loans
    Declared("assistance.loan_ceiling", _("Loan: the most that is lent"), 20000, _YUAN, _OURS),
    Declared("assistance.loan_months", _("Loan: the longest term"), 12, _MONTHS, _OURS),
    Declared("assistance.loan_rollovers", _("Loan: rolled over at most"), 1, _TIMES, _OURS),
    Declared("assistance.loan_remind_days", _("Loan: reminder before an instalment is due"), 7, _DAYS, _OURS),
)  # fmt: skip

# What a new sheet of yearly targets asks of assistance's rates
declare(
    Declared("assistance.target_helped", _("Target: households on file helped in the year"), 100, _PERCENT, _OURS),
    Declared("assistance.target_five_visits", _("Target: visits in time on the five occasions"), 100, _PERCENT, _OURS),
    Declared("assistance.target_mediation", _("Target: disputes mediated with success"), 80, _PERCENT, _OURS),
    Declared("assistance.target_hotline", _("Target: calls answered in time"), 95, _PERCENT, _OURS),
)  # fmt: skip
