"""The connection to an Elasticsearch server, and its failures in one line each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    TransportError,
)

from udklip.core.errors import IndexUnavailable, SettingsError
from udklip.core.settings import Index as IndexSettings
from udklip.core.settings import Secrets

TIMEOUT = 30.0
USER = "elastic"


def connect(settings: IndexSettings, secrets: Secrets) -> Elasticsearch:
    """A client for the settings' server. Nothing is sent yet.

    Raises:
        SettingsError: if the CA file is not there or the address is none.
    """
    if settings.ca_file is not None and not settings.ca_file.is_file():
        raise SettingsError(f"index.ca_file: {settings.ca_file} is not there")
    try:
        return Elasticsearch(settings.url, request_timeout=TIMEOUT, **_trust(settings), **_login(secrets))
    except ValueError as error:
        raise SettingsError(f"index.url: {settings.url} is no address of a server: {error}") from error


@contextmanager
def told(url: str) -> Iterator[None]:
    """Turn what the client raises into IndexUnavailable with one line."""
    try:
        yield
    except AuthenticationException as error:
        hint = "set UDKLIP_ELASTICSEARCH_API_KEY or UDKLIP_ELASTICSEARCH_PASSWORD"
        raise IndexUnavailable(f"Elasticsearch at {url} does not know us; {hint}") from error
    except AuthorizationException as error:
        raise IndexUnavailable(f"Elasticsearch at {url} does not allow it: {_reason(error)}") from error
    except ApiError as error:
        raise IndexUnavailable(
            f"Elasticsearch at {url} answers {error.status_code}: {_reason(error)}"
        ) from error
    except TransportError as error:
        what = str(error.message).splitlines()[0]
        raise IndexUnavailable(
            f"Elasticsearch at {url} does not answer ({what}); start it, or mend index.url in the settings"
        ) from error


def _trust(settings: IndexSettings) -> dict[str, Any]:
    return {"ca_certs": str(settings.ca_file)} if settings.ca_file else {}


def _login(secrets: Secrets) -> dict[str, Any]:
    if secrets.elasticsearch_api_key:
        return {"api_key": secrets.elasticsearch_api_key.get_secret_value()}
    if secrets.elasticsearch_password:
        return {"basic_auth": (USER, secrets.elasticsearch_password.get_secret_value())}
    return {}


def _reason(error: ApiError) -> str:
    said = error.body.get("error") if isinstance(error.body, dict) else None
    reason = said.get("reason") if isinstance(said, dict) else said
    return str(reason or error.message).splitlines()[0][:300]
