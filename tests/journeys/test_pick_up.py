"""The result comes to the window and to the screen: picked up with a code, downloaded, rated, kept in the archive."""

import io
import re
import zipfile

from tests.journeys import course, desk
from tests.journeys.papers import must_read
from tests.journeys.people import leg


def test_a_licence_is_picked_up_with_the_code_downloaded_rated_and_found_in_the_archive(guests):
    at = course.Office(guests)
    with leg("an application is granted, and the licence made"):
        case = course.granted(guests, at)
        link = case.citizen.page.locator('main a[href*="/my/licences/"]')
        case.citizen.wait_for(link, at=f"/my/cases/{case.filed.case_id}/")

    with leg("a wrong code is refused at the window, and the paper stays there"):
        issuer = desk.find_case(at("issue"), case.filed.number)
        issuer.click("送达", exact=True, within=issuer.page.locator("main"))
        issuer.see(title="送达").fill(way="window", received_by=case.applicant.name, pick_up_code="0000-0000")
        with issuer.expecting(409, 422):
            issuer.submit()
            issuer.see_problem("取件码与本件不符")
        assert issuer.typed("received_by") == case.applicant.name

    with leg("the code of the receipt opens it"):
        issuer.put("pick_up_code", case.filed.code)
        desk.preview(issuer)
        desk.confirm(issuer).see("已送达")
        must_read(desk.paper(issuer, "送达回证"), "窗口领取", case.applicant.name, "取件码")

    with leg("the holder downloads the licence"):
        citizen = case.citizen.open("/my/").see(case.applicant.enterprise)
        citizen.page.locator('main a[href*="/my/licences/"]').first.click()
        citizen.arrive(re.compile(r"/my/licences/[0-9a-f-]{36}/$"))
        citizen.see(case.applicant.credit_code, "有效")
        with citizen.page.expect_download() as coming:
            citizen.click("下载电子证照", exact=True)
        assert coming.value.suggested_filename.startswith("食品经营许可证"), coming.value.suggested_filename
        must_read(coming.value.path().read_bytes(), "食品经营许可证", case.applicant.enterprise)

    with leg("he rates the service, once"):
        citizen.open(f"/my/cases/{case.filed.case_id}/").see("您对这次办理满意吗")
        citizen.fill(grade="2", text="取证很快。")
        citizen.page.locator('main form[action$="/rate/"] button').click()
        citizen.see("感谢您的评价").must_not_see("您对这次办理满意吗")

    with leg("the archive post finds the closed file and opens its papers"):
        archivist = at.does("archive", case.filed.number, "归档").see("案卷已归档")
        desk.find_case(archivist, case.filed.number)
        archivist.open(archivist.page.url.split("?")[0] + "?part=papers").see("送达回证", "案卷目录", "食品经营许可证")
        packed = archivist.fetch(f"/workbench/cases/{case.filed.case_id}/archive.zip")
        names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
        assert any("送达回证" in name for name in names), names
