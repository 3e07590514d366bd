"""Processes of an examination: definition, soundness, the token game, the table people edit, the drawing."""

from oneseal.kernel.process.definition import NODE_UNITS, Flow, Kind, Node, Place, ProcessDefinition
from oneseal.kernel.process.drawing import Box, Line, Picture, picture_of
from oneseal.kernel.process.game import (
    Finish,
    NodeNotDone,
    NodeNotOpen,
    Run,
    completed,
    is_completable,
    replayed,
    resumed,
    returned,
    standing,
    started,
    withdrawn,
)
from oneseal.kernel.process.opened import NodeRow
from oneseal.kernel.process.parsing import (
    ProcessUnreadable,
    canonical_bytes,
    parse_process,
    process_mapping,
    process_sha256,
)
from oneseal.kernel.process.soundness import (
    Bounds,
    ProcessFault,
    longest,
    process_faults,
    shape_faults,
    soundness_faults,
)
from oneseal.kernel.process.table import Row, beside, definition_of, rows_of

__all__ = [
    "NODE_UNITS",
    "Bounds",
    "Box",
    "Finish",
    "Flow",
    "Kind",
    "Line",
    "Node",
    "NodeNotDone",
    "NodeNotOpen",
    "NodeRow",
    "Picture",
    "Place",
    "ProcessDefinition",
    "ProcessFault",
    "ProcessUnreadable",
    "Row",
    "Run",
    "beside",
    "canonical_bytes",
    "completed",
    "definition_of",
    "is_completable",
    "longest",
    "parse_process",
    "picture_of",
    "process_faults",
    "process_mapping",
    "process_sha256",
    "replayed",
    "resumed",
    "returned",
    "rows_of",
    "shape_faults",
    "soundness_faults",
    "standing",
    "started",
    "withdrawn",
]
