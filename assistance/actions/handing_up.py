"""The workbook for the national system of assistance, with what its paper form asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from tempfile import TemporaryFile
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.models import HouseholdFile
from assistance.models.household import HouseholdFileQuerySet
from assistance.models.privacy import PrivacyRecord, RecordKind
from kernel.days import months_after, today
from kernel.spreadsheet import Column, Sheet, write_workbook
from unions.events import log_event
from unions.models import Event, Officer
from unions.refusals import Refused
from unions.scoping import owned_by

RECEIVER = "全国工会帮扶工作管理系统"
KEPT_MONTHS = 36  # how long the record of a hand-over is kept; a default of ours
# The heads of the national form. They are its own words, and in no catalogue.
HEADS = (
    "职工编号", "困难类别", "姓名", "性别", "证件类型", "证件号码", "出生年份", "职工类别",
    "工作单位", "联系电话", "住址", "主要致困原因", "次要致困原因", "家庭人口", "家庭年收入",
    "刚性支出", "开户银行", "银行卡户名", "银行卡号", "附件", "建档人", "审核人", "录入人",
    "基层工会意见", "乡镇（街道）意见", "县级工会意见", "建档日期",
)  # fmt: skip
OPINIONS = ("endorse", "forward", "approve")
AT_ONCE = 500  # files held in memory


@transaction.atomic
@sensitive_variables()
def hand_up(files: HouseholdFileQuerySet, *, basis: str, by: Officer) -> IO[bytes]:
    """The workbook of the households on file among `files`, in clear, and the record of it (§23).

    It is a file without a name, gone when it is closed. `basis` is the consent or duty it rests
    on. Raises Refused where nobody is on file.
    """
    here, handed = files.on_file(), count()
    if not here.exists():
        raise Refused(_("No household is on file here."))
    target: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed by who hands it out
    columns = [Column(head, 18) for head in HEADS]
    rows = (row for row, _number in zip(_rows(here), handed, strict=False))
    try:
        write_workbook(target, [Sheet("困难职工档案", columns, rows)])
        _record(next(handed), basis, by)
        target.seek(0)
    except BaseException:
        target.close()
        raise
    return target


@sensitive_variables()
def _rows(files: HouseholdFileQuerySet) -> Iterator[list[Any]]:
    reading = (
        files.select_related("drafted_by__user", "decided_by__user")
        .prefetch_related("members", "incomes", "costs", "proofs")
        .order_by("pk")
        .iterator(chunk_size=AT_ONCE)
    )
    while some := list(islice(reading, AT_ONCE)):
        opinions = _opinions_on(some)
        for file in some:
            yield _cells(file, opinions.get(file.pk, {}))


def _record(rows: int, basis: str, by: Officer) -> None:
    PrivacyRecord.objects.create(
        kind=RecordKind.TRANSFER,
        title=_("%(count)d files handed up") % {"count": rows},
        happened_on=today(),
        data_kinds=_("Identity numbers, phones, addresses, cards, incomes of households on file"),
        purpose=_("Entry in the national system"),
        receiver=RECEIVER,
        basis=basis,
        keep_until=months_after(today(), KEPT_MONTHS),
        recorded_by=by,
        **owned_by(by.union),
    )
    detail = {"rows": rows, "receiver": RECEIVER}
    log_event(by, "hand-up", _("Data handed over"), by=by, note=basis, detail=detail)


def _opinions_on(files: list[HouseholdFile]) -> dict[int, dict[str, str]]:
    """File id → step → who took it last, from one query."""
    events = Event.objects.unscoped("the log of the files just read").filter(
        subject=HouseholdFile._meta.label_lower,
        subject_id__in=[file.pk for file in files],
        step__in=OPINIONS,
    )
    found: dict[int, dict[str, str]] = {}
    for event in events.order_by("pk"):
        found.setdefault(event.subject_id, {})[event.step] = event.actor
    return found


@sensitive_variables()
def _cells(file: HouseholdFile, opinions: dict[str, str]) -> list[Any]:
    members = list(file.members.all())
    applicant = next((m for m in members if m.relation == "self"), None)
    reasons = file.reason_labels
    return [
        f"{file.pk:08d}",
        file.get_category_display(),
        file.applicant_name,
        applicant.get_sex_display() if applicant else "",
        applicant.get_identity_kind_display() if applicant else "",
        applicant.id_number.reveal() if applicant else "",
        applicant.birth_year if applicant else None,
        file.get_worker_kind_display(),
        file.workplace,
        file.phone.reveal(),
        file.address.reveal(),
        reasons[0],
        "、".join(reasons[1:]),
        sum(not m.not_counted for m in members),
        sum(income.amount for income in file.incomes.all()),
        sum(cost.self_paid for cost in file.costs.all()),
        file.bank_name,
        file.card_holder,
        file.card.reveal(),
        len(file.proofs.all()),
        str(file.drafted_by or ""),
        str(file.decided_by or ""),
        str(file.drafted_by or ""),
        *(opinions.get(step, "") for step in OPINIONS),
        file.filed_on,
    ]
