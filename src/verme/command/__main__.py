"""`python -m verme.command` is `verme`."""

import sys

from verme.command import main

sys.exit(main())
