"""Texts as scanned pages: printed in a type, turned, blurred and strewn with dirt as a scanner does."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_MARGIN = 0.9
"""Inches of white around the text."""
_PITCH = 1.35
"""From line to line, in sizes of the type."""


@dataclass(frozen=True, slots=True)
class Press:
    """How a page is printed and scanned.

    `points` is the type's size, `dpi` dots an inch, `skew` degrees, `blur` a radius in pixels, `noise` the share of
    pixels that are turned black or white.
    """

    font: str
    points: float = 11
    dpi: int = 200
    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    seed: int = 1


def wrapped(paragraphs: Sequence[str], width: int = 84) -> list[str]:
    """The lines of `paragraphs`, an empty one between two of them."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*textwrap.wrap(paragraph, width, break_on_hyphens=False), ""]
    return lines[:-1]


def printed(lines: Sequence[str], press: Press) -> Image.Image:
    """A grey picture of `lines` on white paper that is as large as they need."""
    font = ImageFont.truetype(press.font, round(press.points * press.dpi / 72))
    margin, pitch = round(_MARGIN * press.dpi), round(_PITCH * press.points * press.dpi / 72)
    width = round(max(font.getlength(line) for line in lines)) + 2 * margin
    picture = Image.new("L", (width, len(lines) * pitch + 2 * margin), 255)
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((margin, margin + number * pitch), line, font=font, fill=20)
    return _scanned(picture, press)


def _scanned(picture: Image.Image, press: Press) -> Image.Image:
    if press.skew:
        picture = picture.rotate(press.skew, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    if press.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(press.blur))
    return _strewn(picture, press) if press.noise else picture


def _strewn(picture: Image.Image, press: Press) -> Image.Image:
    chance = np.random.default_rng(press.seed)
    shades = np.asarray(picture).copy()
    hit = chance.random(shades.shape) < press.noise
    shades[hit] = chance.choice(np.array([0, 255], np.uint8), int(hit.sum()))
    return Image.fromarray(shades)
