"""To which of the six groups of ETHOS Light does a place belong, and what do we call it ourselves?

The European typology of homelessness (FEANTSA, 2017; light version, for statistics): twelve operational categories in
six groups, by which Dutch and European counts can be compared. A home of one's own stands outside it.
"""

from vangnet.domain.codes import Destination, Ethos, EthosGroup

GROUPS: dict[EthosGroup, tuple[Ethos, ...]] = {
    EthosGroup.LIVING_ROUGH: (Ethos.PUBLIC_SPACE,),
    EthosGroup.EMERGENCY: (Ethos.NIGHT_SHELTER,),
    EthosGroup.ACCOMMODATION: (
        *(Ethos.HOMELESS_HOSTEL, Ethos.TEMPORARY_ACCOMMODATION),
        *(Ethos.SUPPORTED_ACCOMMODATION, Ethos.WOMENS_SHELTER),
    ),
    EthosGroup.INSTITUTIONS: (Ethos.HEALTH_INSTITUTION, Ethos.PENAL_INSTITUTION),
    EthosGroup.NON_CONVENTIONAL: (*(Ethos.MOBILE_HOME, Ethos.NON_CONVENTIONAL_BUILDING, Ethos.TEMPORARY_STRUCTURE),),
    EthosGroup.FAMILY_AND_FRIENDS: (Ethos.WITH_FAMILY_OR_FRIENDS,),
}
_OURS = {
    EthosGroup.LIVING_ROUGH: Destination.ROUGH,
    EthosGroup.EMERGENCY: Destination.SHELTER,
    EthosGroup.ACCOMMODATION: Destination.SHELTER,
    EthosGroup.INSTITUTIONS: Destination.INSTITUTION,
    EthosGroup.NON_CONVENTIONAL: Destination.NON_CONVENTIONAL,
    EthosGroup.FAMILY_AND_FRIENDS: Destination.FAMILY_OR_FRIENDS,
}


def group_of(ethos: Ethos) -> EthosGroup:
    """The group of a category."""
    return next(group for group, members in GROUPS.items() if ethos in members)


def number_of(ethos: Ethos) -> int:
    """Its number in the typology, 1 to 12."""
    return list(Ethos).index(ethos) + 1


def destination_of(ethos: Ethos) -> Destination:
    """Where people went, in the words in which it is recorded here."""
    return _OURS[group_of(ethos)]
