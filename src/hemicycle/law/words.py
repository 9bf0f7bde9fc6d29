"""A law in plain words, clause by clause, each with its articles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from hemicycle.law.document import Admit, Allot, ByQuota, Compute, Law, OfKind, Selector, Step
from hemicycle.law.formula import Formula
from hemicycle.law.names import LOT, made_by
from hemicycle.source.words import capital

_OPERATORS: dict[type[ast.operator] | type[ast.cmpop], str] = {
    ast.Add: "plus",
    ast.Sub: "less",
    ast.Mult: "times",
    ast.Div: "divided by",
    ast.Lt: "is less than",
    ast.LtE: "is at most",
    ast.Gt: "is more than",
    ast.GtE: "is at least",
    ast.Eq: "is",
    ast.NotEq: "is not",
}
_TABLES = {"votes": "the votes", "valid": "the valid votes", "first": "the candidate votes", "held": "all seats so far"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a law in words: the part of the law it belongs to, what it says, its articles.

    `step` is its number in the tier, for clauses that are steps of the count; two clauses that differ in
    nothing else say the same.
    """

    section: str
    says: str
    cites: tuple[str, ...] = ()
    step: int | None = field(default=None, compare=False)


def tell(law: Law) -> Iterator[Clause]:
    """Tell a law in words, in the order of the act: seats, tiers and their steps, members, open questions."""
    yield Clause("The chamber", f"{law.chamber}: {law.seats} seats.")
    yield from (
        Clause("Taken from the election", f"{capital(taken.means)}.", taken.cites)
        for taken in law.from_election.values()
    )
    yield from (
        Clause("The ballot", f"The mark “{row}” is no list: it counts as a valid vote and wins {kind}.")
        for row, kind in law.rows.items()
    )
    for tier in law.tiers:
        section = f"{capital(tier.label)}: {tier.seats} seats"
        for number, step in enumerate(tier.steps, 1):
            yield Clause(section, " ".join(_sentences(law, step)), step.cites, number)
    yield from (Clause("Who sits", f"{capital(rule.rule)}: {rule.says}.", rule.cites) for rule in law.members)
    for question in law.open_questions:
        says = f"{capital(question.asks)}: the law is {question.law}. Here: {question.we}."
        yield Clause("Open questions", says, question.cites)


def _sentences(law: Law, step: Step) -> Iterator[str]:
    """Tell one step: what it does, when it applies, how ties end, and the document's note."""
    before = f"{step.applies}: " if step.applies else ""
    if step.when is not None and not step.applies:
        before = f"if {phrase(step.when, law)}: "
    match step.action:
        case Admit() as action:
            yield capital(before + _admit(law, step, action))
        case Compute() as action:
            yield capital(before + _compute(law, step, action))
        case Allot() as action:
            yield capital(before + _allot(law, action))
            if action.method is not None and not _gives_remainders_away(action.method):
                yield ties_told(law, action.ties)
    if step.note:
        yield f"({capital(step.note)}.)"


def _gives_remainders_away(method: object) -> bool:
    """Tell whether whole quotas alone decide, so that no two lists compete for a seat."""
    return isinstance(method, ByQuota) and method.remainders == "none"


def _admit(law: Law, step: Step, action: Admit) -> str:
    where = _where(action.at)
    conditions = []
    base = phrase(action.of, law) if action.of else ("the valid votes")
    if action.votes is not None:
        conditions.append(f"at least {_share(action.votes)} of {base}")
    if action.above is not None:
        conditions.append(f"more than {_share(action.above)} of {base}")
    who = _who(action.who, action.besides, _takers(action.ballot))
    called = f"(“{made_by(step)}”)"
    if action.largest is not None:
        many = phrase(action.largest, law)
        some = f"the {'one' if many == '1' else many} with most votes"
        having = f" that have {' and '.join(conditions)}" if conditions else ""
        return f"of {who}{having}, {some} {'is' if many == '1' else 'are'} admitted{where} {called}."
    if conditions:
        return f"threshold: {who} that have {' and '.join(conditions)}{where} are admitted {called}."
    return f"{who} are admitted{where} {called}."


def _compute(law: Law, step: Step, action: Compute) -> str:
    what = f"“{step.into}” is" if step.into else "the seats are"
    for name in action.formula.names:
        if name.name in law.from_election:
            return f"{what} taken from the election: {law.from_election[name.name].means}."
    return f"{what} {phrase(action.formula, law)}, for each {action.each}{_where(action.at)}."


