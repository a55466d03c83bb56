"""What does the installed command `vangnet` do? Every command of Django and of our apps lives under it."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command; `import-residents` and `import_residents` are the same."""
    os.umask(0o077)  # files that are made, lists of doors among them, are for who made them
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.project.settings")
    program, *words = sys.argv
    if words and not words[0].startswith("-"):
        words[0] = words[0].replace("-", "_")
    try:
        execute_from_command_line([program, *words])
    except BrokenPipeError:  # as in `vangnet signals --json | head`: who listened has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
