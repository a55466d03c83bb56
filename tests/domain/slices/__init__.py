"""Which parts is the sieve walked in? One module for each phase of a household's story.

Every fact of the domain happens in at least one of them; ``asks`` says what each of them asks for.
"""

from tests.domain.slices.causes import CLOSURE, END_OF_STAY, FORCED_SALE, LISTED, NUISANCE, TENANT_DIED, UNANSWERED
from tests.domain.slices.court import (
    CONDITIONAL_EVICTION,
    CONDITIONS,
    COURT_DAY,
    GAPS,
    GONE_FROM_COURT,
    HEARING_HELP,
    MONEY_ONLY,
    MORATORIUM,
    REMEDY,
    SUMMONS,
    SUSPENDED,
    TERM_TO_PAY,
    TITLE,
    TWO_WORDS,
)
from tests.domain.slices.file import AFTERCARE, TWO_DANGERS, TWO_DEBTS, TWO_FILES, TWO_MATTERS
from tests.domain.slices.help import (
    ARRANGEMENT,
    FORCED,
    HELP,
    OFFERS,
    OUTREACH,
    PROPOSED,
    REFERRED,
    SEEKING,
    SETTLING,
    SUPPLY,
    UNTOLD,
    WAITING,
)
from tests.domain.slices.home import (
    ADMINISTRATION,
    DEFAULT_THEN_EVICTION,
    EVICTIONS,
    HOME_AGAIN,
    LACKING,
    LAST_RESORT,
    LEFT_BEHIND,
    LOST,
    MORTGAGE,
    NOBODY_KNOWN,
    PRESSURE,
    REHOUSING,
    THREAT,
)
from tests.domain.slices.report import CRISIS, DISPUTED, GONE, REPORT, RESIDENCY, UNREPORTED
from tests.domain.slices.rights import OBJECTION, REQUESTS
from tests.domain.slices.told import ahead, fact, judged, signal

SLICES = (
    REPORT, CRISIS, RESIDENCY, UNREPORTED, DISPUTED, GONE,
    OUTREACH, SEEKING, HELP, REFERRED, WAITING, ARRANGEMENT, PROPOSED, OFFERS, SETTLING, FORCED, UNTOLD, SUPPLY,
    OBJECTION, REQUESTS,
    SUMMONS, HEARING_HELP, COURT_DAY, MONEY_ONLY, GONE_FROM_COURT, TITLE, TERM_TO_PAY, CONDITIONS, TWO_WORDS,
    CONDITIONAL_EVICTION, MORATORIUM, SUSPENDED, REMEDY, GAPS,
    LAST_RESORT, DEFAULT_THEN_EVICTION, NOBODY_KNOWN, ADMINISTRATION, EVICTIONS, LACKING, LOST,
    REHOUSING, MORTGAGE, THREAT, PRESSURE, LEFT_BEHIND, HOME_AGAIN,
    CLOSURE, NUISANCE, TENANT_DIED, END_OF_STAY, FORCED_SALE, LISTED, UNANSWERED,
    AFTERCARE, TWO_FILES, TWO_MATTERS, TWO_DANGERS, TWO_DEBTS,
)  # fmt: skip

__all__ = ["SLICES", "ahead", "fact", "judged", "signal"]
