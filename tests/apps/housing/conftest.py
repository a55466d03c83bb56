"""Which day is it in the stories of this folder?"""

from tests.apps.cases.conftest import the_day

__all__ = ["the_day"]
