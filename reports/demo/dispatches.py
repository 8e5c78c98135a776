"""Dispatches of the demo: one in the archive, one void, one that waits for its signature."""

from __future__ import annotations

from typing import Any

from reports.dispatches.drafting import draft_dispatch
from reports.models import Dispatch
from reports.workflows.dispatch import DISPATCH
from unions.casework.stepping import take_case_step
from unions.models import Officer

CALL = """为贯彻落实上级工会部署，深入推进“和谐职工之家”建设，现就有关事项通知如下：
一、总体要求
坚持以职工为本，突出实效，分类推进，力争年内新建达标单位全部通过验收。
二、主要任务
（一）摸清底数。各县（市）区总工会要逐户核实具备条件的单位，建立台账，动态管理。
（二）落实包扶。每户明确一名包扶责任人，方案经县（市）区审定后组织实施。
（三）严格验收。验收组由三人以上单数组成，逐项打分，现场签字，不走过场。
三、有关要求
1.按时报送进展情况。
2.重大问题及时报告。"""
ASK = """贵单位推荐的验收专家张喆堃、赟燚同志，政治可靠，业务熟练。
现商请于近期参加我市“和谐职工之家”交叉验收，时间三天，往返交通由我会安排。
请予支持，并函复为盼。"""
WRONG = "经研究，决定召开全市建家工作推进会，请各县（市）区总工会分管负责同志参加。"
ALL = "各县（市）区总工会"


def write_dispatches(city: Officer, second: Officer, chair: Officer) -> None:
    call = _dispatch(
        city, "notice", "锦州市总工会关于深入推进“和谐职工之家”建设的通知", CALL, ALL,
        copy_to="市委办公室，市政府办公室", note="此件公开发布",
    )  # fmt: skip
    ask = _dispatch(city, "letter", "关于商请选派验收专家的函", ASK, "葫芦岛市总工会")
    wrong = _dispatch(city, "notice", "关于召开建家工作推进会的通知", WRONG, ALL, urgency="prompt")
    for dispatch in (call, ask, wrong):
        DISPATCH.take("submit", dispatch, by=city)
        DISPATCH.take("pass", dispatch, by=second)
    for dispatch in (call, wrong):
        DISPATCH.take("sign", dispatch, by=chair)
    reason = {"void_reason": "会议改期，另行通知"}
    take_case_step(DISPATCH, wrong, "void", by=chair, said=reason)


def _dispatch(
    by: Officer, kind: str, title: str, body: str, addressees: str, **more: Any
) -> Dispatch:
    words = {"kind": kind, "title": title, "body": body, "addressees": addressees, **more}
    return draft_dispatch(words, [], by=by)
