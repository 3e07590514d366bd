"""Invented people and enterprises with numbers whose check characters are right."""

import itertools
from dataclasses import dataclass

from stdnum.cn import ric, uscc

_serial = itertools.count(1)
PASSWORD = "a-long-password-1"


@dataclass(frozen=True)
class Applicant:
    """An invented person and the invented enterprise for which he acts."""

    username: str
    name: str
    id_number: str
    mobile: str
    enterprise: str
    credit_code: str
    address: str
    password: str = PASSWORD


def new_applicant():
    """Return somebody who has not been used yet in this run."""
    number = next(_serial)
    citizen = f"11010519800101{number:03d}"
    code = f"91310112{number:09d}"
    return Applicant(
        username=f"zhang{number:03d}",
        name="张三",
        id_number=citizen + ric.calc_check_digit(citizen + "0"),
        mobile=f"138000{number:05d}",
        enterprise=f"演示餐饮第{number}有限公司",
        credit_code=code + uscc.calc_check_digit(code + "0"),
        address=f"演示路{number}号",
    )
