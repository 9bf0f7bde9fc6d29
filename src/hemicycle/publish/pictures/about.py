"""What stands at the foot of a picture: whose votes, which law, what is assumed."""

from __future__ import annotations

from hemicycle.elections.archive import Election
from hemicycle.outcome.numbers import day
from hemicycle.publish.pictures.sheet import About
from hemicycle.publish.shown import Shown


def about_shown(shown: Shown, *assumed: str) -> About:
    """Say what a picture of an outcome's scenarios rests on."""
    votes = f"Votes: {shown.stage}. " if shown.stage else ""
    said = (*(f"Assumed: {each}" for each in assumed), f"{votes}Law: {shown.law.id}")
    return About(shown.title, shown.outcome.names, said)


def about_election(election: Election, *assumed: str) -> About:
    """Say what a picture of an election's final votes rests on."""
    stage = election.stage("final")
    when = f", {day(stage.on)}" if stage.on else ""
    said = (*(f"Assumed: {each}" for each in assumed), f"Votes: final ({stage.by}{when}). Law: {election.law.id}")
    return About(election.title, election.record.as_facts().names, said)
