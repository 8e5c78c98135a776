"""Contracts of the demo: in force, running out, to renew, regional, checked, copied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bargaining.actions.checking import record_check
from bargaining.actions.covering import cover_employers, strike_off
from bargaining.actions.registering import register_contract
from bargaining.models import Contract
from kernel.days import today
from unions.models import Employer, Officer

YEAR = timedelta(days=364)
MODEL = (
    "第一条 根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》《集体合同规定》，"
    "经{employer}（甲方）与本单位工会（乙方）平等协商一致，订立本合同。\n"
    "第二条 甲方职工月最低工资为{least}元，不低于当地最低工资标准。\n"
    "第三条 本年度职工平均工资增长{rise}%，自{month}月起执行。\n"
    "第四条 甲方每月{day}日前以货币形式支付上月工资，遇节假日提前支付，不得拖欠。\n"
    "第五条 实行计件工资的，劳动定额应使百分之九十以上职工在法定工作时间内能够完成。\n"
    "第六条 安排职工加班的，分别按不低于工资的百分之一百五十、百分之二百、百分之三百支付报酬。\n"
    "第七条 双方每年至少一次向职工代表大会报告本合同履行情况，接受职工代表监督。\n"
    "第八条 因履行本合同发生争议，双方应当协商解决；协商不成的，依法申请仲裁或者提起诉讼。\n"
)
AGREED = {
    "wage_level": "本年度职工平均工资增长6%，与企业效益挂钩",
    "piece_rates": "定额应使90%以上职工在法定工时内能够完成",
    "overtime_pay": "按150%、200%、300%支付",
    "pay_day": "每月10日前以货币形式支付",
    "minimum_wage": "月最低工资2100元",
    "fulfilment": "每年至少一次向职工代表大会报告",
    "disputes": "协商不成的，依法申请仲裁",
}
WHOLE = {
    **AGREED,
    "allowances": "高温津贴、夜班津贴按国家规定发放",
    "labour_contracts": "全员签订书面劳动合同",
    "hours_rest": "每周至少休息一日，带薪年休假按规定安排",
    "safety": "每年组织一次职业健康检查",
    "training": "按工资总额1.5%提取职工教育经费",
    "insurance": "五项社会保险全员参保",
    "welfare": "每年组织职工疗休养",
    "women": "五期保护，每年一次妇科检查",
}


def enter_contracts(linghai: Officer, heishan: Officer) -> None:
    """The registers of two counties, as their staff entered them."""
    near = _covered_employers(linghai)
    mill, wool, foods, state = near[:4]
    checked = _enter(mill, "wage", by=linghai, ends=200, least=2100, rise=6, day=10)
    _check(checked, by=linghai)
    _enter(wool, "wage", by=linghai, ends=55, least=2050, rise=4, day=15)
    _enter(foods, "wage", by=linghai, ends=-40, least=2000, rise=3, day=20)
    whole: dict[str, Any] = {"clauses": WHOLE, "text": "", "wage_annex": True, "years": 3}
    _enter(state, "comprehensive", by=linghai, ends=500, **whole)
    _enter(mill, "women", by=linghai, ends=300, text="", clauses={"women": "五期保护"})
    _enter_regional(near, by=linghai)
    far = _covered_employers(heishan)
    _enter(far[0], "wage", by=heishan, ends=150, least=2000, rise=5, day=10)
    _enter(far[1], "wage", by=heishan, ends=20, least=1980, rise=3, day=12)


def _covered_employers(county: Officer) -> list[Employer]:
    return list(Employer.objects.visible_to(county).covered().order_by("pk")[:8])


TITLES = {
    "wage": "工资专项集体合同",
    "women": "女职工权益保护专项集体合同",
    "comprehensive": "集体合同",
}


def _enter(
    employer: Employer,
    kind: str,
    *,
    by: Officer,
    ends: int,
    clauses: dict[str, str] | None = None,
    years: int = 1,
    text: str = MODEL,
    wage_annex: bool = False,
    **blanks: Any,
) -> Contract:
    """A contract of one to three years that ends `ends` days from today."""
    first = today() + timedelta(days=ends) - YEAR * years
    values = {
        "title": f"{employer.name}{TITLES[kind]}", "kind": kind, "scope": "enterprise",
        "employer": employer, "wage_annex": wage_annex, "signed_on": first - timedelta(days=20),
        "effective_on": first, "expires_on": today() + timedelta(days=ends),
        "number": f"人社集备〔{first.year}〕{employer.pk}号",
        "text": text.format(employer=employer.name, month=first.month, **blanks) if text else "",
    }  # fmt: skip
    return register_contract(values, AGREED if clauses is None else clauses, by=by)


def _check(contract: Contract, *, by: Officer) -> None:
    on = contract.effective_on + timedelta(days=120)
    values = {
        "checked_on": on, "reported_on": on + timedelta(days=7), "asked": 60, "satisfied": 56,
        "note": "查阅工资台账、走访车间班组",
    }  # fmt: skip
    lines = dict.fromkeys(AGREED, (True, ""))
    lines["piece_rates"] = (False, "两个班组的定额偏高，已商定调整")
    record_check(contract, values, lines, by=by)


def _enter_regional(near: Sequence[Employer], *, by: Officer) -> None:
    """An industry's agreement that covers five of its employers; a sixth was struck off."""
    first = today() - timedelta(days=150)
    values = {
        "title": "凌海市服务业行业性工资专项集体合同", "kind": "wage", "scope": "industry",
        "employer": None, "number": f"人社集备〔{first.year}〕201号",
        "signed_on": first - timedelta(days=15), "effective_on": first,
        "expires_on": first + YEAR, "wage_annex": False,
        "text": MODEL.format(employer="本行业各企业", least=2000, rise=5, month=1, day=15),
    }  # fmt: skip
    contract = register_contract(values, AGREED, by=by)
    codes = list(enumerate((employer.uscc for employer in near[2:8]), start=1))
    cover_employers(contract, codes, listed_on=first, sealed_on=_soon_after(first), by=by)
    last = contract.listed.order_by("-pk").select_related("contract", "employer").first()
    if last:
        strike_off(last, on=today() - timedelta(days=10), why="企业已注销", by=by)


def _soon_after(day: date) -> date:
    return day + timedelta(days=5)
