"""How a job ends: cancelled, told by mail and on the workbench, and how long it still takes."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from tests.cast import make_city, sign_in
from unions.inbox import todos
from unions.job_news import mail_of_end, time_left
from unions.jobs import (
    MAX_ATTEMPTS,
    Progress,
    cancel_job,
    carry_out,
    may_cancel,
    retry_job,
    runner,
    start_job,
)
from unions.models import Event, Job
from unions.refusals import Refused
from unions.rowsecurity import federation_scope

UNDONE: list[int] = []
GATES: dict[str, threading.Event] = {}


@runner("probe.ends", undo=lambda job: UNDONE.append(job.pk), told=True)
def two_steps(job):
    yield Progress(0, 2, "eins")
    if "begun" in GATES:
        GATES["begun"].set()
        assert GATES["go on"].wait(20)
    if "refuse" in job.inputs:
        raise Refused("es geht nicht")
    yield Progress(1, 2, "zwei")
    job.result_url = "/somewhere/"
    yield Progress(2, 2, "")


@pytest.fixture(autouse=True)
def _nothing_left_over():
    UNDONE.clear()
    GATES.clear()


def begin(town, **inputs) -> Job:
    return start_job("probe.ends", "Bericht", inputs, union=town.linghai, by=town.county)


def ended(job: Job) -> Job:
    carry_out(job.pk, job.federation_id)
    job.refresh_from_db()
    return job


@pytest.mark.django_db
def test_a_cancelled_job_is_undone_and_never_done(town):
    job = begin(town)
    cancel_job(job, by=town.county)

    assert [job.pk] == UNDONE
    assert ended(job).state == "cancelled"
    assert Event.objects.get(subject="unions.job").step == "cancel"


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["chair", "stranger", "city_inspector"])
def test_work_is_cancelled_by_its_owner_or_the_desk_above(town, who):
    job = begin(town)
    assert may_cancel(job, town.city)
    with pytest.raises(Refused):
        cancel_job(job, by=getattr(town, who))


@pytest.mark.django_db
def test_what_has_ended_is_not_cancelled(town):
    as_seen_before = begin(town)
    done = ended(Job.objects.get(pk=as_seen_before.pk))

    for job in (as_seen_before, done):
        with pytest.raises(Refused, match="结束"):
            cancel_job(job, by=town.county)
    assert (done.state, UNDONE) == ("done", [])


@pytest.mark.django_db
def test_work_that_cannot_be_taken_back_is_not_cancelled(town):
    notice = start_job("targets.notice", "通知", {}, union=town.root, by=town.city)

    assert not may_cancel(notice, town.city)


def test_a_job_cancelled_in_the_middle_of_a_step_ends_with_it(committed_db, monkeypatch):
    with transaction.atomic():
        city = make_city("锦州", "210700", "")
    with federation_scope(city.federation.pk):
        job = begin(city)
    GATES.update({"begun": threading.Event(), "go on": threading.Event()})

    worker = threading.Thread(target=work_and_close, args=[job])
    worker.start()
    assert GATES["begun"].wait(20)
    with federation_scope(city.federation.pk):
        cancel_job(job, by=city.county)
    assert UNDONE == []
    GATES["go on"].set()
    worker.join()

    with federation_scope(city.federation.pk):
        job.refresh_from_db()
    assert (job.state, job.step, UNDONE) == ("cancelled", "", [job.pk])


def work_and_close(job: Job) -> None:
    carry_out(job.pk, job.federation_id)
    connections.close_all()


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["running", "queued"])
def test_what_was_cut_off_five_times_ends_until_its_owner_starts_it_again(town, state):
    job = begin(town)
    Job.objects.filter(pk=job.pk).update(state=state, attempts=MAX_ATTEMPTS)
    assert ended(job).state == "failed"

    retry_job(job, by=town.county)
    assert ended(job).get_state_display() == "已完成"


@pytest.mark.django_db
def test_the_owner_is_told_until_they_have_looked(town, client):
    job = ended(begin(town))
    assert [line.title for line in todos(town.county) if line.tag == "已完成"] == ["Bericht"]
    assert not [line for line in todos(town.city) if line.title == "Bericht"]

    sign_in(client, town.city)
    client.get(job.get_absolute_url())
    assert [line for line in todos(town.county) if line.title == "Bericht"]
    sign_in(client, town.county)
    client.get(job.get_absolute_url())
    assert not [line for line in todos(town.county) if line.title == "Bericht"]


@pytest.mark.django_db
def test_one_mail_with_a_link_and_no_figure(town, django_capture_on_commit_callbacks):
    town.county.user.email = "desk@example.cn"
    town.county.user.save(update_fields=["email"])
    job = ended(begin(town))
    for _ in range(2):
        mail_of_end(job.pk, job.federation_id)

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["desk@example.cn"], "Bericht")
    assert letter.body.endswith(reverse("unions:job-detail", args=[job.pk]))


@pytest.mark.django_db
def test_a_failure_is_told_too_and_a_running_job_is_not(town):
    town.county.user.email = "desk@example.cn"
    town.county.user.save(update_fields=["email"])
    running, failing = begin(town), begin(town, refuse=True)
    mail_of_end(running.pk, running.federation_id)
    mail_of_end(ended(failing).pk, failing.federation_id)

    assert [letter.subject for letter in mail.outbox] == ["Bericht"]
    assert "未能完成" in mail.outbox[0].body


def running_since(town, seconds: float, **fields) -> Job:
    began = timezone.now() - timedelta(seconds=seconds)
    job = begin(town)
    Job.objects.filter(pk=job.pk).update(state="running", began_at=began, **fields)
    job.refresh_from_db()
    return job


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seconds", "done", "found", "words"),
    [
        (60, 2, 0, "剩余约5分钟"),  # 30 seconds a step, 8 of 10 to come: 4 minutes and a breath
        (60, 6, 4, "剩余约3分钟"),  # it was taken up at the fourth step
        (5, 9, 0, "不到1分钟"),
    ],
)
def test_the_time_left_comes_from_the_steps_done(town, seconds, done, found, words):
    job = running_since(town, seconds, done=done, total=10, begun_with=found)

    assert words in time_left(job)


@pytest.mark.django_db
def test_before_the_first_step_the_last_job_of_the_kind_tells(town):
    first = running_since(town, 10, total=10)
    assert time_left(first) == ""
    hour_ago = timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=begin(town).pk).update(
        state="done", attempts=1, began_at=hour_ago, touched_at=hour_ago + timedelta(seconds=190)
    )

    assert "剩余约3分钟" in time_left(first)


@pytest.mark.django_db
def test_who_has_lost_their_worker_are_told_so_and_not_how_long_it_takes(town):
    silent = running_since(
        town, 60, done=2, total=10, touched_at=timezone.now() - timedelta(seconds=20)
    )
    assert "自动从这里继续" in time_left(silent)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"job {silent.pk}"]
        )
    assert "剩余约5分钟" in time_left(silent)


@pytest.mark.django_db
@pytest.mark.parametrize(("refuse", "acts"), [({}, False), ({"refuse": True}, True)])
def test_the_open_page_ends_with_its_job(town, client, refuse, acts):
    job = begin(town, **refuse)
    sign_in(client, town.county)
    address = job.get_absolute_url()
    here = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"}
    assert "job-acts" not in client.get(address, headers=here).content.decode()
    ended(job)

    answer = client.get(address, headers=here).content.decode()
    assert (reverse("unions:job-retry", args=[job.pk]) in answer) == acts
    assert reverse("unions:job-cancel", args=[job.pk]) not in answer
    elsewhere = client.get(
        address, headers={**here, "HX-Current-URL": "http://testserver/reports/"}
    )
    assert "hx-swap-oob" not in elsewhere.content.decode()


@pytest.mark.django_db
def test_the_page_asks_before_it_cancels(town, client):
    job = begin(town)
    sign_in(client, town.county)
    page = client.get(job.get_absolute_url()).content.decode()
    cancel = reverse("unions:job-cancel", args=[job.pk])
    assert cancel in page
    assert "data-confirm" in page

    client.post(cancel)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert client.post(cancel).status_code == 422
