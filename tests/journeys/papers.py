"""Papers as a person holds them: a PDF to upload, and the words of a PDF that was given out."""

import io
import re

from pypdf import PdfReader

from tests.journeys.people import squeezed

PLAIN_TEXT = b"This is a plain text file with the name of a PDF.\n"
OPERATORS = "BT /F1 18 Tf 72 770 Td ({words}) Tj ET"


def small_pdf(words="Business licence, copy"):
    """Return a valid one-page PDF that shows some words (ASCII)."""
    drawing = OPERATORS.format(words=words).encode("ascii")
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    file = io.BytesIO()
    file.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    file.writelines(b"%010d 00000 n \n" % place for place in places)
    file.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start))
    return file.getvalue()


def upload(name, content, kind="application/pdf"):
    """Return a file as a browser's file field takes it."""
    return {"name": name, "mimeType": kind, "buffer": content}


def words_of(pdf):
    """Return all words of a PDF without spaces, so that line breaks do not matter."""
    assert pdf.startswith(b"%PDF-"), pdf[:200]
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def must_read(pdf, *words):
    """Fail unless the paper reads each of the words."""
    text = words_of(pdf)
    missing = [word for word in words if squeezed(word) not in text]
    assert not missing, f"the paper does not read {missing}:\n{text}"


def day_in(text, before):
    """Return the first date in Chinese writing after some words."""
    found = re.search(re.escape(squeezed(before)) + r"\D{0,20}(\d{4})年(\d{1,2})月(\d{1,2})日", squeezed(text))
    assert found, f"no date after {before!r} in:\n{text}"
    return found.group(1, 2, 3)
