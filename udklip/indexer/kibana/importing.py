"""Puts saved objects in by Kibana's import API, and says in one line what it answered where it did not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from elastic_transport import (
    ConnectionTimeout,
    HttpHeaders,
    TlsError,
    TransportError,
    Urllib3HttpNode,
)
from elastic_transport.client_utils import basic_auth_to_header, url_to_node_config
from urllib3 import encode_multipart_formdata

from udklip.core.errors import KibanaFailed, SettingsError
from udklip.core.settings import Kibana, Secrets
from udklip.indexer.kibana.answers import Answer, Taken, read
from udklip.indexer.kibana.objects import SavedObject, as_lines

TIMEOUT = 60.0
_IMPORT = "/api/saved_objects/_import?overwrite=true"


def install(objects: Sequence[SavedObject], settings: Kibana, secrets: Secrets) -> Taken:
    """Put `objects` in; those of the same ids that are there are overwritten.

    Raises:
        KibanaFailed: if Kibana does not answer, does not allow it, or did not take them all.
        SettingsError: if the CA file is not there or the address is none.
    """
    file = as_lines(objects).encode()
    body, kind = encode_multipart_formdata({"file": ("udklip.ndjson", file, "application/ndjson")})
    headers = {"accept": "application/json", "content-type": kind, "kbn-xsrf": "udklip"} | _login(secrets)
    return read(_post(settings, body, headers), settings, objects, len(body))


def _post(settings: Kibana, body: bytes, headers: Mapping[str, str]) -> Answer:
    target = f"/s/{settings.space}{_IMPORT}" if settings.space else _IMPORT
    node = _node(settings)
    try:
        meta, said = node.perform_request("POST", target, body=body, headers=HttpHeaders(headers))
    except TransportError as error:
        raise KibanaFailed(f"Kibana at {settings.url} {_not_reached(error)}") from error
    finally:
        node.close()
    kind = meta.headers.get("content-type") or "no content type"
    return Answer(meta.status, _object(said), kind, meta.headers.get("location"))


def _node(settings: Kibana) -> Urllib3HttpNode:
    """One connection, with the same trust as the index's; an address of its own path is kept."""
    if settings.ca_file is not None and not settings.ca_file.is_file():
        raise SettingsError(f"kibana.ca_file: {settings.ca_file} is not there")
    trust: dict[str, Any] = {}
    if settings.ca_fingerprint:
        trust = {"ssl_assert_fingerprint": settings.ca_fingerprint}
    elif settings.ca_file:
        trust = {"ca_certs": str(settings.ca_file)}
    try:
        config = url_to_node_config(settings.url.rstrip("/"), use_default_ports_for_scheme=True)
        return Urllib3HttpNode(replace(config, request_timeout=TIMEOUT, **trust))
    except ValueError as error:
        raise SettingsError(f"kibana.url: {settings.url} is no address of a server: {error}") from error


def _login(secrets: Secrets) -> dict[str, str]:
    """As an administrator: the password before the key, whose roles do not write in Kibana."""
    if secrets.elasticsearch_password:
        password = secrets.elasticsearch_password.get_secret_value()
        return {"authorization": basic_auth_to_header((secrets.elasticsearch_user, password))}
    if secrets.elasticsearch_api_key:
        return {"authorization": f"ApiKey {secrets.elasticsearch_api_key.get_secret_value()}"}
    return {}


def _not_reached(error: TransportError) -> str:
    what = str(error.message).splitlines()[0]
    if isinstance(error, TlsError):
        hint = "set kibana.ca_file or kibana.ca_fingerprint to what its certificate is signed by"
        return f"is not trusted ({what}); {hint}"
    if isinstance(error, ConnectionTimeout):
        return f"did not answer within {TIMEOUT:.0f} seconds; look at its log, then try again"
    return f"does not answer ({what}); start it, or mend kibana.url in the settings"


def _object(body: bytes) -> dict[str, Any] | None:
    """The JSON object that an answer is, if it is one."""
    try:
        said = json.loads(body)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None
