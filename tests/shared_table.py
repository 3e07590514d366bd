"""The real table of items, read in place where it lies beside the checkout; no copy of it ships."""

from pathlib import Path

import pytest

GUANGAN = Path(__file__).resolve().parents[2] / "shared/fixtures/catalogue/guangan_items.csv"
needs_guangan = pytest.mark.skipif(not GUANGAN.is_file(), reason="the table of real items is not beside the checkout")
