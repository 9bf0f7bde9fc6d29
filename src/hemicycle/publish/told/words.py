"""Words of closed sets, in a language: stages of a result, what came of a count."""

from __future__ import annotations

from hemicycle.outcome.tongue import Tongue


def stage_told(stage: str, tongue: Tongue) -> str:
    """Say what results a stage has: preliminary, final; an exit poll by whichever institute."""
    match stage:
        case "final":
            return tongue.say("final results")
        case "preliminary":
            return tongue.say("preliminary results")
        case "first-report":
            return tongue.say("first report")
        case "partial":
            return tongue.say("partial count")
        case _ if stage.startswith("exit-poll"):
            return tongue.say("exit poll")
    return stage.replace("-", " ")


def status_told(status: str, tongue: Tongue) -> str:
    """Say what came of a count: decided, lots needed, or undetermined by law."""
    match status:
        case "decided":
            return tongue.say("decided")
        case "lots needed":
            return tongue.say("lots needed")
    return tongue.say("undetermined by law")
