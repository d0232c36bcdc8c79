"""What a copy may hold: for each kind of object its keys, and of which kind the value of each key is.

What is not listed is left out: scripts, actions, files, forms, media, metadata, tags and whatever comes next. Keys are
those of ISO 32000-2, in the clauses named. A kind is applied to each element of an array.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

FILTERS = frozenset(
    (
        *("/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/FlateDecode", "/RunLengthDecode"),
        *("/CCITTFaxDecode", "/JBIG2Decode", "/DCTDecode", "/JPXDecode"),
        *("/AHx", "/A85", "/LZW", "/Fl", "/RL", "/CCF", "/DCT"),
    )
)
"""7.4: every way to pack a stream but encryption."""

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""7.7.3.4: what a page may have from the tree of pages above it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object.

    Parameters
    ----------
    keys
        The keys that its dictionary may have, and the kind of each value.
    others
        The kind of the values under all other keys, where these are names that the file chooses; None if there are no
        other keys.
    is_stream
        Whether it may be a stream.
    required
        The only values that some keys may have; what has another is left out as a whole.
    """

    keys: Mapping[str, "Kind"] = field(default_factory=dict)
    others: "Kind | None" = None
    is_stream: bool = False
    required: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, key: str) -> "Kind | None":
        """The kind of the value under a key; None if the key may not be there."""
        return self.keys.get(key, self.others)


SIMPLE = Kind()
"""Numbers, names, strings, truth values, and arrays of them; no dictionary."""


def _simple(words: str) -> dict[str, Kind]:
    return {f"/{word}": SIMPLE for word in words.split()}


DATA = Kind(_simple("Length1 Length2 Length3 Subtype"), is_stream=True)
"""Contents, glyphs, and the programs of fonts (9.9)."""

_GLOBALS = Kind(is_stream=True)
_PACKING = Kind(
    {
        **_simple("Predictor Colors BitsPerComponent Columns EarlyChange"),
        **_simple(
            "K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform"
        ),
        "/JBIG2Globals": _GLOBALS,
    }
)
STREAM: Mapping[str, Kind] = {"/Filter": SIMPLE, "/DecodeParms": _PACKING}
"""7.3.8.2: the keys of every stream; /F, which names a file elsewhere, is not among them."""

_FUNCTION_KEYS = _simple("FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds")
# 7.10
_FUNCTION = Kind(_FUNCTION_KEYS, is_stream=True)
_FUNCTION_KEYS["/Functions"] = _FUNCTION

_COLOUR_KEYS = {**_FUNCTION_KEYS, **_simple("WhitePoint BlackPoint Gamma Matrix Subtype Components")}
# 8.6: an array of a name, numbers and, by its family, another colour space, a profile, a table or a function.
_COLOUR = Kind(_COLOUR_KEYS, is_stream=True)
_COLOUR_KEYS |= {
    "/Alternate": _COLOUR,
    "/ColorSpace": _COLOUR,
    "/Colorants": Kind(others=_COLOUR),
    "/Process": _COLOUR,
}

_RESOURCE_KEYS: dict[str, Kind] = {}
RESOURCES = Kind(_RESOURCE_KEYS)
"""7.8.3"""

# 11.6.6
_GROUP = Kind({**_simple("Type S I K"), "/CS": _COLOUR})

_OBJECT_KEYS = _simple(
    "Type Subtype Width Height BitsPerComponent Intent ImageMask Decode Interpolate SMaskInData Matte Name "
    "FormType BBox Matrix"
)
# 8.9 and 8.10: pictures and forms. No alternate pictures, nothing that refers to other files, no PostScript.
_OBJECT = Kind(_OBJECT_KEYS, is_stream=True, required={"/Subtype": frozenset(("/Image", "/Form"))})
_OBJECT_KEYS |= {
    "/ColorSpace": _COLOUR,
    "/Mask": _OBJECT,
    "/SMask": _OBJECT,
    "/Resources": RESOURCES,
    "/Group": _GROUP,
}

# 8.7.4
_SHADING = Kind(
    {
        **_simple("ShadingType Background BBox AntiAlias Domain Matrix Coords Extend BitsPerCoordinate"),
        **_simple("BitsPerComponent BitsPerFlag Decode VerticesPerRow"),
        "/ColorSpace": _COLOUR,
        "/Function": _FUNCTION,
    },
    is_stream=True,
)

# 9.7 and 9.10
_CODES_KEYS = _simple("Type CMapName WMode")
_SYSTEM = Kind(_simple("Registry Ordering Supplement"))
_CODES = Kind(_CODES_KEYS, is_stream=True)
_CODES_KEYS |= {
    "/CIDSystemInfo": _SYSTEM,
    "/UseCMap": _CODES,
    "/BaseEncoding": SIMPLE,
    "/Differences": SIMPLE,
}

_FONT_FILES: dict[str, Kind] = {"/FontFile": DATA, "/FontFile2": DATA, "/FontFile3": DATA, "/CIDSet": DATA}
_STYLE = Kind(_simple("Panose"))
# 9.8
_DESCRIPTOR = Kind(
    {
        **_simple(
            "Type FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading"
        ),
        **_simple("CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth CharSet Lang"),
        **_FONT_FILES,
        "/Style": _STYLE,
    }
)
_FONT_KEYS = _simple("Type Subtype BaseFont Name FirstChar LastChar Widths DW W DW2 W2 FontBBox FontMatrix")
# 9.6 and 9.7
_FONT = Kind(_FONT_KEYS)
_FONT_KEYS |= {
    "/FontDescriptor": _DESCRIPTOR,
    "/Encoding": _CODES,
    "/ToUnicode": _CODES,
    "/DescendantFonts": _FONT,
    "/CIDSystemInfo": _SYSTEM,
    "/CIDToGIDMap": DATA,
    "/CharProcs": Kind(others=DATA),
    "/Resources": RESOURCES,
}

# 8.4.5 and 11.6.5
_MASK = Kind({**_simple("Type S BC"), "/G": _OBJECT, "/TR": _FUNCTION})
_STATE = Kind(
    {
        **_simple("Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK"),
        "/Font": _FONT,
        "/SMask": _MASK,
        "/TR": _FUNCTION,
        "/TR2": _FUNCTION,
    }
)

# 8.7
_PATTERN = Kind(
    {
        **_simple("Type PatternType PaintType TilingType BBox XStep YStep Matrix"),
        "/Resources": RESOURCES,
        "/Shading": _SHADING,
        "/ExtGState": _STATE,
    },
    is_stream=True,
)

# 14.9: what a run of text stands for. Layers are left out: what they show is shown for good.
_PROPERTIES = Kind(_simple("ActualText Alt E Lang MCID"))

_RESOURCE_KEYS |= {
    "/Font": Kind(others=_FONT),
    "/XObject": Kind(others=_OBJECT),
    "/ExtGState": Kind(others=_STATE),
    "/ColorSpace": Kind(others=_COLOUR),
    "/Pattern": Kind(others=_PATTERN),
    "/Shading": Kind(others=_SHADING),
    "/Properties": Kind(others=_PROPERTIES),
    "/ProcSet": SIMPLE,
}

PAGE = Kind(
    {
        **_simple("MediaBox CropBox Rotate UserUnit"),
        "/Resources": RESOURCES,
        "/Contents": DATA,
        "/Group": _GROUP,
    }
)
"""7.7.3.3, without its type, its place in the tree and its links, which are made anew."""

LINK = Kind({**_simple("Rect QuadPoints Border C H"), "/BS": Kind(_simple("Type W S D"))})
"""12.5.6.5, without its action, which is made anew."""
