from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.i18n import set_language

from kernel.days import today
from unions.actions import set_parameter
from unions.forms import EmployerFilter, ParameterForm, SignInForm, TokenForm
from unions.job_news import mark_seen, time_left
from unions.jobs import cancel_job, may_cancel, retry_job
from unions.membership.registering import KEEPERS
from unions.membership.standing import with_returns
from unions.models import Employer, Event, Job, Officer, Union
from unions.offices import CITY_STAFF, Level, holds_any
from unions.pages import page_of
from unions.parameters import DECLARED, figure_in_force, figures_in_force, history_of
from unions.policy import OfficerRequest, for_officers, public, signed_in, way_back
from unions.posts import posts_of
from unions.refusals import Refused
from unions.tokens import issue_token, revoke_token, tokens_of

sign_in = public("the way in")(
    LoginView.as_view(
        template_name="unions/sign_in.html",
        authentication_form=SignInForm,
        redirect_authenticated_user=True,
    )
)
sign_out = public("leaving is everyone's right")(LogoutView.as_view())
language = public("the language of the public pages too")(set_language)


@signed_in("a person's own posts, before one is chosen")
@require_GET
def post_list(request: HttpRequest) -> HttpResponse:
    posts = posts_of(request.user)
    came_for = request.GET.get("next", "")
    if len(posts) == 1 and "post" not in request.session:
        return _take_post(request, posts[0], came_for)
    return render(request, "unions/post_list.html", {"posts": posts, "next": came_for})


@signed_in("a person's own posts, before one is chosen")
@require_POST
def post_choose(request: HttpRequest, officer_id: int) -> HttpResponse:
    post = next((post for post in posts_of(request.user) if post.pk == officer_id), None)
    if post is None:
        return render(request, "404.html", status=404)
    return _take_post(request, post, request.POST.get("next", ""))


def _take_post(request: HttpRequest, post: Officer, came_for: str) -> HttpResponse:
    request.session["post"] = [post.federation_id, post.pk]
    return redirect(way_back(came_for) or "/")


@for_officers()
@require_GET
def union_list(request: OfficerRequest) -> HttpResponse:
    unions = Union.objects.visible_to(request.officer).select_related("parent").open()
    words, level = request.GET.get("q", "").strip(), request.GET.get("level", "")
    if words:
        unions = unions.named(words)
    if level in Level.values:
        unions = unions.filter(level=level)
    page = page_of(unions, request.GET, by="pk")
    context = {"page": page, "q": words, "level": level, "levels": Level.choices}
    return render(request, "unions/union_list.html", context)


@for_officers()
@require_GET
def union_detail(request: OfficerRequest, union_id: int) -> HttpResponse:
    union = get_object_or_404(
        Union.objects.visible_to(request.officer).select_related("parent"), pk=union_id
    )
    context = {
        "union": union,
        "below": page_of(union.children.open(), request.GET, by="pk"),
        "employers": Employer.objects.visible_to(request.officer).covered_by(union)[:50],
        "officers": Officer.objects.visible_to(request.officer)
        .in_office()
        .complete()
        .filter(union=union)[:50],
    }
    return render(request, "unions/union_detail.html", context)


@for_officers()
@require_GET
def employer_list(request: OfficerRequest) -> HttpResponse:
    form = EmployerFilter(request.GET, officer=request.officer)
    employers = form.narrow(Employer.objects.visible_to(request.officer).select_related("township"))
    context = {"page": page_of(employers, request.GET, by="pk"), "form": form}
    return render(request, "unions/employer_list.html", context)


@for_officers()
@require_GET
def employer_detail(request: OfficerRequest, employer_id: int) -> HttpResponse:
    employers = Employer.objects.visible_to(request.officer).select_related("county", "township")
    employer = get_object_or_404(
        with_returns(employers, today()).annotate(returned=Q(held__isnull=False)), pk=employer_id
    )
    coverages = list(employer.coverages.select_related("covering").order_by("-valid_from"))
    covered = any(c.valid_to is None or c.valid_to > today() for c in coverages)
    context = {
        "employer": employer,
        "profiles": employer.profiles.order_by("-valid_from"),
        "coverages": coverages,
        "returns": employer.member_returns.order_by("-counted_on"),
        "lacks_return": covered and not employer.returned,
        "keeps": holds_any(request.officer, KEEPERS),
    }
    return render(request, "unions/employer_detail.html", context)


