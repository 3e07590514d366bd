"""Measure the catalogue: searches over a thousand, ten thousand and a hundred thousand handling items, and its pages.

A database of its own is filled set-based: items, versions and entries are made here from words of real names, with
the very function that a publication uses. Then the same searches are asked at each size, several rounds, in one
process, through the selector that the page calls: words of names (rare and in most names), several words, materials,
questions, codes, syllables, initials, other signs of the same sound, parts of words, what nobody has, each alone and
narrowed by a filter. Reported are p50 and p95 in milliseconds, their growth from the first size to the last, the
requests a second of the guide page and of a page of results in one process, rows a second of an import of a list, and
the queries of each page. The goal: p95 under 50 ms at a hundred thousand, growth at most two times.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 10_000, 100_000)
ROUNDS = 12
REQUESTS = 200
IMPORTED = 5_000
MADE_OF = {
    "subjects": """
        食品经营 餐饮服务 道路货物运输 公共场所卫生 出版物零售 烟草专卖零售 人力资源服务 职业技能培训
        林木采伐 取水 城镇污水排放 建筑工程施工 建设用地规划 建设工程规划 企业投资项目 房屋所有权转移
        不动产抵押 居住证 社会保障卡 失业保险金 住房公积金 最低生活保障 法律援助 工伤 契税 耕地占用税
        机动车驾驶证 营业性演出 娱乐场所 旅馆业 危险化学品 医疗机构 药品零售 医疗器械 兽药经营
        种子生产 动物防疫 水产养殖 渔业捕捞 特种设备 计量器具 消防安全 人防工程 燃气经营 供水单位卫生
        生活垃圾处理 户外广告 临时占道 河道采砂 水土保持""",
    "acts": "许可 备案 登记 核准 确认 变更 延续 注销 补证 年度检查 转让 审批",
    "papers": """
        申请表 居民身份证 营业执照 法定代表人证明 授权委托书 场地使用证明 平面布局图 设备清单
        人员健康证明 操作流程 管理制度 验资报告 审计报告 检验报告 环境影响评价 消防验收意见
        施工图审查合格书 中标通知书 房产证 租赁合同 户口簿 结婚证 学历证书 资格证书 银行账户 完税凭证
        社保缴费记录 病历 照片 承诺书""",
    "asked": "办理要多久 可以代办吗 到期以后怎么办 材料不齐能不能先受理 收费吗 证丢了怎么补",
}
SUBJECTS, ACTS, PAPERS, ASKED = (words.split() for words in MADE_OF.values())
PLACES = [f"{first}{second}{kind}" for first, second, kind in product("东西南北中", "城河山湖桥", ("街道", "镇", "乡"))]
FORMS = ("", "（新办）", "（法人）", "（个体）", "（首次）")
KINDS = ("01", "04", "05", "07", "08", "09", "10", "20")
SEARCHES: dict[str, tuple[str, ...]] = {
    "name": ("食品经营许可", "河道采砂许可", "东城街道食品经营许可（新办）", "旅馆业登记"),
    "word of most names": ("许可", "登记", "街道", "变更"),
    "several words": ("食品 变更 街道", "医疗机构 注销", "燃气 经营 法人"),
    "material": ("居民身份证", "平面布局图", "验资报告"),
    "question": ("到期怎么办", "可以代办吗"),
    "code": ("11000000000000000X3000007000", "11000000000000000X30000010"),
    "syllables": ("shipin", "xukezheng", "luyou", "hedaocaisha"),
    "initials": ("spjy", "ylqx", "sljl"),
    "same sound": ("食品京营", "和道采沙", "以料机构"),
    "part of words": ("品经营许", "道采砂"),
    "nothing": ("挖掘机租赁", "abcxyz", "火箭发射"),
}
NARROWED: tuple[dict[str, str], ...] = ({}, {"kind": "01"}, {"audience": "person", "visits": "0"})


def facts_of(number: int, draw: random.Random) -> dict[str, Any]:
    """Return what can be found of one made item."""
    subject, act = SUBJECTS[number % len(SUBJECTS)], ACTS[number // len(SUBJECTS) % len(ACTS)]
    place = PLACES[number // (len(SUBJECTS) * len(ACTS)) % len(PLACES)] if number >= len(SUBJECTS) * len(ACTS) else ""
    name = f"{place}{subject}{act}{FORMS[draw.randrange(len(FORMS))]}"
    promised = draw.choice((1, 3, 5, 7, 10, 15))
    return {
        "name": name, "purpose": f"从事{subject}的，应当依法办理{act}。", "item_type": draw.choice(KINDS),
        "audiences": draw.choice((("person",), ("organisation",), ("person", "organisation"))),
        "topics": (draw.choice(("准营准办", "社会保障", "住房保障", "工程建设", "税收财务")),),
        "life_events": (draw.choice(("opening", "home", "work", "project", "change")),),
        "level": draw.choice(("3", "4")), "pace": draw.choice(("1", "2")), "depth": draw.choice(("result", "precheck")),
        "fee": draw.choice(("yes", "no")), "visit_count": draw.randrange(3), "promise_length": promised,
        "promise_unit": "WD", "materials": tuple(draw.sample(PAPERS, 6)),
        "questions": tuple(f"{subject}{act}{asked}？" for asked in draw.sample(ASKED, 3)),
    }  # fmt: skip


def filled(first: int, last: int, *, agencies: list[tuple[UUID, str]], day: date) -> float:
    """Make items, versions and entries from one number to before another; return the seconds."""
    from django.db import connection

    from oneseal.catalog.rules.findable import Findable
    from oneseal.catalog.services.indexing import entries_write, entry_row

    draw = random.Random(first)  # noqa: S311 - the same items each time
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(ITEMS, {"first": first, "last": last, "agencies": [str(key) for key, _name in agencies]})
        cursor.execute(VERSIONS, {"first": first, "last": last})
        cursor.execute(PUBLISHED, {"first": first, "last": last, "day": day})

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(first, last):
            key, name = agencies[number % len(agencies)]
            yield entry_row(
                Findable(**facts_of(number, draw)), id=UUID(int=number), version_id=UUID(int=number),
                item_id=UUID(int=number), listed_id=None, from_on=day, department_key=f"agency-{key}", department=name,
                code=f"11000000000000000X3{number:012d}",
            )  # fmt: skip

    entries_write(rows())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalog_entry")
    return time.perf_counter() - began


ITEMS = """
INSERT INTO catalog_item (id, agency_id, key, implementation_code, created_at)
SELECT lpad(to_hex(number), 32, '0')::uuid, (%(agencies)s::uuid[])[1 + number %% cardinality(%(agencies)s::uuid[])],
  'made-' || number, '11000000000000000X3' || lpad(number::text, 12, '0'), '2026-01-01'
