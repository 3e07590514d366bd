"""How the documentation site is built: ./oneseal docs."""

project = "OneSeal 一枚印章"
author = "The OneSeal developers"
copyright = "The OneSeal developers, Apache License 2.0"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
language = "en"
html_theme = "furo"
html_title = "OneSeal 一枚印章"
html_copy_source = False
html_show_sphinx = False
html_static_path = ["site"]
html_css_files = ["oneseal.css"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist"]
# Mermaid drawings are shown as their text: no script of a stranger is loaded.
suppress_warnings = ["misc.highlighting_failure"]