@for_officers()
@require_GET
def event_list(request: OfficerRequest) -> HttpResponse:
    """The log of the officer's branch."""
    events = Event.objects.visible_to(request.officer)
    words = request.GET.get("q", "").strip()
    if words:
        events = events.filter(title__icontains=words)
    context = {"page": page_of(events, request.GET), "q": words}
    return render(request, "unions/event_list.html", context)


@for_officers()
@require_GET
def parameter_list(request: OfficerRequest) -> HttpResponse:
    """Every figure of the federation with the value in force, and where it comes from."""
    context = {"rows": figures_in_force(), "may_set": CITY_STAFF.held_by(request.officer)}
    return render(request, "unions/parameter_list.html", context)


@for_officers(CITY_STAFF)
@require_http_methods(["GET", "POST"])
def parameter_edit(request: OfficerRequest, key: str) -> HttpResponse:
    if key not in DECLARED:
        raise Http404
    form = ParameterForm(request.POST or None, officer=request.officer, declared=DECLARED[key])
    if form.is_valid():
        try:
            set_parameter(key, **form.cleaned_data, union=request.officer.union, by=request.officer)
        except Refused as refused:
            form.add_error("valid_from", str(refused))
        else:
            messages.success(request, _("The new value is set."))
            return redirect("unions:parameter-list")
    context = {"form": form, "figure": figure_in_force(key), "history": history_of(key)}
    status = 422 if form.is_bound else 200
    return render(request, "unions/parameter_edit.html", context, status=status)


@for_officers()
@require_http_methods(["GET", "POST"])
def token_list(request: OfficerRequest) -> HttpResponse:
    """The post's keys to the API; a new key is shown once."""
    form = TokenForm(request.POST or None, officer=request.officer)
    key = issue_token(form.cleaned_data["label"], by=request.officer) if form.is_valid() else ""
    context = {
        "form": TokenForm(officer=request.officer) if key else form,
        "key": key,
        "tokens": tokens_of(request.officer),
    }
    status = 422 if form.is_bound and not key else 200
    return render(request, "unions/token_list.html", context, status=status)


@for_officers()
@require_POST
def token_revoke(request: OfficerRequest, token_key: str) -> HttpResponse:
    if not revoke_token(token_key, by=request.officer):
        raise Http404
    messages.success(request, _("The token is revoked."))
    return redirect("unions:token-list")


@for_officers()
@require_GET
def job_list(request: OfficerRequest) -> HttpResponse:
    jobs = Job.objects.visible_to(request.officer).select_related("officer__user")
    return render(request, "unions/job_list.html", {"page": page_of(jobs, request.GET)})


@for_officers()
@require_GET
def job_detail(request: OfficerRequest, job_id: int) -> HttpResponse:
    """A job's page, or its progress bar alone for htmx."""
    jobs = Job.objects.visible_to(request.officer).select_related("union", "officer__user")
    job = get_object_or_404(jobs, pk=job_id)
    mark_seen(job, by=request.officer)
    template = "unions/_job_progress.html" if request.htmx else "unions/job_detail.html"
    context = {
        "job": job,
        "time_left": time_left(job),
        "may_cancel": may_cancel(job, request.officer),
        # Other pages show how far a job is, and nothing else of it.
        "with_rest": request.htmx and request.htmx.current_url_abs_path == request.path,
    }
    return render(request, template, context)


@for_officers()
@require_POST
def job_cancel(request: OfficerRequest, job_id: int) -> HttpResponse:
    jobs = Job.objects.visible_to(request.officer).select_related("union")
    job = get_object_or_404(jobs, pk=job_id)
    cancel_job(job, by=request.officer)
    messages.success(request, _("The work is cancelled; what it has made is thrown away."))
    return redirect("unions:job-list")


@for_officers()
@require_POST
def job_retry(request: OfficerRequest, job_id: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.officer), pk=job_id)
    retry_job(job, by=request.officer)
    messages.success(request, _("The work is started again."))
    return redirect("unions:job-detail", job.pk)
