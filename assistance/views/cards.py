"""Medical discount cards: the list, issuing, one card and its uses, the year's sums."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.card_import import example, headers, import_uses
from assistance.actions.carding import (
    KEEPERS,
    end_card,
    issue_cards,
    keep_partner,
    keeps_cards,
    record_use,
)
from assistance.amounts import spelled
from assistance.discounts import Service
from assistance.forms.cards import (
    CardFilter,
    CardUseForm,
    EndCardForm,
    IssueForm,
    PartnerForm,
)
from assistance.models import BenefitCard, CardUse, Partner
from assistance.models.cards import CardState
from assistance.offices import READERS
from assistance.views.entry import entry_page
from assistance.views.found import asked_number, members_on_file
from kernel.days import today
from unions.casework.workbooks import WorkbookForm, empty_workbook, import_page, sent
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

FIRST_YEAR = 2000
ISSUE_SIZE = 50


@for_officers(*READERS)
@require_GET
def card_list(request: OfficerRequest) -> HttpResponse:
    form = CardFilter(request.GET, officer=request.officer)
    cards = BenefitCard.objects.visible_to(request.officer).select_related("township", "file")
    page = page_of(form.narrow(cards), request.GET)
    context = {"form": form, "page": page, "keeps": keeps_cards(request.officer)}
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/card_list.html", context, status=status)


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def card_new(request: OfficerRequest) -> HttpResponse:
    """Cards for members of households on file who hold none; several at once."""
    form, refused = IssueForm(request.POST or None, officer=request.officer), None
    if form.is_valid():
        try:
            cards = issue_cards(form.cleaned_data["members"], by=request.officer)
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("%(n)d cards are issued.") % {"n": len(cards)})
            return redirect(cards[0] if len(cards) == 1 else reverse("assistance:card-list"))
    context = {
        "form": form,
        "refused": refused,
        "q": request.GET.get("q", ""),
        "page": page_of(_without_card(request), request.GET, size=ISSUE_SIZE),
        "ticked": set(request.POST.getlist("members")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "assistance/card_new.html", context, status=status)


def _without_card(request: OfficerRequest) -> Any:
    """Members of households on file who hold no card that is good today."""
    held = BenefitCard.objects.visible_to(request.officer).usable().values("member")
    return members_on_file(request).exclude(pk__in=held)


def find_card(request: OfficerRequest, card_id: int) -> BenefitCard:
    cards = BenefitCard.objects.visible_to(request.officer)
    return get_object_or_404(cards.select_related("file", "member", "union"), pk=card_id)


@for_officers(*READERS)
@require_GET
def card_detail(request: OfficerRequest, card_id: int) -> HttpResponse:
    return _card_page(request, find_card(request, card_id))


def _card_page(
    request: OfficerRequest, card: BenefitCard, *, form: EndCardForm | None = None
) -> HttpResponse:
    keeps = keeps_cards(request.officer)
    ends = keeps and card.state == CardState.VALID
    context = {
        "card": card,
        "page": page_of(card.uses.select_related("partner"), request.GET),
        "sums": card.uses.aggregate(uses=Count("pk"), saved=Sum("saved")),
        "keeps": keeps,
        "form": (form or EndCardForm(officer=request.officer)) if ends else None,
    }
    status = 422 if form else 200
    return render(request, "assistance/card_detail.html", context, status=status)


@for_officers(*KEEPERS)
@require_http_methods(["POST"])
def card_end(request: OfficerRequest, card_id: int) -> HttpResponse:
    card = find_card(request, card_id)
    form = EndCardForm(request.POST, officer=request.officer)
    if not form.is_valid():
        return _card_page(request, card, form=form)
    end_card(card, form.cleaned_data["state"], form.cleaned_data["why"], by=request.officer)
    messages.success(request, _("The card has ended."))
    return redirect(card)


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def card_use_new(request: OfficerRequest, card_id: int) -> HttpResponse:
    """A bill on which the card was shown."""
    card = find_card(request, card_id)
    data = request.POST if request.method == "POST" else None
    form = _use_form(request, card, data)
    if form.is_valid():
        try:
            record_use(form.instance, by=request.officer)
        except Refused as refused:
            form.add_error("receipt", str(refused))
        else:
            saved = {"saved": spelled(form.instance.saved)}
            messages.success(request, _("Recorded: %(saved)s yuan saved.") % saved)
            return redirect(card)
    context = {"card": card, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "assistance/card_use_new.html", context, status=status)


def _use_form(request: OfficerRequest, card: BenefitCard, data: Any) -> CardUseForm:
    instance = CardUse(card=card, used_on=today())
    return CardUseForm(data, officer=request.officer, card=card, instance=instance)


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def card_use_preview(request: OfficerRequest, card_id: int) -> HttpResponse:
    """What the card would take off the bill as it stands in the form; nothing is kept."""
    form = _use_form(request, find_card(request, card_id), request.POST or None)
    use = form.instance if form.is_bound and form.is_valid() else None
    return render(request, "assistance/_saving.html", {"use": use, "form": form})


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def card_import(request: OfficerRequest) -> HttpResponse:
    """A month's uses from a workbook: all rows, or none with each row's fault."""

    def take_over(said: dict[str, Any]) -> str:
        uses = import_uses(said["workbook"], by=request.officer)
        return _("%(n)d uses are recorded.") % {"n": len(uses)}

    return import_page(
        request,
        WorkbookForm(*sent(request), officer=request.officer),
        take_over,
        columns=headers(),
        title=_("Import uses"),
        back=reverse("assistance:card-sums"),
        empty_url=reverse("assistance:card-import-form"),
        template="assistance/card_import.html",
        services=[service.label for service in Service],
    )


@for_officers(*KEEPERS)
@require_GET
def card_import_form(request: OfficerRequest) -> HttpResponse:
    return empty_workbook(_("Card uses"), headers(), *example())


@for_officers(*READERS)
@require_GET
def card_sums(request: OfficerRequest) -> HttpResponse:
    """A year's cards, uses and savings, by service and partner."""
    asked = asked_number(request, "year")
    year = asked if FIRST_YEAR <= asked <= today().year else today().year
    uses = CardUse.objects.visible_to(request.officer).filter(used_on__year=year)
    by_service = {row["service"]: row for row in _sums(uses, "service")}
    services = [{**by_service.get(s.value, {}), "label": s.label} for s in Service]
    cards = BenefitCard.objects.visible_to(request.officer).aggregate(
        valid=Count("pk", filter=Q(state=CardState.VALID, valid_until__gte=today())),
        issued=Count("pk", filter=Q(issued_on__year=year)),
        ever=Count("pk"),
    )
    context = {
        "year_asked": year,
        "years": range(today().year, today().year - 5, -1),
        "cards": cards,
        "services": services,
        "uses": sum(row["uses"] for row in by_service.values()),
        "saved": sum(row["saved"] for row in by_service.values()),
        "partners": _sums(uses, "partner__name"),
    }
    return render(request, "assistance/card_sums.html", context)


