"""The two ways in which the test server can fail to be there; each has its exit code."""


class ServerFailure(Exception):
    """Something went wrong that its message explains."""

    exit_code = 1


class MissingTool(ServerFailure):
    """A program that must be installed is not there; the message says the command that mends it."""

    exit_code = 3
