"""What does a resident ask of the municipality itself?"""

from tests.domain.slices.told import (
    ACCEPTED,
    AT_THE_DOOR,
    CLOSED,
    DECLINED,
    SETTLED,
    STEP_DONE,
    ahead,
    fact,
    only_the_clock_of,
    signal,
    taken_up,
)
from tests.domain.walk import Slice
from vangnet.domain import events as e
from vangnet.domain.codes import Answer, MatterKind, ObjectionOutcome, PrivacyRight

OBJECTION = Slice(
    "an objection to a refusal",
    (
        *(signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, ACCEPTED),
        fact(e.FirstConversationHeld(person=1, application=True)),
        fact(e.HelpDecided(person=1, answer=Answer.NO)),
    ),
    (
        fact(e.ObjectionMade(person=1)),
        fact(e.ObjectionAnswerExtended(person=1)),
        fact(e.ObjectionDecided(person=1, outcome=ObjectionOutcome.UPHELD)),
        fact(e.ObjectionDecided(person=1, outcome=ObjectionOutcome.REJECTED)),
        ahead(9, lambda day: e.HelpDecided(person=1, answer=Answer.YES, next_step_on=day)),
        STEP_DONE,
        SETTLED,
        CLOSED,
    ),
    only_the_clock_of("answer_objection", "decide_help", "carry_out_plan"),
)
REQUESTS = Slice(
    "somebody asks what we keep",
    (signal(MatterKind.RENT), taken_up(), *AT_THE_DOOR, DECLINED),
    (
        fact(e.PrivacyRequestMade(person=1, right=PrivacyRight.ACCESS)),
        fact(e.PrivacyRequestMade(person=1, right=PrivacyRight.CORRECTION)),
        fact(e.PrivacyAnswerExtended(person=1, right=PrivacyRight.ACCESS)),
        fact(e.PrivacyRequestAnswered(person=1, right=PrivacyRight.ACCESS, answer=Answer.YES)),
        fact(e.PrivacyRequestAnswered(person=1, right=PrivacyRight.CORRECTION, answer=Answer.NO)),
        SETTLED,
        CLOSED,
    ),
    only_the_clock_of("answer_request", "conclude"),
)
