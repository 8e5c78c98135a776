"""The legal clock: what each province's own rule says where it differs from the national one.

Sources: 集体合同规定 (2004) §32 and §36, 劳动合同法 §54, 工资集体协商试行办法 (2000) for the nation;
浙江省集体合同条例, 山东省企业工资集体协商条例, 福建省集体协商和集体合同条例 for the provinces. A province
whose rule exists and has not been entered stands on the national default and is marked so.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from unions.parameters import Local

ZHEJIANG, SHANDONG, FUJIAN = "33", "37", "35"

_ZHEJIANG = _("Zhejiang, Regulation on collective contracts")
_SHANDONG = _("Shandong, Regulation on collective wage bargaining")
_FUJIAN = _("Fujian, Regulation on collective bargaining and collective contracts")
_CONGRESS = _("Zhejiang, Regulation on democratic management of enterprises (2010)")
_OPENNESS = _("Shandong, Regulation on opening factory affairs (2014)")

# Rules that exist and have not been read: the default holds, and every page says so.
UNREAD = (
    Local("21", None, _("Liaoning, rules on collective wage bargaining (2015)"), date(2015, 1, 1)),
    Local("32", None, _("Jiangsu, Regulation on collective bargaining (2023)"), date(2023, 5, 1)),
    Local("34", None, _("Anhui, Regulation on collective contracts (2011)"), date(2011, 1, 1)),
    Local("15", None, _("Inner Mongolia, rules on collective wage bargaining (2012)"), date(2012, 1, 1)),
    Local("45", None, _("Guangxi, rules on collective wage bargaining (2015)"), date(2015, 1, 1)),
)  # fmt: skip


def zhejiang(value: int) -> Local:
    return Local(ZHEJIANG, value, _ZHEJIANG)


def shandong(value: int) -> Local:
    return Local(SHANDONG, value, _SHANDONG)


def fujian(value: int) -> Local:
    return Local(FUJIAN, value, _FUJIAN)


def zhejiang_congress(value: int) -> Local:
    return Local(ZHEJIANG, value, _CONGRESS)


def shandong_openness(value: int) -> Local:
    return Local(SHANDONG, value, _OPENNESS)
