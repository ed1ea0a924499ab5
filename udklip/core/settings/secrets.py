"""Secrets: from the environment or from files, and nowhere else."""

import os
from typing import Self

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Secrets(BaseSettings):
    """Secrets come from the environment (UDKLIP_…) or from files in UDKLIP_SECRETS_DIR, never from TOML."""

    model_config = SettingsConfigDict(env_prefix="UDKLIP_")

    elasticsearch_api_key: SecretStr | None = None
    elasticsearch_user: str = "elastic"
    elasticsearch_password: SecretStr | None = None
    proxy_user: str | None = None
    proxy_password: SecretStr | None = None
    mail_user: str | None = None
    mail_password: SecretStr | None = None
    signing_key: SecretStr | None = None

    @classmethod
    def load(cls) -> Self:
        """Read them from the environment and, where named, the secret files."""
        return cls(_secrets_dir=os.environ.get("UDKLIP_SECRETS_DIR"))
