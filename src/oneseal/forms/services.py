"""What other rooms may ask of forms."""

from oneseal.forms.rules.definition import FormContent, parse_form_content
from oneseal.forms.rules.package import PackageMaterial, package_hash
from oneseal.forms.rules.sentences import ANSWER_SENTENCES

__all__ = ["ANSWER_SENTENCES", "FormContent", "PackageMaterial", "package_hash", "parse_form_content"]
