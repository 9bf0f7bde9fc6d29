"""A law in plain words, clause by clause, each with its articles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from hemicycle.law.contradictions import OF_TIES
from hemicycle.law.document import AtLeast, Law, Step
from hemicycle.law.formula import Formula
from hemicycle.law.methods import QUOTAS, ROUNDED, method_told
from hemicycle.law.names import LOT, made_by
from hemicycle.law.steps import (
    NAMES,
    Admit,
    Allot,
    ByQuota,
    Compute,
    Condition,
    Enlarge,
    GiveBack,
    Level,
    Method,
    OfKind,
    PlaceSeats,
    Selector,
    SetAside,
    Transfer,
)
from hemicycle.source.words import capital, plural, several

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
_SHORT = 40  # what a number means is said in place up to here; a longer one is named
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
    yield Clause("The chamber", f"{law.chamber}: {seats_told(law)}.")
    yield from (
        Clause(
            "Taken from the election",
            f"{capital(taken.means)}" + (f" (“{name}”)." if len(taken.means) > _SHORT else "."),
            taken.cites,
        )
        for name, taken in law.from_election.items()
    )
    yield from (
        Clause("The ballot", f"The mark “{row}” is no list: it counts as a valid vote and wins {kind}.")
        for row, kind in law.rows.items()
    )
    for tier in law.tiers:
        section = capital(tier.label) + (f": {plural(tier.seats, 'seat')}" if isinstance(tier.seats, int) else "")
        for number, step in enumerate(tier.steps, 1):
            yield Clause(section, " ".join(_sentences(law, step)), step.cites, number)
    yield from (Clause("Who sits", f"{capital(rule.rule)}: {rule.says}.", rule.cites) for rule in law.members)
    for question in law.open_questions:
        says = f"{capital(question.asks)}: the law is {question.law}. Here: {question.we}."
        yield Clause("Open questions", says, question.cites)


def seats_in_short(law: Law) -> str:
    """Write the size of the chamber for a table: 350, 598 or more, varies."""
    match law.seats:
        case int() as seats:
            return f"{seats:,}"
        case AtLeast(at_least=seats):
            return f"{seats:,} or more"
    return "varies"


def seats_told(law: Law) -> str:
    """Tell how large the chamber is: 350 seats, at least 598 seats, or that the election says."""
    match law.seats:
        case int() as seats:
            return plural(seats, "seat")
        case AtLeast(at_least=seats):
            return f"at least {plural(seats, 'seat')}; it may grow"
        case formula:
            return f"as many seats as {phrase(formula, law)}"


def _sentences(law: Law, step: Step) -> Iterator[str]:
    """Tell one step: what it does, when it applies, how ties end, and the document's note."""
    before = f"{step.applies}: " if step.applies else ""
    if step.when is not None and not step.applies:
        before = f"if {phrase(step.when, law)}: "
    match step.action:
        case Admit() as action:
            yield capital(before + _admit(law, step, action))
            if action.largest is not None:
                yield ties_told(law, action.ties)
        case Compute() as action:
            yield capital(before + _compute(law, step, action))
        case Allot() as action:
            yield capital(before + _allot(law, action))
            if action.method is not None and not _gives_remainders_away(action.method):
                yield ties_told(law, action.ties)
        case Level() as action:
            yield capital(before + _level(law, action))
            yield ties_told(law, action.ties)
        case PlaceSeats() as action:
            yield capital(before + _place(law, action))
            yield ties_told(law, action.ties)
        case Transfer() as action:
            yield capital(before + _transfer(law, action))
    if step.note:
        yield f"({capital(step.note)}.)"


def _gives_remainders_away(method: object) -> bool:
    """Tell whether whole quotas alone decide, so that no two lists compete for a seat."""
    return isinstance(method, ByQuota) and method.remainders == "none"


def _admit(law: Law, step: Step, action: Admit) -> str:
    where = _where(law, action)
    conditions = [condition_told(law, action)] if action.tests else []
    if action.alternatives:
        conditions.append(", or ".join(condition_told(law, each) for each in action.alternatives))
    who = _who(action.who, action.besides, _takers(action.ballot))
    called = f"(“{made_by(step)}”)"
    if action.largest is not None:
        many = phrase(action.largest, law)
        some = f"the {'one' if many == '1' else many} with most votes"
        having = f" that have {' and '.join(conditions)}" if conditions else ""
        return f"of {who}{having}, {some} {'is' if many == '1' else 'are'} admitted{where} {called}."
    if conditions:
        word = "threshold: " if _has_share(action) else ""
        return f"{word}{who} that have {' and '.join(conditions)} are admitted{where} {called}."
    return f"{who} are admitted{where} {called}."


def _has_share(action: Admit) -> bool:
    return any(each.votes is not None or each.above is not None for each in (action, *action.alternatives))


