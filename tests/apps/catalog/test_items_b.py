"""Seven items that ship: each is drafted, told by its city, published, and makes the face of its licence."""

import json
from datetime import date

import pytest
from django.conf import settings

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.selectors import reference_items
from oneseal.kernel.formlogic import clean, validate
from oneseal.licences.rules.face import face_values
from tests.factories.shipped import form_of, published

DEMO = settings.BASE_DIR / "fixtures/demo"
CITY = json.loads((DEMO / "items-b.json").read_text("utf-8"))
DAY = date(2026, 3, 4)
USCC = "91310116052958608G"
ID_NUMBER = "11010519491231002X"
ANY = {
    "contact_name": "李四",
    "contact_mobile": "13800138000",
    "handled_by": "self",
    "delivery_way": "electronic",
    "truth_commitment": "on",
}
ANSWERS = {
    "timber-felling-permit": {
        "applicant_kind": "person",
        "owner_name": "林小满",
        "citizen_number": ID_NUMBER,
        "address": "某省某市某县某村1号",
        "place": "某乡某村北坡",
        "forest_type": "timber",
        "species": "杉木",
        "area": "1.5",
        "volume": "90",
        "tree_count": "400",
        "method": "择伐",
        "over_threshold": "no",
        "renewal_measures": "次年春季植杉木1.5公顷",
        "renewal_on": "2027年春季",
    },
    "water-abstraction-permit": {
        "applicant_kind": "organisation",
        "applicant_name": "某某水泥有限公司",
        "credit_code": USCC,
        "legal_representative": "王五",
        "address": "某省某市某县某路1号",
        "reason": "生产用水",
        "works": "2019年建成的水井一眼",
        "source_type": "ground",
        "intake_place": "某县某路1号厂区东侧",
        "use": "工业生产",
        "starts_on": "2026-06-01",
        "term": "5年",
        "amount": "12.5",
        "monthly_use": "每月约1.04",
        "intake_method": "提水",
        "metering": "水表",
        "saving": "冷却水循环使用",
        "returns_water": "no",
        "project_kind": "report",
        "project_filed": "no",
        "third_party": "no",
    },
    "sewage-discharge-permit": {
        "applicant_as": "discharger",
        "applicant_name": "某某餐饮有限公司",
        "credit_code": USCC,
        "legal_representative": "王五",
        "address": "某省某市某县某路1号",
        "place": "某省某市某县某路2号",
        "activity": "catering",
        "category": "餐饮废水",
        "total": "30立方米/日",
        "hours": "全天",
        "outlets": "某路南侧一处，接入市政污水管",
        "pollutants": "化学需氧量500毫克/升",
        "pretreatment": "yes",
        "hidden_works": "commitment",
        "quality_proof": "report",
        "key_polluter": "no",
    },
    "publication-retail-permit": {
        "applicant_name": "某某书店",
        "credit_code": USCC,
        "legal_form": "individual_business",
        "responsible": "王五",
        "residence": "某省某市某县某路1号",
        "premises": "某省某市某县某路2号",
        "scope": ["books", "periodicals"],
        "online": "no",
    },
    "hr-service-permit": {
        "applicant_name": "某某人力资源有限公司",
        "credit_code": USCC,
        "legal_representative": "王五",
        "residence": "某省某市某县某路1号",
        "apply_way": "ordinary",
        "activities": ["recommend", "search"],
        "premises": "某省某市某县某路2号",
        "capital": "50",
        "staff_count": "3",
    },
    "vocational-training-school": {
        "applicant_kind": "person",
        "founder_name": "林小满",
        "citizen_number": ID_NUMBER,
        "address": "某省某市某县某村1号",
        "joint": "no",
        "route": "direct",
        "school_name": "某某职业培训学校",
        "legal_form": "non_profit",
        "school_address": "某省某市某县某路3号二层",
        "occupations": "焊工（初级）",
        "size": "100人",
        "level_and_form": "初级，业余",
        "aims": "培养焊工",
        "head": "王五",
        "chair": "赵六",
        "board_size": "5",
        "teacher_count": "4",
        "capital": "50",
        "donated": "no",
    },
    "security-service-company": {
        "applicant_kind": "organisation",
        "applicant_name": "某某投资有限公司",
        "credit_code": USCC,
        "address": "某省某市某县某路1号",
        "company_name": "某某保安服务有限公司",
        "company_address": "某省某市某县某路4号",
        "capital": "200",
        "services": ["gate", "patrol"],
        "armed_escort": "no",
        "legal_representative": "王五",
        "legal_representative_number": ID_NUMBER,
        "managers": "赵六，总经理",
        "technician_count": "2",
    },
}
each_item = pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in CITY])


