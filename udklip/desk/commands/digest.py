"""placeholder"""

NAME = "digest"


def command() -> None:
    """X"""