def condition_told(law: Law, condition: Condition) -> str:
    """Tell what a list has to meet: at least 5 % of the valid votes; a seat of the constituencies."""
    parts = []
    if condition.kind is not None:
        parts.append(f"the kind “{condition.kind}”")
    if condition.members is not None:
        members = condition.members
        parts.append(f"{members.rstrip('+')}{' or more' if members.endswith('+') else ''} member parties")
    base = phrase(condition.of, law) if condition.of else "the valid votes"
    whose = "the votes of its alliance being " if condition.votes_of == "alliance" else ""
    if condition.votes is not None:
        parts.append(f"{whose}at least {_share_of(condition.votes, base)}{_scope(condition)}")
    if condition.above is not None:
        parts.append(f"{whose}more than {_share_of(condition.above, base)}{_scope(condition)}")
    if condition.seats is not None:
        tier = next((each.label for each in law.tiers if each.tier == condition.tier), f"“{condition.tier}”")
        parts.append(f"{plural(condition.seats, 'seat')} of {tier}")
    return " and ".join(parts)


def _scope(condition: Condition) -> str:
    match condition.within:
        case None:
            return ""
        case str() as level:
            return " in the whole country" if level == "nation" else f" in the {level}"
        case places:
            ((level, count),) = places.items()
            return f" in {count} {level if count == 1 else several(level)} at least"


def _compute(law: Law, step: Step, action: Compute) -> str:
    what = f"“{step.into}” is" if step.into else "the seats are"
    for name in action.formula.names:
        if name.name in law.from_election:
            return f"{what} taken from the election: {law.from_election[name.name].means}."
    return f"{what} {phrase(action.formula, law)}, for each {action.each}{_where(law, action)}."


def _allot(law: Law, action: Allot) -> str:
    who = _who(action.who or "admitted", action.besides, _takers(*(name.name for name in action.by.names)))
    seats = _seats(law, action.seats)
    goes = "goes" if seats == "1 seat" else "go"
    where = _where(law, action)
    by = phrase(action.by, law)
    if action.source == "alliance":
        text = f"the seats of each alliance are divided among those of {who} in it{where}"
    elif action.to == "alliance":
        text = f"{seats} are divided among {who}{where}, those of an alliance counting as one"
    elif action.to != "list":
        text = f"{seats} are divided among the {several(action.to)}{where}"
    elif action.method is None:
        return f"{seats} {goes} to {who}{where}."
    elif action.method == "most votes":
        how = "the most" if seats == "1 seat" else "most"
        return f"{seats} {goes}{where} to whoever of {who} has {how} of {by} (plurality){_limits(law, action)}."
    else:
        text = f"{seats} are divided among {who}{where}"
    if action.method is not None:
        text += f": {_how(law, action.method, by)}"
    if action.after is not None:
        text += f"; the divisors go on behind {phrase(action.after, law)}"
    return f"{text}{_limits(law, action)}."


def _seats(law: Law, formula: Formula) -> str:
    seats = phrase(formula, law)
    return f"{seats} seat{'' if seats == '1' else 's'}" if seats.isdigit() else f"as many seats as {seats}"


def _limits(law: Law, action: Allot | Level | PlaceSeats) -> str:
    text = ""
    if action.at_least is not None:
        text += f"; nobody gets fewer than {phrase(action.at_least, law)}"
    if action.at_most is not None:
        most = "it has names" if action.at_most.text == NAMES else phrase(action.at_most, law)
        text += f"; nobody gets more than {most}"
    return text


def _how(law: Law, method: Method, by: str) -> str:
    """Tell a method as a clause: by whole quotas and remainders, or by the highest quotients."""
    if method == "hare":
        return (
            f"by the Hare quota, which is {by} of those who take part divided by the seats; "
            "the seats left over go to the largest remainders"
        )
    if not isinstance(method, ByQuota):
        return f"by {method_told(method)}, the highest quotients of {by}"
    quota = f"the {QUOTAS[method.quota]}" if isinstance(method.quota, str) else phrase(method.quota, law)
    rounded = "" if method.rounded == "none" else f", rounded {ROUNDED[method.rounded]}"
    rest = {
        "largest": "the seats left over go to the largest remainders",
        "averages": "the seats left over go one by one to the largest average, of D'Hondt's divisors continued",
        "none": "remainders give no seat",
    }[method.remainders]
    return f"one seat for every whole quota in {by}, the quota being {quota}{rounded}; {rest}"


def _level(law: Law, action: Level) -> str:
    who = _who(action.who or "admitted", action.besides, "lists")
    text = (
        f"levelling: {_seats(law, action.seats)}, less the seats of those who don't take part, are shared out "
        f"among {who}{_where(law, action)} as if nothing were held: "
        f"{_how(law, action.method, phrase(action.by, law))}; every list is still owed what it holds fewer"
    )
    if action.at_least is not None:
        text += f"; it must have at least {phrase(action.at_least, law)}"
    if action.at_most is not None:
        text += f"; nobody gets more than {phrase(action.at_most, law)}"
    return f"{text}; {over_told(law, action.over)}."