def test_the_city_speaks_for_items_that_ship_and_every_item_has_example_answers():
    agency = json.loads((DEMO / "city.json").read_text("utf-8"))["agency"]["uscc"]

    assert set(CITY) <= set(reference_items())
    assert set(ANSWERS) == set(CITY)
    assert {row["agency"] for row in CITY.values()} == {agency}


def test_no_two_items_of_the_city_have_the_same_basic_code():
    codes = [row["elements"]["basic_code"] for row in CITY.values()]

    assert len(codes) == len(set(codes))
    assert all(len(code) == 12 and code.startswith("99") for code in codes)


@each_item
@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_the_item_is_published_with_what_its_city_says(key):
    terms = published(key, CITY[key]["elements"])

    version = ItemVersion.objects.get(item__key=key)
    assert version.state == "published"
    assert CITY[key]["elements"]["basic_code"] in terms.implementation_code
    assert terms.content.text("handling_org") == CITY[key]["elements"]["handling_org"]


@each_item
def test_the_example_answers_have_no_fault(key):
    form = form_of(key)

    assert validate(form, clean(form, ANY | ANSWERS[key]), today=DAY) == []


FACES = {
    "timber-felling-permit": {
        "林木权利人": "林小满",
        "采伐地点": "某乡某村北坡",
        "林种": "用材林",
        "树种": "杉木",
        "采伐面积（公顷）": "1.5",
        "采伐蓄积（立方米）": "90",
        "采伐方式": "择伐",
        "更新措施": "次年春季植杉木1.5公顷",
    },
    "water-abstraction-permit": {
        "取水单位或者个人的名称": "某某水泥有限公司",
        "取水期限": "5年",
        "取水量（万立方米/年）": "12.5",
        "取水用途": "工业生产",
        "水源类型": "地下水",
        "取水地点": "某县某路1号厂区东侧",
    },
    "sewage-discharge-permit": {
        "排水户名称": "某某餐饮有限公司",
        "排水地点": "某省某市某县某路2号",
        "排水类别": "餐饮废水",
        "总量": "30立方米/日",
        "时限": "全天",
        "排放口位置和数量": "某路南侧一处，接入市政污水管",
        "排放的主要污染物项目和浓度": "化学需氧量500毫克/升",
    },
    "publication-retail-permit": {
        "单位名称": "某某书店",
        "法定代表人或者主要负责人": "王五",
        "经营场所": "某省某市某县某路2号",
        "业务范围": "图书零售、期刊零售",
    },
    "hr-service-permit": {
        "机构名称": "某某人力资源有限公司",
        "住所": "某省某市某县某路1号",
        "法定代表人": "王五",
        "职业中介活动范围": "为用人单位推荐劳动者、开展高级人才寻访（猎头）服务",
    },
    "vocational-training-school": {
        "学校名称": "某某职业培训学校",
        "举办者": "林小满",
        "法人属性": "非营利性",
        "校长": "王五",
        "办学地址": "某省某市某县某路3号二层",
        "培训专业（职业、工种）": "焊工（初级）",
        "办学规模": "100人",
    },
    # The province grants this permit and prescribes what stands on it.
    "security-service-company": {},
}


@each_item
@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_the_face_of_the_licence_is_made_from_the_answers(key):
    terms = published(key, CITY[key]["elements"])
    told = terms.answers_in_words(clean(terms.form, ANY | ANSWERS[key]))

    face = face_values(terms.content.texts("licence_fields"), answers=told, holder="持证人")

    assert dict(face) == FACES[key]
    assert set(terms.content.texts("licence_fixed_fields")) <= {field.label for field in terms.form.fields}
