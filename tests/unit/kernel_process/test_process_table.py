"""A process is read, written, told as a table and drawn without anything being lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from oneseal.kernel.process import (
    ProcessUnreadable,
    beside,
    canonical_bytes,
    definition_of,
    parse_process,
    picture_of,
    process_mapping,
    process_sha256,
    rows_of,
)
from tests.unit.kernel_process.processes import SECTIONS, graph, row, tables


@given(tables())
def test_a_process_reads_back_as_it_was_written(table):
    made = definition_of(table)

    assert parse_process(json.loads(json.dumps(process_mapping(made)))) == made


@given(tables())
def test_a_table_reads_back_from_its_process(table):
    assert rows_of(definition_of(table)) == tuple(table)


@pytest.mark.parametrize("nodes", ["s:start a:task b:task e:end"])
def test_a_process_that_no_table_says_has_none(nodes):
    assert rows_of(graph(f"{nodes} c:choice m:merge", "s>c c>a? c>b* a>m b>m m>e")) is None


def test_equal_processes_have_equal_digests_and_others_have_others():
    other = definition_of([row("look", limit=3)])

    assert process_sha256(SECTIONS) == process_sha256(parse_process(json.loads(canonical_bytes(SECTIONS))))
    assert process_sha256(SECTIONS) != process_sha256(other)


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        pytest.param([], "process", id="a-list"),
        pytest.param({"nodes": [], "flows": [], "loops": []}, "process", id="a-part-nobody-reads"),
        pytest.param({"nodes": {}, "flows": []}, "nodes", id="nodes-no-list"),
        pytest.param({"nodes": [{"key": "a", "kind": "loop"}], "flows": []}, "nodes[0].kind", id="no-such-kind"),
        pytest.param({"nodes": [{"kind": "task"}], "flows": []}, "nodes[0].key", id="no-key"),
        pytest.param({"nodes": [{"key": "a", "limit": True}], "flows": []}, "nodes[0].limit", id="yes-is-no-number"),
        pytest.param({"nodes": [], "flows": [{"source": "a"}]}, "flows[0].target", id="a-flow-to-nothing"),
        pytest.param(
            {"nodes": [], "flows": [{"source": "a", "target": "b", "condition": {"near": 1}}]},
            "flows[0].condition", id="no-condition",
        ),
        pytest.param(
            {"nodes": [], "flows": [{"source": "a", "target": "b", "is_default": "yes"}]},
            "flows[0].is_default", id="a-word-is-no-yes",
        ),
    ],
)  # fmt: skip
def test_what_is_no_process_is_refused_where_it_is_not(raw, where):
    with pytest.raises(ProcessUnreadable) as refused:
        parse_process(raw)

    assert refused.value.facts["where"] == where


def test_rows_after_the_same_row_run_beside_each_other():
    table = rows_of(SECTIONS)

    assert beside(table)["fire"] == ("works", "health")
    assert beside(table)["sum"] == ()


@given(tables())
def test_no_two_boxes_of_a_picture_touch_and_every_line_runs_to_the_right(table):
    picture = picture_of(definition_of(table))

    for place, one in enumerate(picture.boxes):
        assert one.left >= 0
        assert one.top >= 0
        assert one.left + one.width <= picture.width
        assert one.top + one.height <= picture.height
        for other in picture.boxes[place + 1 :]:
            is_apart = one.left + one.width <= other.left or other.left + other.width <= one.left
            assert is_apart or one.top + one.height <= other.top or other.top + other.height <= one.top
    for line in picture.lines:
        assert all(before[0] < after[0] for before, after in zip(line.points, line.points[1:], strict=False))


@given(tables())
def test_no_line_of_a_picture_crosses_a_box(table):
    picture = picture_of(definition_of(table))

    for line in picture.lines:
        for (x0, y0), (x1, y1) in zip(line.points, line.points[1:], strict=False):
            for box in picture.boxes:
                is_over = x0 < box.left + box.width and box.left < x1 and box.node.key not in line.place
                if is_over and y0 == y1:
                    assert not box.top < y0 < box.top + box.height
