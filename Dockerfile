# Udklip as a container; docs/containers.md tells how. Its lines are run by tests/containers in a bare folder.
FROM python:3.11-slim-bookworm AS built
ENV UV_COMPILE_BYTECODE=1
WORKDIR /srv/udklip
COPY requirements/uv.txt requirements/run.txt requirements/
RUN python -m venv .venv
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
RUN .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY udklip udklip
RUN .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
WORKDIR /srv/udklip
COPY tools/setup/debian.sh tools/setup/
# CI: what cannot be installed fails here, instead of being said and passed over. The package lists stay outside.
RUN --mount=type=cache,target=/var/lib/apt/lists CI=true bash tools/setup/debian.sh
COPY --from=built /srv/udklip/.venv .venv
# Whoever is in group 0, as the user below is, may write here and nowhere else.
RUN mkdir --mode=2770 var inbox secrets
ENV PATH=/srv/udklip/.venv/bin:$PATH HOME=/srv/udklip/var PYTHONUNBUFFERED=1 UDKLIP_SECRETS_DIR=/srv/udklip/secrets
USER 10001:0
CMD ["udklip", "schedule"]
