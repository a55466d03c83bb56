"""Which household is there to try an agreement on?"""

from tests.apps.cases.conftest import case, household, tenant, the_day

__all__ = ["case", "household", "tenant", "the_day"]
