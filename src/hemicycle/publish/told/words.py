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