def _allot(law: Law, action: Allot) -> str:
    who = _who(action.who or "admitted", action.besides, _takers(*(name.name for name in action.by.names)))
    seats = phrase(action.seats, law)
    seats = f"{seats} seat{'' if seats == '1' else 's'}" if seats.isdigit() else f"as many seats as {seats}"
    goes = "goes" if seats == "1 seat" else "go"
    where = _where(action.at)
    by = phrase(action.by, law)
    match action.method:
        case None:
            return f"{seats} {goes} to {who}{where}."
        case "most votes":
            return f"{seats} {goes}{where} to whoever of {who} has most of {by} (plurality)."
        case "hare":
            how = f"by the Hare quota, which is {by} of those who take part divided by the seats"
            rest = "the seats left over go to the largest remainders"
        case ByQuota(quota=quota, remainders=remainders):
            quota_is = "the Hare quota" if isinstance(quota, str) else phrase(quota, law)
            how = f"one seat for every whole quota in {by}, the quota being {quota_is}"
            rest = (
                "the seats left over go to the largest remainders"
                if remainders == "largest"
                else "remainders give no seat"
            )
    text = f"{seats} are divided among {who}{where}: {how}; {rest}"
    if action.at_least is not None:
        text += f"; nobody gets fewer than {phrase(action.at_least, law)}"
    if action.at_most is not None:
        text += f"; nobody gets more than {phrase(action.at_most, law)}"
    return f"{text}."


def ties_told(law: Law, rules: tuple[Formula, ...]) -> str:
    """Tell how ties end."""
    if not rules:
        return "The law has no rule for ties here."
    return f"Ties go to {', then to '.join(rule_told(law, rule) for rule in rules)}."


def rule_told(law: Law, rule: Formula) -> str:
    """Tell whom one tie rule prefers."""
    if rule.text == LOT:
        return "whoever is drawn by lot"
    name = rule.text.removeprefix("-")
    prefers = law.from_election[name].prefers if name in law.from_election else None
    if prefers:
        return prefers
    return f"the {'smaller' if rule.text.startswith('-') else 'larger'} of {_TABLES.get(name, name)}"


def _takers(*tables: str) -> str:
    """Name those who stand in a ballot: lists in the list ballot, candidates in any other."""
    return "lists" if "votes" in tables else "candidates"


def _who(selector: Selector, besides: Selector | None, takers: str) -> str:
    if besides is None:
        return _named(selector, takers)
    if selector == "all":
        return f"the {takers} outside {_named(besides, takers)}"
    return f"{_named(selector, takers)} without {_named(besides, takers)}"


def _named(selector: Selector, takers: str) -> str:
    parts = selector if isinstance(selector, tuple) else (selector,)
    names = [
        f"{takers} of kind {part.kind}"
        if isinstance(part, OfKind)
        else f"all {takers}"
        if part == "all"
        else f"“{part}”"
        for part in parts
    ]
    return " and ".join(names)


def _where(level: str) -> str:
    return "" if level == "nation" else f" in each {level}"


def _share(formula: Formula) -> str:
    text = formula.text.strip()
    return text.replace("%", " %").replace("  ", " ") if "%" in text else f"{text} times"


def phrase(formula: Formula, law: Law) -> str:
    """Write a formula in words: `98 - total(lists)` is "98 less all seats of party lists"."""
    constant = formula.constant
    if constant is not None:
        return formula.text
    return _phrase(formula.node, law)


def _phrase(node: ast.expr, law: Law, *, inner: bool = False) -> str:
    match node:
        case ast.Constant(value=value):
            return str(value)
        case ast.Name(id=name):
            return _table(name, law)
        case ast.Attribute() | ast.Subscript():
            return ast.unparse(node).replace("[", " of the ").replace("]", "")
        case ast.BinOp(left=ast.Constant(), op=ast.Div(), right=ast.Constant()):
            return ast.unparse(node).replace(" ", "")
        case ast.BinOp(left=left, op=op, right=right):
            text = f"{_phrase(left, law, inner=True)} {_OPERATORS[type(op)]} {_phrase(right, law, inner=True)}"
            return f"({text})" if inner else text
        case ast.UnaryOp(operand=operand):
            return f"minus {_phrase(operand, law, inner=True)}"
        case ast.BoolOp(values=values):
            return " and ".join(_phrase(value, law) for value in values)
        case ast.Compare(left=left, ops=ops, comparators=others):
            parts = [_phrase(left, law)]
            for comparison, other in zip(ops, others, strict=True):
                parts += [_OPERATORS[type(comparison)], _phrase(other, law)]
            return " ".join(parts)
        case ast.Call(func=ast.Name(id=function), args=args):
            return _call(function, args, law)
    return ast.unparse(node)


def _call(function: str, args: list[ast.expr], law: Law) -> str:
    words = [_phrase(arg, law) for arg in args]
    match function:
        case "total":
            return f"all {words[0].removeprefix('the ')}"
        case "sum":
            return f"{words[0]} of “{ast.unparse(args[1])}”"
        case "count":
            return f"the number of lists in “{ast.unparse(args[0])}”"
        case "most":
            return f"the largest of {words[0]}"
        case "known":
            return f"{words[0]} is known"
        case "max" | "min":
            return f"the {'largest' if function == 'max' else 'smallest'} of {' and '.join(words)}"
    direction = {"floor": "down", "ceil": "up", "round": "to the nearest"}[function]
    return f"{words[0]} rounded {direction}"


def _table(name: str, law: Law) -> str:
    for tier in law.tiers:
        if tier.tier == name:
            return f"the seats given to {tier.label}"
    if name in law.from_election:
        return law.from_election[name].means
    return _TABLES.get(name, name)
