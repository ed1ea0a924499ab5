"""Who may do what: a role for writing and one for reading and Kibana, each with an API key of no more rights."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from udklip.core.errors import UdklipError
from udklip.core.settings import Index as IndexSettings
from udklip.core.settings import Secrets
from udklip.indexer.elastic.index import ElasticIndex
from udklip.indexer.elastic.mapping import RULES
from udklip.indexer.elastic.server import connect, told

#: Making versions, pointing aliases and deleting what is pruned are all `manage`.
WRITING = ["read", "write", "manage"]
#: Counting, searching and the size on disk; nothing is changed by these.
READING = ["read", "view_index_metadata", "monitor"]

Role = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """An API key. `secret` is shown once, when it is made: None for one that was there."""

    name: str
    made: datetime
    secret: str | None


@dataclass(frozen=True, slots=True)
class SetUp:
    """What was put in: index templates, roles, and keys."""

    templates: tuple[str, ...]
    roles: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()


def set_up(settings: IndexSettings, secrets: Secrets, *, security: bool, renew: bool = False) -> SetUp:
    """Put in the index templates and the first version; with `security` roles and keys as well.

    A key that is there stays, since somebody uses it; with `renew` another is made, and those before end.

    Raises:
        IndexUnavailable: if the server does not answer, or does not allow it.
        SettingsError: if the settings name no server.
    """
    with connect(settings, secrets, as_administrator=True) as client:
        templates = tuple(ElasticIndex(client, settings).set_up())
        if not security:
            return SetUp(templates)
        with told(settings.url):
            roles = roles_of(settings.name)
            for name, role in roles.items():
                client.security.put_role(name=name, **role, metadata={"made_by": "udklip"})
            keys = tuple(_key(client, name, role, renew=renew) for name, role in roles.items())
    return SetUp(templates, tuple(roles), keys)


def kept(key: Key, file: Path) -> Key:
    """The key without its secret, which `file` has for its owner alone; the file of an earlier set-up stays.

    Raises:
        UdklipError: the key is there and its secret is not in `file`, or `file` cannot be written.
    """
    if key.secret is None and not file.is_file():
        raise UdklipError(f"API key {key.name} is there and {file} is not: --renew makes another and ends it")
    if key.secret is not None:
        try:
            file.unlink(missing_ok=True)
            file.touch(mode=0o600)
            file.write_text(key.secret, "utf-8")
        except OSError as error:
            what = f"{file}: the key cannot be kept there ({error.strerror})"
            raise UdklipError(f"{what}; --renew makes another") from error
    return replace(key, secret=None)


def roles_of(name: str) -> dict[str, Role]:
    """The two roles of the index called `name`. No role touches another's indexes, or the cluster."""
    indexes = [f"{name}-{rows}{end}" for rows in ("items", "appearances", "visits") for end in ("", "-v*")]
    # Kibana registers its own privileges under this name; `read` is to see and not to change, in every space.
    kibana = {"application": "kibana-.kibana", "privileges": ["read"], "resources": ["*"]}
    return {
        f"{name}-writing": {"indices": [{"names": indexes, "privileges": WRITING}]},
        f"{name}-reading": {
            "indices": [{"names": indexes, "privileges": READING}],
            "applications": [kibana],
        },
    }


def _key(client: Elasticsearch, name: str, role: Role, *, renew: bool) -> Key:
    there = client.security.get_api_key(name=name, active_only=True)["api_keys"]
    if there and not renew:
        return Key(name, datetime.fromtimestamp(there[0]["creation"] / 1000, UTC), None)
    made = client.security.create_api_key(
        name=name, role_descriptors={name: role}, metadata={"made_by": "udklip", "rules": RULES}
    )
    if there:
        client.security.invalidate_api_key(ids=[one["id"] for one in there])
    return Key(name, datetime.now(UTC), made["encoded"])
