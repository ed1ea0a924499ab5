"""`udklip kibana`: putting data views, saved searches and dashboards into Kibana."""

from pathlib import Path
from typing import Annotated

import typer

from udklip.core.errors import SettingsError
from udklip.core.settings import Engine, Kibana, Secrets
from udklip.desk.options import ConfigOption, JsonOption, settings_of
from udklip.desk.output import emit, plain
from udklip.indexer.kibana import ndjson, saved_objects
from udklip.indexer.kibana.objects import ObjectType

app = typer.Typer(
    help="Data views, saved searches and dashboards for Kibana.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("install")
def install(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Put them in, or anew in place of those of an earlier install; needs an administrator's password.

    The password is read from UDKLIP_ELASTICSEARCH_PASSWORD. What people made themselves in Kibana stays.
    """
    settings = settings_of(config)
    if settings.index.engine is not Engine.ELASTICSEARCH:
        raise SettingsError("index.engine: Kibana reads elasticsearch only, not the embedded index")
    # Only here: Elasticsearch's own connection takes a while to load.
    from udklip.indexer.kibana.importing import install as put_in  # noqa: PLC0415

    objects = saved_objects(settings.index.name)
    taken = put_in(objects, settings.kibana, Secrets.load())
    dashboards = [
        {
            "title": each.attributes["title"],
            "url": _address(settings.kibana, taken.ids.get(each.id, each.id)),
        }
        for each in objects
        if each.type is ObjectType.DASHBOARD
    ]
    if as_json:
        emit({"objects": taken.count, "space": settings.kibana.space, "dashboards": dashboards})
        return
    plain(f"Kibana took {taken.count} objects. The dashboards:")
    for each in dashboards:
        plain(f"    {each['title']}  {each['url']}")


@app.command("write")
def write(
    file: Annotated[Path, typer.Argument(help="For example udklip.ndjson.")],
    config: ConfigOption = None,
) -> None:
    """Write them to a file, to be imported by hand (Stack Management, Saved Objects, Import)."""
    text = ndjson(settings_of(config).index.name)
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written ({error.strerror})") from error
    plain(f"{file}: {len(text.splitlines())} objects")


def _address(kibana: Kibana, dashboard: str) -> str:
    space = f"/s/{kibana.space}" if kibana.space else ""
    return f"{kibana.url.rstrip('/')}{space}/app/dashboards#/view/{dashboard}"
