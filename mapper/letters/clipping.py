"""The part of a page that its drawing is clipped to.

Half of a spread may be the whole spread, all of which is drawn through a window as large as the half: no reader of text
knows of it.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

Bounds = tuple[float, float, float, float]
"""A rectangle in a file's own coordinates: left, bottom, right, top."""

_WITH_TEXT = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM)


def window_of(page: pypdfium2.PdfPage) -> Bounds | None:
    """The rectangle outside of which no text of a page is seen, in points; None where nothing is known to be cut off.

    pdfium takes the clip off a thing that lies within it, so a thing without one is seen whole.
    """
    drawn = list(page.get_objects(filter=_WITH_TEXT, max_depth=1))
    clips = [_clip(one) for one in drawn]
    if not any(clips):
        return None
    try:
        windows = [clip or one.get_bounds() for one, clip in zip(drawn, clips, strict=True)]
    except pypdfium2.PdfiumError:
        return None  # Where a thing stands cannot be told.
    # An empty form has no area, at the page's corner.
    seen = [window for window in windows if window[0] < window[2] and window[1] < window[3]]
    if not seen:
        return None
    lefts, bottoms, rights, tops = zip(*seen, strict=True)
    left, bottom, right, top = page.get_bbox()
    return max(left, min(lefts)), max(bottom, min(bottoms)), min(right, max(rights)), min(top, max(tops))


def _clip(drawn: pypdfium2.PdfObject) -> Bounds | None:
    """The rectangle around what all paths that clip a thing have in common; None without such a path."""
    clip = raw.FPDFPageObj_GetClipPath(drawn)
    paths = [list(_points(clip, number)) for number in range(max(raw.FPDFClipPath_CountPaths(clip), 0))]
    around = [
        (*map(min, zip(*path, strict=True)), *map(max, zip(*path, strict=True))) for path in paths if path
    ]
    if not around:
        return None
    lefts, bottoms, rights, tops = zip(*around, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _points(clip: raw.FPDF_CLIPPATH, number: int) -> Iterator[tuple[float, float]]:
    for index in range(max(raw.FPDFClipPath_CountPathSegments(clip, number), 0)):
        x, y = ctypes.c_float(), ctypes.c_float()
        segment = raw.FPDFClipPath_GetPathSegment(clip, number, index)
        if raw.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value
