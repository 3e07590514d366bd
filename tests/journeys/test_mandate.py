"""An agent with a written mandate applies for an enterprise, as long as the mandate lasts and no longer."""

import re

from tests.journeys import public
from tests.journeys.numbers import new_applicant
from tests.journeys.papers import small_pdf, upload
from tests.journeys.people import leg


def give(principal, enterprise, agent, item):
    """Give a written mandate for one item, with the signed letter."""
    principal.open("/my/mandates/").see(title="委托办理")
    principal.click("委托他人办理", exact=True)
    principal.arrive("**/my/mandates/give/")
    principal.page.get_by_role("radio", name=re.compile(re.escape(enterprise))).check()
    principal.fill(name=agent.name, id_number=agent.id_number)
    principal.page.get_by_role("checkbox", name=item).check()
    today = principal.typed("since_on")
    principal.fill(ends_on=f"{int(today[:4]) + 1}{today[4:8]}01")
    principal.page.locator('main input[name="letter"]').set_input_files(upload("letter.pdf", small_pdf("mandate")))
    principal.submit()
    principal.arrive("**/my/mandates/")
    return principal.see("委托已生效", enterprise, agent.name, item, "有效")


def test_an_agent_applies_for_an_enterprise_until_his_mandate_is_ended(guests):
    owner, deputy = new_applicant(), new_applicant()
    principal, agent = guests("principal"), guests("agent")
    with leg("two people register; one represents an enterprise"):
        public.register(agent, deputy)
        public.register(principal, owner)
        public.add_enterprise(principal, owner)

    with leg("without a mandate the other cannot apply for it"):
        public.find_item(agent).click("开始申请")
        agent.arrive("**/apply/")
        agent.see().must_not_see(owner.enterprise)

    with leg("the enterprise mandates him in writing, and he applies in its name"):
        give(principal, owner.enterprise, deputy, public.ITEM)
        public.find_item(agent)
        public.start(agent, owner.enterprise)
        agent_told = {"handled_by": "agent", "agent_name": deputy.name, "agent_id_number": deputy.id_number}
        public.fill_form(agent, **agent_told)
        public.upload_all(agent, (*public.MATERIALS, "authorisation_letter", "agent_identity"))
        public.review(agent)
        filed = public.submit(agent)
        agent.open(f"/my/cases/{filed.case_id}/").see(owner.enterprise)

    with leg("the enterprise sees what he filed, and ends the mandate"):
        principal.open("/my/").see(filed.number[-12:])
        principal.open("/my/mandates/").click("结束委托", exact=True)
        principal.arrive("**/revoke/")
        principal.see("看不到已经提交的办件", title="结束委托")
        principal.page.locator("main form button").first.click()
        principal.arrive("**/my/mandates/")
        principal.see("委托已结束", "已结束")

    with leg("he no longer sees the case, nor may he apply again; the enterprise still does"):
        agent.open("/my/").see().must_not_see(owner.enterprise, filed.number[-12:])
        assert agent.status_of(f"/my/cases/{filed.case_id}/") == 404
        public.find_item(agent).click("开始申请")
        agent.arrive("**/apply/")
        agent.see().must_not_see(owner.enterprise)
        principal.open(f"/my/cases/{filed.case_id}/").see(owner.enterprise)
