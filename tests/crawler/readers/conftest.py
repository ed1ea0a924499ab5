"""What the readers' tests need of the machine."""

import os

import pytest

from udklip.crawler.readers.paper.ocr import INSTALL, ocr_model


@pytest.fixture(scope="session")
def latin_model() -> None:
    """Tesseract with its Latin model; without it a test is skipped by name, under CI it fails."""
    if ocr_model() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no OCR here: {INSTALL}")
