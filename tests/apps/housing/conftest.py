"""Which household and which people do the stories of the board begin with?"""

from tests.apps.cases.conftest import case, household, tenant, the_day

__all__ = ["case", "household", "tenant", "the_day"]
