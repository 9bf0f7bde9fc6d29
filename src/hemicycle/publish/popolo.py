"""A chamber as Popolo JSON: persons, organizations, posts, memberships, areas (popoloproject.com, 2013)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hemicycle.chamber.chamber import Chamber
from hemicycle.chamber.term import Holder, Place
from hemicycle.count.votes import WHOLE
from hemicycle.source.words import slug

_GENDERS = {"f": "female", "m": "male", "x": "other"}


def as_popolo(chamber: Chamber) -> dict[str, Any]:
    """Write a chamber as one Popolo document.

    Every seat is a post. Everybody who held it by name has a membership in the chamber on behalf of the
    party, with its first and last day; a member whom the figures don't name leaves a post without one.
    """
    house = chamber.law.partition("@")[0]
    persons: dict[int | str, dict[str, Any]] = {}
    memberships: list[dict[str, Any]] = []
    person_id = _ids()
    posts = []
    for place in chamber.places:
        post = _post(place, house)
        posts.append(post)
        for holder in place.holders:
            if holder.name is None:
                continue
            key: int | str = id(holder.candidate) if holder.candidate else holder.name
            if key not in persons:
                persons[key] = _person(holder, person_id(holder.name))
            memberships.append(_membership(holder, place, house, persons[key]["id"], post["id"]))
    parties = dict.fromkeys(place.party for place in chamber.places)
    return {
        "persons": list(persons.values()),
        "organizations": [
            {"id": house, "name": chamber.house, "classification": "legislature"},
            *({"id": party, "name": chamber.names.get(party, party), "classification": "party"} for party in parties),
        ],
        "areas": [
            {"id": slug(district), "name": district, "classification": "district"}
            for district in dict.fromkeys(place.district for place in chamber.places)
            if district != WHOLE
        ],
        "posts": posts,
        "memberships": memberships,
    }


def _ids() -> Callable[[str], str]:
    """Make ids of names; namesakes get a number."""
    given: dict[str, int] = {}

    def make(name: str) -> str:
        base = slug(name)
        given[base] = given.get(base, 0) + 1
        return base if given[base] == 1 else f"{base}-{given[base]}"

    return make


def _person(holder: Holder, ident: str) -> dict[str, Any]:
    person: dict[str, Any] = {"id": ident, "name": holder.name}
    if holder.candidate and holder.candidate.born:
        person["birth_date"] = holder.candidate.born.isoformat()
    if holder.candidate and holder.candidate.died:
        person["death_date"] = holder.candidate.died.isoformat()
    if holder.candidate and holder.candidate.gender:
        person["gender"] = _GENDERS[holder.candidate.gender]
    return person


def _post(place: Place, house: str) -> dict[str, Any]:
    where = [part for part in (place.tier, "" if place.district == WHOLE else place.district, place.party) if part]
    post: dict[str, Any] = {
        "id": f"{house}/{'/'.join(map(slug, where))}/{place.number}",
        "label": f"seat {place.number} of {place.party}",
        "role": "member",
        "organization_id": house,
    }
    if place.district != WHOLE:
        post["area_id"] = slug(place.district)
    return post


def _membership(holder: Holder, place: Place, house: str, person: str, post: str) -> dict[str, Any]:
    membership: dict[str, Any] = {
        "id": f"{person}/{post}",
        "role": "member",
        "person_id": person,
        "organization_id": house,
        "post_id": post,
        "start_date": holder.since.isoformat(),
    }
    if holder.party:
        membership["on_behalf_of_id"] = place.party
    if holder.until:
        membership["end_date"] = holder.until.isoformat()
    if place.district != WHOLE:
        membership["area_id"] = slug(place.district)
    return membership