FROM generate_series(%(first)s, %(last)s - 1) AS number
"""
VERSIONS = """
INSERT INTO catalog_item_version (id, item_id, number, state, revision, name, content, form, content_sha256,
  created_at)
SELECT item.id, item.id, 1, 'draft', 0, item.key, '{}', '{}', '', '2026-01-01'
FROM catalog_item AS item, generate_series(%(first)s, %(last)s - 1) AS number
WHERE item.id = lpad(to_hex(number), 32, '0')::uuid
"""
PUBLISHED = """
UPDATE catalog_item_version AS version
SET state = 'published', effective_on = %(day)s, published_at = '2026-01-01'
FROM generate_series(%(first)s, %(last)s - 1) AS made
WHERE version.id = lpad(to_hex(made), 32, '0')::uuid
"""


def searched(day: date) -> dict[str, Any]:
    """Return p50 and p95 of all searches at the size there is, and of each kind of search."""
    from oneseal.catalog.selectors import Wanted, catalogue_found

    asked = [
        (kind, Wanted(words=words, **narrowed))
        for kind, searches in SEARCHES.items()
        for words in searches
        for narrowed in NARROWED
    ]
    taken: dict[str, list[float]] = {}
    for turn in range(ROUNDS + 1):
        for kind, wanted in asked:
            began = time.perf_counter()
            catalogue_found(wanted, on=day)
            if turn:  # the first round warms words, sounds and pages
                taken.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
    every = [one for some in taken.values() for one in some]
    return {**figures(every), "searches": len(every), "kinds": {kind: figures(some) for kind, some in taken.items()}}


def figures(taken: list[float]) -> dict[str, float]:
    """Return median and 95th percentile."""
    return {
        "p50_ms": round(statistics.median(taken), 2), "p95_ms": round(statistics.quantiles(taken, n=20)[-1], 2),
    }  # fmt: skip


def pages_measured(item_id: UUID) -> dict[str, Any]:
    """Return queries of each page, and requests a second of those that are asked for most."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    addresses = {
        "home": "/", "home, life events": "/?tab=event", "home, departments": "/?tab=department",
        "home, alphabet": "/?tab=letter", "home, types": "/?tab=theme", "list": "/items/",
        "search": "/items/?q=食品经营许可", "search by sound": "/items/?q=食品京营",
        "search, nothing": "/items/?q=挖掘机",
        "search, narrowed": "/items/?q=许可&kind=01&visits=0", "guide": f"/items/{item_id}/",
    }  # fmt: skip
    told: dict[str, Any] = {}
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as questions:
            answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")
        told[name] = {"queries": len(questions), **paced(client, address)}
    return told


