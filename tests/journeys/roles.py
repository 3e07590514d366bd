"""Visitors of the demo city step into the shoes of its people."""


def as_somebody(visitor, name):
    """Step into the shoes of somebody of the city."""
    visitor.open("/demo/")
    folded = visitor.page.locator("main details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    visitor.page.locator(".demo-people__one", has_text=name).first.click()
    visitor.page.wait_for_load_state("load")
    return visitor
