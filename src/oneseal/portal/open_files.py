"""Files that anybody and any system may have."""

from __future__ import annotations

from typing import TypeVar

from django.http.response import HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)


def open_file(answer: Answer, name: str) -> Answer:
    """Return an answer as a file with a name, which pages of other sites may read too."""
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
