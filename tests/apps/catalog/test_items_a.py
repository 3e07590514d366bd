"""Seven items that ship: each is drafted, told by its city, published, and makes the face of its licence."""

import json
from datetime import date

import pytest
from django.conf import settings

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.needs import materials_needed
from oneseal.catalog.selectors import reference_items
from oneseal.kernel.clock import Term, Unit
from oneseal.kernel.formlogic import clean, validate
from oneseal.licences.rules.face import face_values
from tests.factories.shipped import form_of, published
from tests.unit.catalog.shipped import ITEMS

DEMO = settings.BASE_DIR / "fixtures/demo"
CITY = json.loads((DEMO / "items-a.json").read_text("utf-8"))
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
FOOD = {
    "licence_number": "JY29999010000012",
    "licence_valid_until": "2026-05-06",
    "paper_licence": "no",
    "applicant_name": "安澜市好味餐饮有限公司",
    "credit_code": USCC,
    "legal_representative": "林小满",
    "residence": "安澜市清源区长堤路18号",
    "premises_address": "安澜市清源区长堤路18号一层",
    "business_form": "catering",
    "business_items": ["hot_food"],
    "safety_manager_name": "王五",
    "safety_manager_post": "officer",
    "safety_manager_employment": "full_time",
    "conditions": "unchanged",
}
ANSWERS = {
    "food-business-licence-renewal": FOOD,
    "food-business-licence-change": FOOD | {"changed_matters": ["name"], "changed_on": "2026-03-02"},
    "public-place-hygiene-licence": {
        "applicant_name": "安澜市清泉浴室",
        "credit_code": USCC,
        "legal_representative": "林小满",
        "legal_representative_id": ID_NUMBER,
        "place_address": "安澜市东岸区星辰路5号",
        "place_kind": "bath",
        "place_area": "300",
        "staff_serving": "6",
        "central_air": "no",
        "opens_on": "2026-04-01",
        "hygiene_manager": "王五",
        "hygiene_manager_employment": "full_time",
    },
    "tobacco-retail-licence": {
        "applicant_kind": "individual_business",
        "applicant_name": "渡口街便利店",
        "credit_code": USCC,
        "responsible_name": "江帆",
        "responsible_id_number": ID_NUMBER,
        "shop_address": "安澜市东岸区渡口街9号",
        "shop_independent": "yes",
        "shop_right": "rented",
        "shop_area": "40",
        "near_school": "no",
        "licensed_scope": ["cigarettes", "cigars"],
        "funds": "50000",
    },
    "road-freight-licence": {
        "applicant_name": "安澜市通达运输有限公司",
        "credit_code": USCC,
        "responsible_name": "范立",
        "responsible_id_number": ID_NUMBER,
        "business_address": "安澜市西岭区工业大道88号",
        "business_scope": ["ordinary", "cold"],
        "vehicles_now": "0",
        "vehicles_kind": "planned",
        "vehicles_planned": "冷藏车2辆，2026年6月投入",
        "drivers": "范立，B2",
        "safety_officer": "贺同",
    },
    "construction-permit": {
        "applicant_name": "安澜市城建投资有限公司",
        "credit_code": USCC,
        "legal_representative": "贺同",
        "project_leader": "王五",
        "project_name": "明理路小学教学楼",
        "site_address": "安澜市清源区明理路9号",
        "project_kind": "building",
        "project_scale": "8000平方米",
        "investment": "3200",
        "contract_price": "2800",
        "starts_on": "2026-05-01",
        "duration_days": "360",
        "planning_permit_number": "规划2026第1号",
        "demolition": "no",
        "supervision_required": "no",
        "quality_supervision": "together",
        "builder": "安澜市第一建筑有限公司",
        "builder_qualification": "施工总承包二级",
        "designer": "安澜市建筑设计院",
        "funds_commitment": "on",
    },
    "social-security-card-issue": {
        "applied_for": "self",
        "holder_name": "林小满",
        "holder_id_number": ID_NUMBER,
        "holder_mobile": "13800138000",
        "holder_address": "安澜市清源区长堤路18号",
        "card_kinds": ["physical", "electronic"],
        "card_bank": "某某银行",
        "delivery_way": "window",
    },
}
FOOD_FACE = {
    "经营者名称": "安澜市好味餐饮有限公司",
    "统一社会信用代码": USCC,
    "法定代表人（负责人）": "林小满",
    "住所": "安澜市清源区长堤路18号",
    "经营场所": "安澜市清源区长堤路18号一层",
    "主体业态": "餐饮服务经营者",
    "经营项目": "热食类食品制售",
}
FACES = {
    "food-business-licence-renewal": FOOD_FACE,
    "food-business-licence-change": FOOD_FACE,
    "public-place-hygiene-licence": {
        "单位名称": "安澜市清泉浴室",
        "法定代表人（负责人）": "林小满",
        "经营地址": "安澜市东岸区星辰路5号",
        "经营项目": "公共浴室",
    },
    "tobacco-retail-licence": {
        "持证人名称": "渡口街便利店",
        "负责人": "江帆",
        "经营场所": "安澜市东岸区渡口街9号",
        "许可范围": "卷烟零售、雪茄烟零售",
    },
    "road-freight-licence": {
        "业户名称": "安澜市通达运输有限公司",
        "负责人": "范立",
        "地址": "安澜市西岭区工业大道88号",
        "经营范围": "道路普通货运、道路货物专用运输（冷藏保鲜设备）",
    },
    "construction-permit": {
        "建设单位": "安澜市城建投资有限公司",
        "工程名称": "明理路小学教学楼",
        "建设地址": "安澜市清源区明理路9号",
        "建设规模": "8000平方米",
        "合同价款（万元）": "2800",
        "合同工期（天）": "360",
        "设计单位": "安澜市建筑设计院",
        "施工单位": "安澜市第一建筑有限公司",
    },
    # The card is made by a card system; no licence of the agency has a face here.
    "social-security-card-issue": {},
}
each_item = pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in CITY])


