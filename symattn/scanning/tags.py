"""HTML tags and entities, in HTML and in Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from symattn.scanning.view import View
from symattn.scanning.words import words

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
NAMES = words(
    """a abbr address article aside audio b base blockquote body br button canvas caption center cite code col colgroup
    dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head
    header hr html i iframe img input ins kbd label legend li link main map mark math meta nav noscript object ol
    option p param picture pre progress q rp rt ruby s samp script section select small source span strike strong
    style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
    video wbr"""
)
"""The names of tags; `x <y and z> w` holds none."""

TAG = re.compile(
    r"""<(?:
    (?P<comment>!--)
  | (?P<cdata>!\[CDATA\[)
  | (?P<slash>/?)(?P<name>[A-Za-z][\w:.-]*+)(?P<attributes>(?:[^<>"']|"[^"<]{0,3000}"|'[^'<]{0,3000}')*+)>
  | (?P<quoting>[A-Za-z][\w:.-]*+[^<>]{0,3000}>)
  | [!?][^<>]{0,3000}>
    )""",
    re.VERBOSE,
)
ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


@dataclass(frozen=True, slots=True)
class Tag:
    """`name` is in lower case; it is empty for comments, declarations and the like, whose whole extent this is."""

    start: int
    end: int
    name: str
    is_closing: bool
    is_empty: bool
    """<br/>"""
    written: str

    def attribute(self, name: str) -> str:
        found = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(self.written)}
        return found.get(name, "")


def tags(text: str) -> Iterator[Tag]:
    """The tags of an HTML text. What stands in a script or style is none of them."""
    place = 0
    hopeless: set[str] = set()
    while match := TAG.search(text, place):
        place = match.end()
        if match["comment"] or match["cdata"]:
            closing = "-->" if match["comment"] else "]]>"
            end = -1 if closing in hopeless else text.find(closing, place)
            if end < 0:
                hopeless.add(closing)
                continue
            place = end + len(closing)
            yield Tag(match.start(), place, "", False, True, "")
            continue
        tag = _tag(match)
        yield tag
        if tag.name in {"script", "style", "textarea", "title"} and not tag.is_closing and not tag.is_empty:
            end = _raw_end(text, place, tag.name, hopeless)
            place = end if end >= 0 else place


def _tag(match: re.Match[str]) -> Tag:
    written = match.group()
    name = (match["name"] or "").lower()
    if match["quoting"]:
        found = NAME.match(written)
        name = found.group(1).lower() if found else ""
    return Tag(*match.span(), name, bool(match["slash"]), written.endswith("/>") or name in VOID, written)


VOID = words("area base br col embed hr img input link meta param source track wbr")


def _raw_end(text: str, place: int, name: str, hopeless: set[str]) -> int:
    """Where </script> stands, in whatever case."""
    if name in hopeless:
        return -1
    match = re.compile(f"</{name}", re.IGNORECASE).search(text, place)
    if match is None:
        hopeless.add(name)
        return -1
    return match.start()


def is_tag(text: str) -> bool:
    match = NAME.match(text)
    return match is not None and match.group(1).lower() in NAMES


def tag_replacement(tag: str) -> str:
    """What a tag says in plain mathematics: W<sub>Q</sub> is W_{Q}."""
    match = NAME.match(tag)
    sign = {"sub": "_{", "sup": "^{"}.get(match.group(1).lower(), "") if match else ""
    return ("}" if tag[1] == "/" else sign) if sign else ""


def decoded(entity: str) -> str | None:
    """The one character an entity stands for; a no-break space is a space."""
    character = html.unescape(entity)
    if len(character) != 1 or character == entity:
        return None
    return character if character.isprintable() and not character.isspace() else " "


def decode(view: View, start: int, end: int) -> None:
    """Every entity of a stretch becomes its character and spaces."""
    if view.source.find("&", start, end) < 0:
        return
    for match in ENTITY.finditer(view.source, start, end):
        if (character := decoded(match.group())) is not None:
            view.put(*match.span(), character)
