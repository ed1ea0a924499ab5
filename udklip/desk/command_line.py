"""The command line: data on standard output, talk on standard error, one line for what went wrong."""

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperGroup

from udklip.core.errors import QueryError, UdklipError
from udklip.desk.output import say

# Each name is a module of `udklip.desk.commands` with an `app`; it is loaded when it is asked for, because
# spaCy and Scrapy take seconds to load and a search needs neither.
COMMANDS = {
    "init": "Write a commented settings file with one example source.",
    "run": "Collect what is new, read and analyse it, group it into stories and index it.",
    "import": "Take pages out of WARC files in, CC-NEWS among them.",
    "search": "Search the coverage.",
    "why": "Tell what became of an address.",
    "missed": "Tell of coverage seen elsewhere: was it here, and which step lost it?",
    "sources": "How the sources stand, trying their ways in, and finding those of a new one.",
    "rights": "Show what a source's sites ask of us and reserve.",
    "stories": "List which items are the same story.",
    "digest": "Write the overview of a day.",
    "recipient": "Who gets overviews and alerts: the people of each group.",
    "mail": "Try the mail server; see what waits or was not sent.",
    "watch": "Saved searches whose new hits are told: add, list, test, remove.",
    "report": "Write the report of a week, a month or any days.",
    "desk": "Serve the page of the communications team.",
    "user": "Who may log in at the desk.",
    "read": "Read files and print what they say of themselves.",
    "analyse": "Find names, quotes, amounts and contacts in files.",
    "schedule": "Do everything on time: the service, its jobs, and asking for one.",
    "status": "At a glance: what ran, what is late and what is broken.",
    "index": "The state of the index, and building it anew.",
    "kibana": "Put data views, saved searches and dashboards into Kibana.",
    "erase": "Erase a person, a page or a source everywhere.",
    "export-person": "Give what is held on a person.",
    "backup": "Copy everything that is kept, while the service runs.",
    "restore": "Bring a backup back.",
    "doctor": "Look at every part, and say what mends it.",
}


class Commands(TyperGroup):
    """Loads a command's module when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Load one."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        module: Any = import_module(f"udklip.desk.commands.{name}")
        command: Any = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List them without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    name="udklip",
    cls=Commands,
    help="Press and news monitoring: collects, reads, understands and searches the coverage.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _root() -> None:
    """Press and news monitoring: collects, reads, understands and searches the coverage."""


def main() -> None:
    """Run the command line; errors of ours end it with one line and their exit code."""
    try:
        app()
    except QueryError as error:
        say(f"udklip: {error}")
        say(f"  {error.query}")
        say("  " + " " * error.position + "^")
        if error.proposal:
            say(f"did you mean: {error.proposal}")
        sys.exit(error.exit_code)
    except UdklipError as error:
        say(f"udklip: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        say("udklip: stopped; the next run goes on from there")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
