"""The criteria a federation starts from: a design default drawn from seed 000's five goals.

Each line: code, title, points for the types A, B, C, D (0: not for that type), rule, threshold,
evidence asked for. "★" before the code: at nought, no level. The federation's own table replaces
this one from a year on; nothing here is law.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from homes.scoring import Rule


@dataclass(frozen=True)
class Line:
    """A criterion before it is cut to a type of unit. `points` and `threshold` by type A to D."""

    code: str
    title: str
    points: tuple[int, int, int, int]
    rule: Rule
    threshold: tuple[str, str, str, str]
    evidence: str
    must: bool
    indicator: str  # the figure (of targets) shown to whoever answers, if any

    def for_type(self, unit_type: str) -> tuple[Decimal, Decimal]:
        column = "ABCD".index(unit_type)
        return Decimal(self.points[column]), Decimal(self.threshold[column])


def line(
    code: str,
    title: str,
    points: tuple[int, int, int, int],
    rule: Rule,
    threshold: str | tuple[str, str, str, str],
    evidence: str,
    indicator: str = "",
) -> Line:
    each = threshold if isinstance(threshold, tuple) else (threshold,) * 4
    must = code.startswith("★")
    return Line(code.lstrip("★"), title, points, rule, each, evidence, must, indicator)


CHAPTERS = {
    "G1": "组织体系建设好",
    "G2": "维权机制完善好",
    "G3": "职工关爱落实好",
    "G4": "文化生活开展好",
    "G5": "社会责任履行好",
}
YES_NO, RATIO, COUNT, RUBRIC = Rule.BOOL, Rule.RATIO, Rule.COUNT, Rule.RUBRIC
FEW_IN_SMALL = ("2", "4", "4", "4")
JOINED, VISITS, RELIEF = "targets.joined", "assistance.five_visits", "assistance.helped"

LINES = (
    line(
        "★1.1", "三同时:工会、经审、女职工组织", (3, 3, 3, 3), YES_NO, "1", "批复、选举结果报告单"
    ),
    line("1.2", "民主选举主席、按期换届", (2, 2, 2, 3), YES_NO, "1", "会议记录、批复"),
    line("1.3", "职工入会率", (3, 3, 3, 3), RATIO, "0.9", "会员花名册、职工名册", JOINED),
    line("1.4", "有牌子", (1, 1, 1, 1), YES_NO, "1", "照片"),
    line("1.5", "有印章", (1, 1, 1, 1), YES_NO, "1", "印模"),
    line("1.6", "有场所(小型非公可共用)", (1, 2, 2, 2), RUBRIC, "1", "照片、平面图、面积"),
    line("★1.7", "有经费:足额拨缴,独立账户", (3, 3, 3, 3), RATIO, "1", "拨缴凭证、账户、经审报告"),
    line("1.8", "有活动:每年不少于4次", (1, 1, 1, 1), COUNT, "4", "活动方案、签到、照片"),
    line(
        "1.9", "有位置:主席列席党政会议、待遇落实", (1, 1, 1, 1), RUBRIC, "1", "会议纪要、任职文件"
    ),
    line("1.10", "调解、法律监督、劳动保护监督组织", (2, 3, 3, 3), COUNT, "3", "成立文件、名单"),
    line("★1.11", "建家委员会成立、方案经县区审定", (2, 2, 2, 2), YES_NO, "1", "方案及审定意见"),
    line("★2.1", "职工代表大会制度", (6, 7, 8, 9), YES_NO, "1", "会议材料、代表名册、决议"),
    line("2.2", "厂务(事务)公开制度", (4, 5, 6, 7), RUBRIC, "1", "公开栏照片、公开目录"),
    line("★2.3", "平等协商集体合同制度", (8, 8, 8, 0), YES_NO, "1", "合同文本、审查意见书"),
    line("2.4", "工资专项、女职工专项合同", (4, 4, 3, 2), COUNT, "2", "专项合同"),
    line("2.5", "履约检查、职工履约满意率", (3, 3, 3, 0), RATIO, "0.9", "检查记录、测评汇总"),
    line("2.6", "劳动(聘用)合同签订率", (4, 4, 3, 4), RATIO, "0.95", "台账抽样"),
    line("2.7", "社会保险参保率", (3, 3, 2, 2), RATIO, "0.95", "缴费证明"),
    line("2.8", "劳动安全卫生群众监督", (3, 3, 4, 3), RUBRIC, "1", "检查记录、隐患整改单"),
    line("2.9", "三级调解、案件调解成功率", (2, 2, 3, 3), RATIO, "0.8", "调解台账"),
    line("2.10", "女职工特殊保护", (2, 2, 2, 3), RUBRIC, "1", "体检、产假、哺乳室"),
    line("3.1", "“五必访”", (3, 3, 3, 4), RATIO, "1", "走访记录", VISITS),
    line("3.2", "困难职工应建尽建、帮扶率", (4, 4, 4, 4), RATIO, "1", "帮扶系统档案", RELIEF),
    line("3.3", "送知识、送健康、送温暖、送助学", (2, 2, 2, 2), COUNT, "4", "活动记录、发放表"),
    line("3.4", "互助保障、职工体检", (3, 2, 2, 4), RATIO, "0.8", "参保名单、体检名单"),
    line("3.5", "五小:食堂、菜园、浴池、图书室、活动室", (3, 3, 2, 3), COUNT, FEW_IN_SMALL, "照片"),
    line("3.6", "法律援助、12351知晓", (2, 1, 1, 1), RUBRIC, "1", "公示牌、宣传记录"),
    line("4.1", "职工书屋、读书活动", (3, 3, 3, 4), RUBRIC, "1", "借阅登记"),
    line("4.2", "文体活动、兴趣协会", (3, 3, 3, 4), COUNT, FEW_IN_SMALL, "方案、照片"),
    line("4.3", "技能培训、岗位练兵、拜师学艺", (4, 3, 3, 4), RATIO, "0.5", "签到、证书"),
    line("4.4", "劳动竞赛参赛率、合理化建议", (3, 3, 4, 4), RATIO, "0.9", "竞赛方案、建议采纳表"),
    line("4.5", "班组建设、工人先锋号、创新工作室", (1, 2, 3, 2), RUBRIC, "1", "命名文件"),
    line("5.1", "工资按时足额、不低于最低工资", (4, 3, 1, 1), YES_NO, "1", "工资表抽样、人社证明"),
    line("5.2", "无较大安全事故、职业病危害达标", (2, 1, 1, 1), YES_NO, "1", "应急部门证明"),
    line("5.3", "劳动关系和谐企业(单位)创建", (2, 2, 2, 1), RUBRIC, "1", "命名文件"),
    line("5.4", "会员评家满意率", (2, 2, 2, 5), RATIO, "0.9", "测评汇总"),
)


def chapter_of(entry: Line) -> tuple[str, str]:
    code = f"G{entry.code.split('.')[0]}"
    return code, CHAPTERS[code]
