"""The verb `messages`: reading, compiling and gathering catalogues."""

import gettext
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from launcher.messages import (
    ENGLISH,
    HEADER,
    Entry,
    compile_catalogues,
    compiled,
    faults,
    main,
    placeholder_fault,
    read_entries,
    sentences_in,
    update,
)
from launcher.trouble import Trouble

CATALOGUE = (
    HEADER
    + r"""
#: a.py
msgid "没有找到"
msgstr "Not found"

#: a.py
msgctxt "工具栏"
msgid "打开"
msgstr "Open \"it\"\tnow"

#, python-format
msgid "还剩%(days)s天"
msgid_plural "还剩%(days)s天"
msgstr[0] "%(days)s day left"
msgstr[1] "%(days)s days left"

msgid ""
"长"
"句"
msgstr ""
"A long "
"sentence\n"

#, fuzzy
msgid "猜的"
msgstr "guessed"

msgid "空的"
msgstr ""

#~ msgid "不再说"
#~ msgstr "no longer said"
"""
)


@pytest.fixture
def checkout(tmp_path):
    """Return the root of a small checkout with one sentence in Python and one in a template."""
    templates = tmp_path / "src" / "room" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "src" / "room" / "views.py").write_text(
        'from django.utils.translation import gettext as _\nTITLE = _("首页")\n', "utf-8"
    )
    (templates / "page.html").write_text(
        "{% load i18n %}\n<p>\n  {% if x %}\n{% translate '没有找到' %}{% endif %}</p>\n", "utf-8"
    )
    return tmp_path


def write_catalogue(root, text):
    path = root / ENGLISH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def translations_of(content):
    return gettext.GNUTranslations(BytesIO(content))


# -- compiling ----------------------------------------------------------------------------------


def test_a_compiled_catalogue_says_what_its_text_says():
    english = translations_of(compiled(read_entries(CATALOGUE)))

    assert english.gettext("没有找到") == "Not found"
    assert english.pgettext("工具栏", "打开") == 'Open "it"\tnow'
    assert english.gettext("长句") == "A long sentence\n"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        pytest.param(1, "%(days)s day left", id="one"),
        pytest.param(2, "%(days)s days left", id="two"),
        pytest.param(0, "%(days)s days left", id="none-is-plural-in-english"),
    ],
)
def test_a_compiled_catalogue_chooses_the_english_plural(days, words):
    english = translations_of(compiled(read_entries(CATALOGUE)))

    assert english.ngettext("还剩%(days)s天", "还剩%(days)s天", days) == words


@pytest.mark.parametrize("sentence", ["猜的", "空的", "不再说", "从未说过"])
def test_what_nobody_confirmed_stays_chinese(sentence):
    english = translations_of(compiled(read_entries(CATALOGUE)))

    assert english.gettext(sentence) == sentence


def test_our_compiler_and_babels_agree():
    theirs = BytesIO()
    write_mo(theirs, read_po(BytesIO(CATALOGUE.encode())))
    without_header = [
        {key: words for key, words in translations_of(content)._catalog.items() if key}
        for content in (compiled(read_entries(CATALOGUE)), theirs.getvalue())
    ]

    assert without_header[0]
    assert without_header[0] == without_header[1]


def test_compiling_again_touches_nothing(tmp_path):
    source = write_catalogue(tmp_path, CATALOGUE)

    first = compile_catalogues(tmp_path)
    written = source.with_suffix(".mo").stat().st_mtime_ns
    second = compile_catalogues(tmp_path)

    assert (first, second) == (1, 0)
    assert source.with_suffix(".mo").stat().st_mtime_ns == written


def test_compiling_leaves_no_draft_beside_the_catalogue(tmp_path):
    source = write_catalogue(tmp_path, CATALOGUE)

    compile_catalogues(tmp_path)

    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_a_broken_catalogue_is_refused_with_its_line(tmp_path):
    write_catalogue(tmp_path, HEADER + 'msgid "一"\nmsgstr One\n')

    with pytest.raises(Trouble, match="msgstr One"):
        compile_catalogues(tmp_path)


def test_a_checkout_without_catalogues_has_nothing_to_compile(tmp_path):
    assert compile_catalogues(tmp_path) == 0


