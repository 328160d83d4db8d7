"""`python -m jxkit` is the command `jxkit`."""

from jxkit.cli import main

main()
