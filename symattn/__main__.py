"""python -m symattn: the command line."""

from symattn.cli.main import main

main(prog_name="symattn")