def test_the_city_speaks_for_items_that_ship_through_agencies_that_it_has():
    bureau = json.loads((DEMO / "city.json").read_text("utf-8"))["agency"]["uscc"]
    others = (DEMO / "agencies.json").read_text("utf-8")

    assert set(CITY) <= set(reference_items())
    assert set(ANSWERS) == set(FACES) == set(CITY)
    assert all(row["agency"] == bureau or f'"{row["agency"]}"' in others for row in CITY.values())


def test_only_the_kinds_of_the_food_licence_share_a_basic_code():
    other = json.loads((DEMO / "items-b.json").read_text("utf-8"))
    rows = [(key, row["elements"]["basic_code"]) for told in (CITY, other) for key, row in told.items()]
    codes = [code for key, code in rows if key != "food-business-licence-change"]

    assert len(codes) == len(set(codes))
    assert all(len(code) == 12 and code.startswith("99") for code in codes)


@each_item
@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_the_item_is_published_with_what_its_city_says(key):
    terms = published(key, CITY[key]["elements"])

    assert ItemVersion.objects.get(item__key=key).state == "published"
    assert CITY[key]["elements"]["basic_code"] in terms.implementation_code
    assert terms.content.text("handling_org") == CITY[key]["elements"]["handling_org"]


@each_item
def test_the_example_answers_have_no_fault(key):
    form = form_of(key)

    assert validate(form, clean(form, ANY | ANSWERS[key]), today=DAY) == []


@each_item
@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_the_face_of_the_licence_is_made_from_the_answers(key):
    terms = published(key, CITY[key]["elements"])
    told = terms.answers_in_words(clean(terms.form, ANY | ANSWERS[key]))

    face = face_values(terms.content.texts("licence_fields"), answers=told, holder="持证人")

    assert dict(face) == FACES[key]


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_the_card_is_decided_on_the_spot_and_makes_no_licence():
    terms = published("social-security-card-issue", CITY["social-security-card-issue"]["elements"])

    assert terms.promised == Term(0, Unit.WORKING_DAY)
    assert terms.statutory == Term(10, Unit.WORKING_DAY)
    assert terms.licence_name == ""
    assert terms.content.text("service_kind") == "service"


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_the_number_of_tobacco_shops_is_the_city_s_to_say():
    assert (
        published("tobacco-retail-licence", CITY["tobacco-retail-licence"]["elements"]).content.number("quota_number")
        == 1200
    )


@pytest.mark.parametrize(
    ("key", "changed", "needed"),
    [
        pytest.param("food-business-licence-renewal", {}, {"application"}, id="nothing-changed-no-papers"),
        pytest.param(
            "food-business-licence-renewal",
            {"conditions": "changed", "changes": "换了灶具", "paper_licence": "yes"},
            {"application", "paper_licence", "equipment_and_layout", "operating_procedures"},
            id="changed-conditions",
        ),
        pytest.param("food-business-licence-change", {}, {"application", "legal_status"}, id="a-new-name"),
        pytest.param(
            "public-place-hygiene-licence",
            {"central_air": "yes"},
            {"application", "identity", "plans", "test_report", "rules", "air_report"},
            id="central-air-conditioning",
        ),
        pytest.param(
            "tobacco-retail-licence",
            {"applicant_kind": "person"},
            {"application", "identity", "premises"},
            id="a-person-has-no-business-licence",
        ),
        pytest.param(
            "road-freight-licence",
            {},
            {"application", "responsible_identity", "vehicle_promise", "driver_papers", "safety_rules"},
            id="vehicles-only-planned",
        ),
        pytest.param(
            "social-security-card-issue",
            {"applied_for": "child"},
            {"application", "holder_identity", "guardian_identity"},
            id="a-child-and-its-guardian",
        ),
        pytest.param(
            "social-security-card-issue",
            {"applied_for": "other"},
            {"application", "holder_identity", "agent_identity"},
            id="somebody-authorised",
        ),
    ],
)
def test_the_materials_follow_the_answers(key, changed, needed):
    answers = clean(form_of(key), ANY | ANSWERS[key] | changed)

    assert {material.key for material in materials_needed(ITEMS[key], answers)} == needed
