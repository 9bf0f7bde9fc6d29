"""Documents against a schema: pydantic's verdict in this project's words, with file and line."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from hemicycle.source.documents import Document
from hemicycle.source.mistake import BadInput, Mistake, nearest

Words = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """A part of a document. Unknown keys are mistakes; nothing changes after loading."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        arbitrary_types_allowed=True,
        populate_by_name=True,
        defer_build=True,  # only the schemas that a command reads are built
    )


Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]

_BRANCHES = {"too_short", "literal_error", "string_type", "model_type", "tuple_type"}


def validate(model: type[Model], document: Document) -> Model:
    """Make a record of a document. Raises BadInput with every mistake, in the order of the lines."""
    try:
        return model.model_validate(document.tree)
    except ValidationError as error:
        mistakes = _mistakes(model, document, error)
    raise BadInput(sorted(mistakes, key=lambda mistake: mistake.line or 0))


def _mistakes(model: type[BaseModel], document: Document, error: ValidationError) -> Iterator[Mistake]:
    by_place: dict[tuple[Place, str], list[ErrorDetails]] = {}
    for details in error.errors(include_url=False):
        place = _in_document(document.tree, details["loc"])
        missing = str(details["loc"][-1]) if details["type"] == "missing" else ""
        by_place.setdefault((place, missing), []).append(details)
    for (place, missing), errors in by_place.items():
        deeper = any(other != place and other[: len(place)] == place for other, _ in by_place)
        if deeper and (missing or all(error["type"] in _BRANCHES for error in errors)):
            continue  # a branch of a union that was not meant, or a list short of the parts that are wrong
        yield _mistake(model, document, place, missing, errors)


def _mistake(
    model: type[BaseModel], document: Document, place: Place, missing: str, errors: Sequence[ErrorDetails]
) -> Mistake:
    if missing:
        return document.mistake(
            place, f"no {missing!r}", f"the key {missing!r}{_described(model, document.tree, place, missing)}"
        )
    if errors[0]["type"].startswith("union_tag"):
        return _unknown_kind(document, place, errors[0])
    known = _keys(_types(model, document.tree, place[:-1]))
    unknown = [error for error in errors if error["type"] == "extra_forbidden"]
    if unknown and (len(unknown) == len(errors) or place[-1] not in known):
        return document.mistake(place, f"the unknown key {place[-1]!r}", nearest(str(place[-1]), known))
    # A key that one branch of a union forbids is judged by the branch that knows it.
    errors = [error for error in errors if error not in unknown]
    details = errors[0]
    found = _shown(details["input"])
    if all(error["type"] == "value_error" for error in errors):
        found = details["msg"].removeprefix("Value error, ").partition("; expected ")[0]
    expected = " or ".join(dict.fromkeys(_expected(error) for error in errors))
    return document.mistake(place, found, expected)


def _unknown_kind(document: Document, place: Place, error: ErrorDetails) -> Mistake:
    """Tell that the word which says what kind of part this is names no kind, or isn't there."""
    context = error["ctx"]
    key = context["discriminator"].strip("'")
    if "tag" not in context:
        return document.mistake(place, f"no {key!r}", f"the key {key!r}, which says what this is")
    kinds = re.findall(r"'([^']*)'", context["expected_tags"])
    return document.mistake((*place, key), repr(context["tag"]), nearest(context["tag"], kinds))


def _expected(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return error["msg"].partition("; expected ")[2] or "a formula, such as 7/10 * votes"
        case "literal_error":
            return str(context["expected"])
        case "too_short":
            return f"at least {context['min_length']} of them"
        case "string_too_short":
            return "some text"
        case "string_pattern_mismatch":
            return f"text of the form {context['pattern']}"
        case "model_type" | "dict_type":
            return "a mapping"
        case "tuple_type" | "list_type":
            return "a list"
        case "string_type":
            return "text"
        case kind if kind.startswith("int"):
            return "a whole number"
        case kind if kind.startswith("date"):
            return "a date such as 2021-01-10"
    return error["msg"].removeprefix("Input should be ")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return f"a mapping with {', '.join(map(str, value)) or 'nothing'}"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return repr(value) if value != "" else "nothing"


def _in_document(tree: Any, loc: Iterable[str | int]) -> Place:
    """Follow an error's location as far as it stands in the document; branches of unions drop out."""
    place: list[str | int] = []
    for part in loc:
        in_mapping = isinstance(tree, dict) and part in tree
        if in_mapping or (isinstance(tree, list) and isinstance(part, int) and part < len(tree)):
            tree = tree[part]
            place.append(part)
    return tuple(place)


def _types(model: type[BaseModel], tree: Any, place: Place) -> list[Any]:
    """Find what may stand at a place of a document of this model; a word that tells kinds apart is heeded."""
    types: list[Any] = [model]
    for part in place:
        types = [inner for kind in types for inner in _inside(kind, part)]
        tree = _part(tree, part)
        types = [kind for kind in types if _may_be(kind, tree)]
    return types


def _part(tree: Any, part: str | int) -> Any:
    if isinstance(tree, dict):
        return tree[part]
    return tree[part] if isinstance(tree, list) and isinstance(part, int) else None


def _may_be(kind: Any, tree: Any) -> bool:
    """Tell whether a part may be of a kind, by the words that only this kind has at a key."""
    if not (isinstance(tree, dict) and isinstance(kind, type) and issubclass(kind, BaseModel)):
        return True
    return all(
        tree[name] in typing.get_args(field.annotation)
        for name, field in kind.model_fields.items()
        if name in tree and field.is_required() and typing.get_origin(field.annotation) is Literal
    )


def _inside(kind: Any, part: str | int) -> Iterator[Any]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            if part in (name, field.alias):
                yield from _choices(field.annotation)
    elif typing.get_origin(kind) in (tuple, list) and isinstance(part, int):
        yield from _choices(typing.get_args(kind)[0])
    elif typing.get_origin(kind) is dict:
        yield from _choices(typing.get_args(kind)[1])


def _choices(annotation: Any) -> Iterator[Any]:
    """Take a union apart; drop the wrapping of Annotated."""
    if hasattr(annotation, "__metadata__"):
        yield from _choices(typing.get_args(annotation)[0])
    elif typing.get_args(annotation) and typing.get_origin(annotation) not in (tuple, list, dict):
        for choice in typing.get_args(annotation):
            yield from _choices(choice)
    else:
        yield annotation


def _described(model: type[BaseModel], tree: Any, place: Place, key: str) -> str:
    """Say what a key is for, where the schema does."""
    for kind in _types(model, tree, place):
        for name, field in kind.model_fields.items() if hasattr(kind, "model_fields") else ():
            if key in (name, field.alias) and field.description:
                return f", {field.description}"
    return " here"


def _keys(types: Iterable[Any]) -> list[str]:
    names = (
        field.alias or name
        for kind in types
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name, field in kind.model_fields.items()
    )
    return list(dict.fromkeys(names))
