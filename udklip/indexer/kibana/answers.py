"""What Kibana's import API answers: what it took in, or in one line why not and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from udklip.core.errors import KibanaFailed
from udklip.core.settings import Kibana
from udklip.indexer.kibana.objects import SavedObject

Json = Mapping[str, Any]

#: Reasons told of one import; the others are counted.
TOLD = 3

_NEWER = "more recent version"
_VERSION = "it takes 8.19 or later"
_TOLD_BY_STATUS = {
    401: "does not know us; set UDKLIP_ELASTICSEARCH_PASSWORD (and UDKLIP_ELASTICSEARCH_USER) to those of somebody"
    " who may manage saved objects",
    403: "does not allow it: {message}; it takes the right to manage saved objects in this space",
    413: "takes no file of {size} bytes; raise savedObjects.maxImportPayloadBytes, or what a proxy before it lets"
    " through",
    503: "is not ready; wait until its page opens, then try again",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; `said` is its JSON object, None where it holds none."""

    status: int
    said: Json | None
    content_type: str
    location: str | None = None

    @property
    def message(self) -> str:
        """What it says of itself, on one line."""
        return " ".join(str((self.said or {}).get("message") or "it does not say why").split())[:300]


@dataclass(frozen=True, slots=True)
class Taken:
    """What Kibana took in: how many objects, and by which ids where it gave them others (in another space)."""

    count: int
    ids: Mapping[str, str] = field(default_factory=dict)


def read(answer: Answer, settings: Kibana, objects: Sequence[SavedObject], size: int) -> Taken:
    """What was taken of `objects`, which were sent in `size` bytes.

    Raises:
        KibanaFailed: anything but all.
    """
    if complaint := _refused(answer, settings, size):
        raise KibanaFailed(f"Kibana at {settings.url} {complaint}")
    said = answer.said or {}
    count = int(said.get("successCount", 0))
    errors = [error for error in said.get("errors", ()) if isinstance(error, dict)]
    if errors or not said.get("success") or count != len(objects):
        told = "; ".join(_told(errors)) or "it does not say why"
        raise KibanaFailed(f"Kibana at {settings.url} took {count} of {len(objects)} objects: {told}")
    results = [each for each in said.get("successResults", ()) if isinstance(each, dict)]
    return Taken(count, {str(each["id"]): str(each.get("destinationId", each["id"])) for each in results})


def _refused(answer: Answer, settings: Kibana, size: int) -> str | None:
    """What is wrong with an answer as a whole, and what to do."""
    if told := _TOLD_BY_STATUS.get(answer.status):
        return told.format(message=answer.message, size=size)
    if answer.status == 404:
        return _not_there(settings)
    if answer.location is not None:
        return f"sends us on to {answer.location}: a login page or a proxy is before it; mend kibana.url"
    if answer.said is None:
        what = f"answers {answer.status} with {answer.content_type}, not JSON"
        return f"{what}: it is not Kibana, or a proxy is before it; mend kibana.url"
    if _NEWER in answer.message:
        return f"is too old: {answer.message}; {_VERSION}"
    return None if answer.status == 200 else f"answers {answer.status}: {answer.message}"


def _not_there(settings: Kibana) -> str:
    if settings.space:
        return f"has no space {settings.space!r}; make it there, or mend kibana.space in the settings"
    return "has no import at this address; mend kibana.url in the settings (with its server.basePath, if it has one)"


def _told(errors: Sequence[Json]) -> Iterator[str]:
    for error in errors[:TOLD]:
        name = error.get("title") or (error.get("meta") or {}).get("title") or error.get("id")
        yield f"{error.get('type')} {name!r}: {_why(error.get('error') or {})}"
    if len(errors) > TOLD:
        yield f"and {len(errors) - TOLD} more"


def _why(error: Json) -> str:
    match error.get("type"):
        case "conflict" | "ambiguous_conflict":
            return "there is another by this id; delete it in Kibana"
        case "missing_references":
            needed = (f"{each.get('type')} {each.get('id')}" for each in error.get("references", ()))
            return f"it needs what is not there ({', '.join(dict.fromkeys(needed))})"
        case "unsupported_type":
            return f"this Kibana knows no objects of its type; {_VERSION}"
    said = " ".join(str(error.get("message") or "it does not say why").split())
    return f"{said}; {_VERSION}" if _NEWER in said else said
