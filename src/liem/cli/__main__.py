"""`python -m liem.cli`."""

import sys

from liem.cli.program import main

sys.exit(main())
