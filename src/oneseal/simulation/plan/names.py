"""Invented people and organisations, with check characters that fit, in a division that does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from stdnum.cn import ric, uscc

DIVISION: Final = "999900"
MOBILE: Final = "13000000000"
SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕覃綦仝佘郗逄"
GIVEN: Final = (
    "安柏晨初丹东帆方芳国涵航浩禾宏华慧佳建洁静军凯岚磊黎林玲明宁平琪青清然"
    "荣睿诗松涛伟文霞晓欣雅岩洋依宜颖宇雨元月云哲知舟子喆堃淼旻玥璟翀赟"
)
TRADES: Final = (
    "餐饮管理", "食品", "茶饮", "烘焙", "便利店", "酒店管理", "商贸", "供应链", "林业", "水务", "环保科技", "印务",
    "图书", "人力资源", "教育咨询", "安保服务", "文化传播", "建筑工程",
)  # fmt: skip
PLACES: Final = ("清源区长堤路", "清源区望江街", "东岸区星辰路", "东岸区渡口街", "西岭区云雾路", "西岭区工业大道")
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_SIGNS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """A natural person of the plan."""

    name: str
    id_number: str
    mobile: str


@dataclass(frozen=True, slots=True)
class PlannedOrganisation:
    """An organisation of the plan."""

    uscc: str
    name: str
    legal_representative: str
    address: str


def person_name(random: Random) -> str:
    """Return a name of two or three characters."""
    return random.choice(SURNAMES) + "".join(random.choice(GIVEN) for _ in range(random.choice((1, 2, 2, 2))))


def planned_person(seed: int, number: int) -> PlannedPerson:
    """Return the person with a number; the same for the same seed."""
    random = Random(f"{seed}:person:{number}")  # noqa: S311 - a plan, no secret
    born = f"{random.randint(1960, 2003)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
    body = f"{DIVISION}{born}{number % 1000:03d}"
    return PlannedPerson(person_name(random), body + ric.calc_check_digit(f"{body}0"), MOBILE)


def planned_organisation(seed: int, number: int) -> PlannedOrganisation:
    """Return the organisation with a number; the same for the same seed."""
    random = Random(f"{seed}:organisation:{number}")  # noqa: S311 - a plan, no secret
    name = f"安澜市{random.choice(GIVEN)}{random.choice(GIVEN)}{random.choice(TRADES)}有限公司"
    address = f"安澜市{random.choice(PLACES)}{random.randint(1, 399)}号"
    return PlannedOrganisation(_credit_code(number), name, person_name(random), address)


def _credit_code(number: int) -> str:
    organisation = f"MAH{number:05d}"
    total = sum(weight * _SIGNS.index(sign) for weight, sign in zip(_ORGANISATION_WEIGHTS, organisation, strict=True))
    check = "0123456789X0"[(11 - total % 11)]
    body = f"91{DIVISION[:5]}1{organisation}{check}"
    return body + uscc.calc_check_digit(body)
