"""Forms as data: field types, visibility, normalisation, validation, prefilling and masking."""

from oneseal.kernel.formlogic.definition import (
    CHOOSING,
    All,
    Any,
    Condition,
    Equals,
    Field,
    FieldSource,
    FieldType,
    FormDefinition,
    In,
    Option,
    Section,
    referenced_fields,
)
from oneseal.kernel.formlogic.masking import mask, masked_answers
from oneseal.kernel.formlogic.normalise import clean, normalise, normalise_answers
from oneseal.kernel.formlogic.parsing import (
    DefinitionFault,
    FormDefinitionBroken,
    condition_mapping,
    definition_faults,
    parse_condition,
    parse_form,
)
from oneseal.kernel.formlogic.prefill import prefill
from oneseal.kernel.formlogic.validation import FieldFault, validate
from oneseal.kernel.formlogic.visibility import Answer, Answers, holds, visible_keys

__all__ = [
    "CHOOSING",
    "All",
    "Answer",
    "Answers",
    "Any",
    "Condition",
    "DefinitionFault",
    "Equals",
    "Field",
    "FieldFault",
    "FieldSource",
    "FieldType",
    "FormDefinition",
    "FormDefinitionBroken",
    "In",
    "Option",
    "Section",
    "clean",
    "condition_mapping",
    "definition_faults",
    "holds",
    "mask",
    "masked_answers",
    "normalise",
    "normalise_answers",
    "parse_condition",
    "parse_form",
    "prefill",
    "referenced_fields",
    "validate",
    "visible_keys",
]
