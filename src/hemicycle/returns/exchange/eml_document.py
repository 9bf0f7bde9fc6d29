"""What documents of EML have in common: their frame, the election they are about, identifiers."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

from hemicycle.returns.sheet import day_of, generated
from hemicycle.source.mistake import BadInput, Mistake

_EML = "urn:oasis:names:tc:evs:schema:eml"
KR = "http://www.kiesraad.nl/extensions"
XNL = "urn:oasis:names:tc:ciq:xsdschema:xNL:2.0"
# An identifier is an NMTOKEN: letters, digits and few signs. Any other sign is its number between full stops.
_SIGN = re.compile(r"[^A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff-]|[^\w-]")
_WRITTEN = re.compile(r"\.([0-9A-F]{2,6})\.")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def escaped(name: str) -> str:
    """Write a name as a part of an identifier: `East Side` is `East.20.Side`."""
    return _SIGN.sub(lambda sign: f".{ord(sign[0]):02X}.", name)


def unescaped(name: str) -> str:
    """Read a name back from a part of an identifier."""
    return _WRITTEN.sub(_sign, name)


def _sign(number: re.Match[str]) -> str:
    """Give the sign that a number between full stops stands for; what stands for none stays."""
    code = int(number[1], 16)
    return chr(code) if code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF else number[0]


def tag_of(name: str) -> str:
    """Name an element of EML as its parser does, with its namespace."""
    return f"{{{_EML}}}{name}"


def document(kind: str, about: Mapping[str, str]) -> ET.Element:
    """Begin a document of a kind, 510 or 520."""
    ET.register_namespace("", _EML)
    ET.register_namespace("kr", KR)
    ET.register_namespace("xnl", XNL)
    root = ET.Element(tag_of("EML"), Id=kind, SchemaVersion="5")
    ET.SubElement(root, tag_of("TransactionId")).text = "1"
    authority = ET.SubElement(root, tag_of("ManagingAuthority"))
    ET.SubElement(authority, tag_of("AuthorityIdentifier"), Id="0000").text = "Hemicycle"
    ET.SubElement(authority, tag_of("AuthorityAddress"))
    ET.SubElement(root, f"{{{KR}}}CreationDateTime").text = generated(about)
    return root


def identified(election: ET.Element, about: Mapping[str, str]) -> None:
    """Say which election a document is about. Raises BadInput where its day isn't known."""
    ident = escaped(about.get("election", "election"))
    identifier = ET.SubElement(election, tag_of("ElectionIdentifier"), Id=ident)
    ET.SubElement(identifier, tag_of("ElectionName")).text = about.get("title", "election")
    ET.SubElement(identifier, tag_of("ElectionCategory")).text = "other"
    ET.SubElement(identifier, f"{{{KR}}}ElectionDate").text = day_of(about)


def affiliation(selection: ET.Element, place: int, name: str, ident: str | None = None) -> None:
    """Write whose votes these are: the place on the ballot, what the list is called, its id where that is another."""
    code = {"ShortCode": escaped(ident)} if ident not in (None, name) else {}
    identifier = ET.SubElement(selection, tag_of("AffiliationIdentifier"), {"Id": str(place)} | code)
    ET.SubElement(identifier, tag_of("RegisteredName")).text = name


def as_bytes(root: ET.Element) -> bytes:
    """Write a document as a file. Raises BadInput for a name with a sign that XML can't hold."""
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    if sign := _NO_XML.search(written.decode()):
        raise BadInput(Mistake("EML", f"a name with the control sign U+{ord(sign[0]):04X}", "signs that XML can hold"))
    return written + b"\n"


def root_of(path: Path) -> ET.Element:
    """Read a document. Raises BadInput for a file that is no XML or can't be read."""
    name = str(path)
    try:
        return ET.parse(path).getroot()  # the parser refuses entities that grow beyond measure
    except ET.ParseError as error:
        raise BadInput(Mistake(name, f"no XML ({error.msg})", "an EML document", error.position[0])) from None
    except (OSError, ValueError, LookupError) as error:
        raise BadInput(Mistake(name, f"a file that can't be read ({error})", "an EML document")) from None
