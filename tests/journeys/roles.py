"""Visitors of the demo city step into the shoes of its people."""


def as_somebody(visitor, name):
    """Step into the shoes of somebody of the city."""
    visitor.open("/demo/")
    somebody = visitor.page.locator(".demo-people__one", has_text=name)
    folded = visitor.page.locator("main details:not([open])").filter(has=somebody)
    if folded.count():
        folded.first.locator("summary").first.click()
    somebody.first.click()
    visitor.page.wait_for_load_state("load")
    return visitor
