"""An editor brings a list in, looks, confirms, takes it away again and finds that nothing was lost."""

import re

from tests.journeys import office
from tests.journeys.people import PHONE, leg

RUN = re.compile(r"/office/items/import/[0-9a-f-]{36}/")
ROWS = [
    "事项标识,事项名称,事项类型,法定办结时限,法定办结时限单位",
    "spring-permit,春季临时占道许可,行政许可,20,工作日",
    "summer-permit,夏季临时占道许可,行政许可,二十,工作日",
]


def hand_in(editor, content, name):
    editor.open("/office/items/import/").see(title="导入事项")
    editor.page.set_input_files('main [name="file"]', {"name": name, "mimeType": "", "buffer": content})
    editor.put("source", "年度修订")
    editor.submit()
    editor.arrive(RUN)


def test_a_list_is_brought_in_and_taken_away_without_loss(guests, tmp_path):
    editor = office.sign_in(guests("items", size=PHONE), "items", home="**/office/")
    with leg("what would change and what is wrong is shown, and the file comes back marked"):
        hand_in(editor, "\n".join(ROWS).encode(), "list.csv")
        editor.see("还没有写入任何内容", "新增1项", "不能导入1项", "应当是整数")
        with editor.page.expect_download() as marked:
            editor.page.click("text=下载标出问题的文件")
        assert "应当是整数" in marked.value.path().read_text("utf-8-sig")

    with leg("what is sound becomes a draft"):
        editor.click("确认导入为草稿")
        editor.page.wait_for_load_state("load")
        editor.see("导入完成", "1个事项已写成草稿")

    with leg("the list taken away says the same again"):
        editor.open("/office/items/export/").see(title="导出事项")
        editor.put("words", "春季")
        with editor.page.expect_download() as taken:
            editor.page.click("text=下载文件")
        hand_in(editor, taken.value.path().read_bytes(), "list.xlsx")
        editor.see("没有可以导入的内容")
