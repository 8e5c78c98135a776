"""Places of the demo (GB/T 2260 codes) and the words its made-up names are put together from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from kernel.identifiers import clean_uscc


@dataclass(frozen=True)
class County:
    """A county or district, its demo account, and two or three townships or streets."""

    code: str
    name: str
    account: str
    townships: tuple[str, ...]


COUNTIES = (
    County("210702", "古塔区", "guta", ("士英街道", "天安街道")),
    County("210703", "凌河区", "linghe", ("正大街道", "石桥子街道")),
    County("210711", "太和区", "taihe", ("太和街道", "大薛街道")),
    County("210726", "黑山县", "heishan", ("黑山街道", "新立屯镇")),
    County("210727", "义县", "yixian", ("义州街道", "七里河镇")),
    County("210781", "凌海市", "linghai", ("大凌河街道", "金城街道", "石山镇", "双羊镇")),
    County("210782", "北镇市", "beizhen", ("北镇街道", "沟帮子街道")),
)

BRANDS = [
    "华兴",
    "宏达",
    "瑞丰",
    "凌云",
    "北山",
    "金桥",
    "东方",
    "恒泰",
    "立新",
    "远航",
    "鑫盛",
    "永固",
    "同德",
    "中联",
    "辽西",
    "海润",
    "天成",
    "万嘉",
    "汇通",
    "百川",
    "春晖",
    "长青",
    "明珠",
    "广源",
    "博远",
    "锦绣",
    "双龙",
    "盛世",
    "康宁",
    "和顺",
]
TRADES = (
    ("机械有限公司", "C"),
    ("纺织有限公司", "C"),
    ("食品股份有限公司", "C"),
    ("化工有限公司", "C"),
    ("建筑工程有限公司", "E"),
    ("物流有限公司", "G"),
    ("商贸有限公司", "F"),
    ("餐饮管理有限公司", "H"),
    ("电子科技有限公司", "I"),
    ("农业开发有限公司", "A"),
)
PUBLIC_BODIES = (
    ("水务集团有限公司", "D"),
    ("公共交通有限公司", "G"),
    ("热力有限公司", "D"),
    ("城市建设投资有限公司", "K"),
    ("粮食储备有限公司", "F"),
)
INSTITUTIONS = (("中心医院", "Q"), ("实验学校", "P"), ("环境卫生管理处", "N"), ("图书馆", "R"))
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = [
    "建国",
    "敏",
    "强",
    "丽",
    "军",
    "静",
    "伟",
    "芳",
    "磊",
    "秀英",
    "洋",
    "艳",
    "勇",
    "娟",
    "杰",
    "霞",
    "涛",
    "桂兰",
    "明",
    "超",
    "平",
    "刚",
    "玉梅",
    "红",
    "鹏",
    "宇",
    "婷",
    "晶",
    "浩",
    "欣",
]
CHARSET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def people(chance: Random) -> Iterator[str]:
    """Made-up names without end."""
    while True:
        yield chance.choice(SURNAMES) + chance.choice(GIVEN)


def credit_code(division: str, number: int, *, prefix: str = "91") -> str:
    """A made-up code with right check characters (GB 32100-2015)."""
    body = f"{number:08d}"
    weighed = sum(int(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    check = {10: "X", 11: "0"}.get(11 - weighed % 11, str(11 - weighed % 11))
    code = f"{prefix}{division}{body}{check}"
    total = sum(CHARSET.index(c) * pow(3, i, 31) for i, c in enumerate(code))
    return clean_uscc(code + CHARSET[(31 - total % 31) % 31])
