"""What the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verme.settings")

application = get_wsgi_application()

from verme.demo import time  # noqa: E402 - the rooms exist only now

time.follow()