def paced(client: Any, address: str) -> dict[str, float]:  # noqa: ANN401 - Django's test client
    """Return requests a second of a page in one process, and their 95th percentile."""
    taken = []
    for _turn in range(REQUESTS // 10):
        began = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
    return {"requests_a_second": round(1000 / statistics.mean(taken), 1), **figures(taken)}


def imported() -> int:
    """Return rows a second of an import of a list, entries included."""
    from bench.importing import through_service

    return round(IMPORTED / through_service(IMPORTED, 1))


def measure(sizes: tuple[int, ...]) -> dict[str, Any]:
    """Fill and measure size by size."""
    from django.core.management import call_command

    from oneseal.catalog.selectors import Wanted, catalogue_found
    from oneseal.foundation.timekeeping import BEIJING, today
    from oneseal.identity.models import Agency
    from oneseal.simulation.founding import city_found

    day = today()
    call_command("load_reference", verbosity=0, stdout=sys.stderr)
    began_on = datetime.combine(day - timedelta(days=1), datetime.min.time(), tzinfo=BEIJING)
    city_found(now=began_on + timedelta(minutes=10))
    real = catalogue_found(Wanted(words="食品经营许可"), on=day).rows[0].id
    agencies = list(Agency.objects.order_by("created_at").values_list("id", "name"))
    found: dict[str, Any] = {"sizes": {}}
    made = 1
    for size in sizes:
        seconds = filled(made, size + 1, agencies=agencies, day=day - timedelta(days=1))
        made = size + 1
        found["sizes"][str(size)] = {"filled_in_s": round(seconds, 1), **searched(day)}
        sys.stderr.write(f"{size} items: {json.dumps(found['sizes'][str(size)])}\n")
    first, last = (found["sizes"][str(size)] for size in (sizes[0], sizes[-1]))
    found["growth"] = {name: round(last[name] / first[name], 2) for name in ("p50_ms", "p95_ms")}
    found["pages"] = pages_measured(real)
    found["import_rows_a_second"] = imported()
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="items, e.g. 1000,10000,100000")
    told = parser.parse_args()
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from bench.engine.databases import in_a_database_of_its_own

    sizes = tuple(int(size) for size in told.sizes.split(","))
    found = in_a_database_of_its_own(lambda: measure(sizes))
    if told.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return 0
    for size, one in found["sizes"].items():
        sys.stdout.write(f"{int(size):>9,} items: p50 {one['p50_ms']:.1f} ms, p95 {one['p95_ms']:.1f} ms\n")
    sys.stdout.write(f"growth: p50 {found['growth']['p50_ms']} times, p95 {found['growth']['p95_ms']} times\n")
    for name, one in found["pages"].items():
        sys.stdout.write(f"{name:<20}{one['queries']:>3} queries{one['requests_a_second']:>8.1f} requests a second\n")
    sys.stdout.write(f"import: {found['import_rows_a_second']:,} rows a second\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
