"""What other rooms may ask of forms."""

from oneseal.forms.rules.definition import FormContent, parse_form_content
from oneseal.forms.rules.examples import example_answers
from oneseal.forms.rules.package import PackageMaterial, PackageUnhashable, package_hash
from oneseal.forms.rules.sentences import ANSWER_SENTENCES
from oneseal.forms.services.asking import (
    Questions,
    answer_words,
    fault_sentence,
    spoken,
    told_in,
    visible_fields,
)

__all__ = [
    "ANSWER_SENTENCES",
    "FormContent",
    "PackageMaterial",
    "PackageUnhashable",
    "Questions",
    "answer_words",
    "example_answers",
    "fault_sentence",
    "package_hash",
    "parse_form_content",
    "spoken",
    "told_in",
    "visible_fields",
]
