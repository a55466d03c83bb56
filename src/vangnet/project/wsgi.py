"""What does a web server call? `gunicorn vangnet.project.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.project.settings")

application = get_wsgi_application()