def _sums(uses: Any, by: str) -> list[dict[str, Any]]:
    """By each value of `by`: uses, yuan billed and yuan saved, most saved first."""
    sums = {"uses": Count("pk"), "billed": Sum("total"), "saved": Sum("saved")}
    return list(uses.order_by().values(by).annotate(**sums).order_by("-saved", by))


@for_officers(*READERS)
@require_GET
def partner_list(request: OfficerRequest) -> HttpResponse:
    partners = Partner.objects.visible_to(request.officer).select_related("union")
    context = {
        "page": page_of(partners, request.GET),
        "today": today(),
        "keeps": keeps_cards(request.officer),
    }
    return render(request, "assistance/partner_list.html", context)


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def partner_new(request: OfficerRequest) -> HttpResponse:
    return _partner_page(request, Partner(), _("Register a pharmacy or hospital"))


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def partner_edit(request: OfficerRequest, partner_id: int) -> HttpResponse:
    partner = get_object_or_404(Partner.objects.visible_to(request.officer), pk=partner_id)
    return _partner_page(request, partner, _("Change a pharmacy or hospital"))


def _partner_page(request: OfficerRequest, partner: Partner, title: str) -> HttpResponse:
    form = PartnerForm(request.POST or None, officer=request.officer, instance=partner)
    if form.is_valid():
        keep_partner(form.instance, by=request.officer)
        messages.success(request, _("The partner is in the register."))
        return redirect("assistance:partner-list")
    back = (reverse("assistance:partner-list"), _("Pharmacies and hospitals"))
    return entry_page(request, form, title=title, back=back, button=_("Save"))
