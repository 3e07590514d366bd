"""In which language the city writes to people."""

from typing import Final

LANGUAGE: Final = "zh-hans"
