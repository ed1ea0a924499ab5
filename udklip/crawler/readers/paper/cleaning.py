"""A scanned page made ready for OCR: specks out, straight, and with letters of a good size."""

import numpy as np
from PIL import Image, ImageFilter

Shades = np.ndarray[tuple[int, int], np.dtype[np.uint8]]

_ALIKE = 48
"""Shades that two pixels of one stroke may differ by."""
_SPECKS = 0.0004
"""Share of dark pixels alone on white paper from which a scan is dirty; clean print has none."""
_DARK, _LIGHT = 128, 200
_STEEPEST, _COARSE, _FINE = 8.0, 0.5, 0.05
"""Degrees: how far a page is turned back at most, and the steps in which its slope is sought."""
_STRAIGHT = 0.12
_SAMPLE = 1000
"""Pixels across that a slope is measured on."""


_SMALL, _GOOD, _LARGE = 28, 40, 90
"""Pixels from line to line: the engine reads best from some 30 on, and is slow beyond."""
_ENLARGED = 3.0
_MOST_PIXELS = 40_000_000
_FURTHEST, _UNLIKE, _ALIKE_ROWS, _NEARER = 400, 0.05, 0.15, 0.004


def cleaned(picture: Image.Image) -> Image.Image:
    """`picture` (grey) as the engine reads it best."""
    return _sized(straightened(despeckled(picture)))


def despeckled(picture: Image.Image) -> Image.Image:
    """`picture` (grey) without lonely pixels, where it has many."""
    shades = np.asarray(picture)
    around = np.asarray(picture.filter(ImageFilter.MedianFilter(3)))
    alike = _neighbours_alike(shades)
    specks = (alike == 0) & (shades < _DARK) & (around > _LIGHT)
    if specks.mean() < _SPECKS:
        return picture
    return Image.fromarray(np.where(alike <= 1, around, shades))


def _neighbours_alike(shades: Shades) -> Shades:
    """How many of its eight neighbours each pixel is like: strokes, however thin, go on on two sides."""
    padded = np.pad(shades.astype(np.int16), 1, mode="edge")
    height, width = shades.shape
    alike = np.zeros(shades.shape, np.uint8)
    for down in range(3):
        for right in range(3):
            if (down, right) != (1, 1):
                other = padded[down : down + height, right : right + width]
                alike += np.abs(other - shades) < _ALIKE
    return alike


def straightened(picture: Image.Image) -> Image.Image:
    """`picture` (grey) turned so that its lines are level."""
    slope = slope_of(picture)
    if abs(slope) < _STRAIGHT:
        return picture
    return picture.rotate(slope, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def slope_of(picture: Image.Image) -> float:
    """Degrees that the lines of `picture` fall to the right, 0 where nothing tells.

    Projection profiles (Postl 1986): seen along its lines, a page is blackest in rows and whitest between them.
    """
    small = picture.reduce(max(1, picture.width // _SAMPLE))
    down, right = np.nonzero(np.asarray(small) < _ink(small))
    if len(down) < _SAMPLE:
        return 0.0
    coarse = _sharpest(down, right, np.arange(-_STEEPEST, _STEEPEST + _COARSE, _COARSE))
    return _sharpest(down, right, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE))


def _ink(picture: Image.Image) -> float:
    """The shade below which a pixel is ink: half way between paper and the darkest hundredth."""
    dark, paper = np.percentile(np.asarray(picture), (1, 60))
    return float(dark + paper) / 2


def _sharpest(down: np.ndarray, right: np.ndarray, slopes: np.ndarray) -> float:
    return float(max(slopes, key=lambda slope: _sharpness(down, right, slope)))


def _sharpness(down: np.ndarray, right: np.ndarray, slope: float) -> float:
    rows = np.round(down - right * np.tan(np.radians(slope))).astype(int)
    profile = np.bincount(rows - rows.min()).astype(float)
    return float((np.diff(profile) ** 2).sum())


def _sized(picture: Image.Image) -> Image.Image:
    pitch = pitch_of(picture)
    if pitch is None or _SMALL <= pitch <= _LARGE:
        return picture
    most = (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5
    factor = min(_GOOD / pitch, _ENLARGED, most) if pitch < _SMALL else _LARGE / pitch
    size = round(picture.width * factor), round(picture.height * factor)
    return picture.resize(size, Image.Resampling.LANCZOS)


def pitch_of(picture: Image.Image) -> int | None:
    """Pixels from one line to the next, by how a level page resembles itself further down; None without lines."""
    rows = (np.asarray(picture) < _ink(picture)).sum(axis=1).astype(float)
    rows -= rows.mean()
    spectrum = np.fft.rfft(rows, 2 * len(rows))
    likeness = np.fft.irfft(spectrum * np.conj(spectrum))[: min(len(rows), _FURTHEST)]
    if len(likeness) < _FURTHEST // 4 or likeness[0] <= 0:
        return None
    likeness /= likeness[0]
    start = int(np.argmax(likeness < _UNLIKE))
    # Every other line resembles the first as well: the nearest is meant.
    pitch = start + int(np.argmax(likeness[start:] - _NEARER * np.arange(len(likeness) - start)))
    return pitch if start and likeness[pitch] > _ALIKE_ROWS else None