def over_told(law: Law, over: str | SetAside | Enlarge | GiveBack) -> str:
    """Tell what happens when a list holds more than it is entitled to (overhang)."""
    match over:
        case "keep":
            return "a list that holds more (overhang) keeps it, and the chamber grows"
        case "enlarge":
            return "for a list that holds more (overhang) the chamber grows until its share covers it"
        case Enlarge(enlarge=most):
            return f"the chamber grows until no more than {most} surplus seats (overhang) are left"
        case SetAside(set_aside="as many or more"):
            return "once a list holds more (overhang), all that hold as many or more keep it and leave the count"
        case GiveBack(give_back=tier, where=where):
            label = next((each.label for each in law.tiers if each.tier == tier), tier)
            only = f", only where {phrase(where, law)}" if where else ""
            return f"a list that holds more gives back the seats of {label} won on its lowest quotients{only}"
    return "a list that holds more (overhang) keeps it and leaves the count, and the others share the rest"


def _place(law: Law, action: PlaceSeats) -> str:
    seats = next((f"the seats of {tier.label}" for tier in law.tiers if tier.tier == action.seats), f"“{action.seats}”")
    how = f"{placing_told(action, law)}{_limits(law, action)}"
    return f"{seats} are placed in the {several(action.at)}{_by_whom(action)}: {how}."


def _by_whom(action: PlaceSeats) -> str:
    if action.method == "biproportional":
        return ", so that every list has its seats and every unit is full"
    if action.turns is not None:
        return f", the lists choosing in the order in which “{action.turns}” gave its seats"
    return ", all lists in one sequence while there is room" if action.room is not None else ", each list by itself"


def placing_told(action: PlaceSeats, law: Law | None = None) -> str:
    """Tell how seats are placed."""
    by = phrase(action.by, law) if law else str(action.by)
    text = f"by {method_told(action.method)}" if law else method_told(action.method)
    text += f", going by {by}" if by not in ("the votes", "votes") else ""
    if action.room is not None and law:
        text += f"; room: {phrase(action.room, law)}"
    if action.after is not None and law:
        text += f"; behind {phrase(action.after, law)}"
    return text


def _transfer(law: Law, action: Transfer) -> str:
    moved = {
        "gregory-inclusive": "surpluses move on all papers of the elected, each at surplus by papers",
        "gregory-weighted": "surpluses move on all papers of the elected, each at its own value in proportion",
        "gregory-last": "surpluses move on the papers of the last transfer",
        "none": "no surplus moves",
    }[action.surplus]
    cut = {"none": "nothing is rounded", "whole votes": "each transfer is cut to whole votes"}.get(
        str(action.rounding), f"values are cut to {action.rounding} decimals"
    )
    return (
        f"single transferable vote in each {action.at}: {_seats(law, action.seats)}, "
        f"the {action.quota} quota; {moved}; {cut}; without a surplus the candidate with the fewest votes is excluded."
    )


def ties_told(law: Law, rules: tuple[Formula, ...]) -> str:
    """Tell how ties end."""
    if not rules:
        unread = any(each.law == "not read" and OF_TIES.search(each.asks) for each in law.open_questions)
        return "The rule for ties here was not read." if unread else "The law has no rule for ties here."
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


def _where(law: Law, action: Admit | Compute | Allot | Level) -> str:
    only = f" where {phrase(action.where, law)}" if action.where else ""
    return only if action.at == "nation" else f" in each {action.at}{only}"


def _share_of(share: Formula, base: str) -> str:
    return base if share.constant == 1 else f"{_share(share)} {'of ' if '%' in share.text else ''}{base}"


def _share(formula: Formula) -> str:
    text = formula.text.strip()
    return text.replace("%", " %").replace("  ", " ") if "%" in text else f"{text} times"


def phrase(formula: Formula, law: Law) -> str:
    """Write a formula in words: `98 - total(lists)` is "98 less all seats of party lists"."""
    constant = formula.constant
    if constant is not None:
        return formula.text
    if formula.text in law.from_election:
        return law.from_election[formula.text].means
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
        case ast.BoolOp(op=op, values=values):
            word = " and " if isinstance(op, ast.And) else " or "
            return word.join(_phrase(value, law) for value in values)
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


def _made(law: Law) -> set[str]:
    """Name the tables and sets that steps make."""
    return {step.into for tier in law.tiers for step in tier.steps if step.into is not None}


def _table(name: str, law: Law) -> str:
    for tier in law.tiers:
        if tier.tier == name:
            return f"the seats given to {tier.label}"
    if name in law.from_election:
        means = law.from_election[name].means
        return means if len(means) <= _SHORT else f"“{name}”"
    return _TABLES.get(name, f"“{name}”" if name in _made(law) else name)
