"""What an example writes where a question names no example of its own: Chinese and English, of nobody and nowhere."""

from typing import Final

Words = tuple[str, str]

FULL_STOPS: Final = "。"
NAME: Final[Words] = ("张示例", "Zhang Shili")
ORGANISATION: Final[Words] = ("示例市示例有限公司", "Shili Example Company Limited")
ADDRESS: Final[Words] = ("示例市示例区示例路1号", "1 Example Road, Example District, Example City")
SAID: Final[Words] = ("（示例）在这里写明：%(label)s", "(Example) State here: %(label)s")

# By a part of the question's key: who has which role.
NAMES: Final[tuple[tuple[str, Words], ...]] = (
    ("agent", ("李示例", "Li Shili")),
    ("collector", ("李示例", "Li Shili")),
    ("wife", ("李示例", "Li Shili")),
    ("contact", ("王示例", "Wang Shili")),
    ("guardian", ("王示例", "Wang Shili")),
    ("manager", ("赵示例", "Zhao Shili")),
    ("officer", ("赵示例", "Zhao Shili")),
    ("leader", ("赵示例", "Zhao Shili")),
    ("responsible", ("赵示例", "Zhao Shili")),
)

_PREMISES: Final[Words] = ("示例市示例区示例路2号1层", "Ground floor, 2 Example Road, Example District, Example City")
_SITE: Final[Words] = (
    "示例市示例区示例路与样本路交叉口东北角",
    "North-east corner of Example and Sample Road, Example City",
)
_REGISTERED_NUMBER: Final[Words] = ("示例〔0000〕0号", "EXAMPLE-0000-0")

# By a part of the question's label.
ADDRESSES: Final[tuple[tuple[str, Words], ...]] = (
    ("场所", _PREMISES),
    ("经营地址", _PREMISES),
    ("工程", _SITE),
    ("建设", _SITE),
)

TEXTS: Final[tuple[tuple[str, Words], ...]] = (
    ("银行账号", ("0000 **** **** **** 000", "0000 **** **** **** 000")),
    ("账号", ("0000******00", "0000******00")),
    ("银行", ("示例银行示例支行", "Example Bank, Example Branch")),
    ("号牌", ("示A·00000", "Example A·00000")),
    ("编号", _REGISTERED_NUMBER),
    ("证书号", _REGISTERED_NUMBER),
    ("代码", ("0000-000000-00-00-000000", "0000-000000-00-00-000000")),
    ("民族", ("汉族", "Han")),
    ("学校", ("示例市示例学校", "Example School, Example City")),
    ("工程名称", ("示例路1号综合楼工程", "Mixed-use building at 1 Example Road")),
    ("项目名称", ("示例路1号综合楼项目", "Mixed-use building at 1 Example Road")),
    ("单位", ORGANISATION),
    ("企业名称", ORGANISATION),
    ("公司名称", ORGANISATION),
    ("机关", ("示例市示例局", "Example Bureau of Example City")),
    ("网址", ("示例网店，https://shop.example", "Example Shop, https://shop.example")),
    ("电子邮箱", ("shili@mail.example", "shili@mail.example")),
    ("传真", ("000-0000000", "000-0000000")),
    ("电话", ("000-0000000", "000-0000000")),
    ("邮政编码", ("000000", "000000")),
)
