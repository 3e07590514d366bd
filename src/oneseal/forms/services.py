"""What other rooms may ask of forms."""

from oneseal.forms.rules.definition import FormContent, parse_form_content
from oneseal.forms.rules.package import PackageMaterial, package_hash

__all__ = ["FormContent", "PackageMaterial", "package_hash", "parse_form_content"]
