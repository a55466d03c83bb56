"""What does a web server call? `gunicorn vangnet.project.wsgi`."""

import logging
import os

from django.core.checks import Tags, run_checks
from django.core.wsgi import get_wsgi_application

os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.project.settings")

application = get_wsgi_application()

for _warning in run_checks(tags=[Tags.database], databases=["default"]):
    logging.getLogger("vangnet").warning(_warning.msg)