# -- gathering ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "words", "context"),
    [
        pytest.param('_("一")', "一", None, id="underscore"),
        pytest.param('gettext_lazy("一")', "一", None, id="lazy"),
        pytest.param('ngettext("%(n)s件", "%(n)s件", n)', ("%(n)s件", "%(n)s件"), None, id="plural"),
        pytest.param('ngettext_lazy("件", "件", "n")', ("件", "件"), None, id="lazy-plural"),
        pytest.param('pgettext("灯", "正常")', "正常", "灯", id="context"),
        pytest.param('pgettext_lazy("灯", "正常")', "正常", "灯", id="lazy-context"),
        pytest.param('_("一"\n  "二")', "一二", None, id="joined-literals"),
    ],
)
def test_every_way_to_mark_a_sentence_in_python_is_found(tmp_path, source, words, context):
    path = tmp_path / "module.py"
    path.write_text(f"X = {source}\n", "utf-8")

    found = [(one.words, one.context) for one in sentences_in(path, shown_as="module.py")]

    assert found == [(words, context)]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        pytest.param('{% translate "首页" %}', "首页", id="translate"),
        pytest.param('<a title="{% trans "首页" %}">', "首页", id="inside-an-attribute"),
        pytest.param("{{ _('首页') }}", "首页", id="constant-in-a-variable"),
        pytest.param('{% field label=_("首页") %}', "首页", id="constant-in-a-tag"),
        pytest.param("{% blocktranslate %}还剩{{ n }}天{% endblocktranslate %}", "还剩%(n)s天", id="block"),
        pytest.param(
            "{% blocktranslate count n=n %}{{ n }}件{% plural %}{{ n }}件{% endblocktranslate %}",
            ("%(n)s件", "%(n)s件"),
            id="counted-block",
        ),
        pytest.param("<div>\n    <p>it's\n  {% translate '首页' %}\n</div>", "首页", id="markup-that-is-no-python"),
    ],
)
def test_every_way_to_mark_a_sentence_in_a_template_is_found(tmp_path, markup, words):
    path = tmp_path / "page.html"
    path.write_text("{% load i18n %}" + markup, "utf-8")

    found = [one.words for one in sentences_in(path, shown_as="page.html")]

    assert found == [words]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("broken.py", "X = (\n", id="python-that-never-ends"),
        pytest.param("broken.html", "{% blocktranslate %}一{% if x %}{% endblocktranslate %}", id="tag-in-a-block"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, "utf-8")

    with pytest.raises(Trouble, match=name):
        list(sentences_in(path, shown_as=name))


def test_gathering_keeps_translations_and_marks_what_is_no_longer_said(checkout):
    write_catalogue(checkout, HEADER + 'msgid "首页"\nmsgstr "Home"\n\nmsgid "旧"\nmsgstr "Old"\n')

    unused = update(checkout, drop_obsolete=False)

    text = (checkout / ENGLISH).read_text("utf-8")
    kept = {entry.singular: entry.strings.get(0) for entry in read_entries(text) if entry.source}
    assert unused == 1
    assert kept == {"首页": "Home", "没有找到": ""}
    assert '#~ msgid "旧"' in text


def test_gathering_can_forget_what_is_no_longer_said(checkout):
    write_catalogue(checkout, HEADER + 'msgid "旧"\nmsgstr "Old"\n')

    update(checkout, drop_obsolete=True)

    assert "旧" not in (checkout / ENGLISH).read_text("utf-8")


def test_gathering_twice_changes_nothing(checkout):
    update(checkout, drop_obsolete=False)
    first = (checkout / ENGLISH).read_text("utf-8")

    update(checkout, drop_obsolete=False)

    assert (checkout / ENGLISH).read_text("utf-8") == first


# -- checking -----------------------------------------------------------------------------------


def test_a_complete_catalogue_has_no_faults(checkout):
    words = 'msgid "首页"\nmsgstr "Home"\n\nmsgid "没有找到"\nmsgstr "Not found"\n'
    write_catalogue(checkout, HEADER + words)

    assert faults(checkout) == []


def test_each_gap_is_named(checkout):
    write_catalogue(checkout, HEADER + 'msgid "首页"\nmsgstr ""\n\nmsgid "旧"\nmsgstr "Old"\n')

    assert faults(checkout) == [
        "not in the catalogue: 没有找到",
        "no longer used: 旧",
        "no English yet: 首页",
    ]


@pytest.mark.parametrize(
    ("entry", "is_fault"),
    [
        pytest.param(Entry(None, "%(a)s", None, {0: "%(a)s"}), False, id="same"),
        pytest.param(Entry(None, "%(a)s", None, {0: "%(b)s"}), True, id="other"),
        pytest.param(Entry(None, "%(a)s", None, {0: "all"}), True, id="missing"),
        pytest.param(Entry(None, "%(a)s", None, {0: ""}), False, id="not-translated-yet"),
        pytest.param(Entry(None, "全部", None, {0: "%(a)s"}), True, id="added"),
        pytest.param(Entry(None, "%(n)s", "%(n)s", {0: "one", 1: "%(n)s"}), False, id="one-needs-no-number"),
        pytest.param(Entry(None, "%(n)s", "%(n)s", {0: "one", 1: "many"}), True, id="many-need-theirs"),
    ],
)
def test_placeholders_are_compared(entry, is_fault):
    assert bool(placeholder_fault(entry)) is is_fault


def test_a_word_the_verb_does_not_know_is_refused():
    with pytest.raises(SystemExit):
        main(["--chekc"])
