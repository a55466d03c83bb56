"""Do the twelve categories of ETHOS Light stand in its six groups, in order, each with a word of our own?"""

from vangnet.domain.codes import Destination, Ethos, EthosGroup
from vangnet.domain.ethos import GROUPS, destination_of, group_of, number_of


def test_the_categories_stand_in_the_order_of_the_typology() -> None:
    assert [ethos for members in GROUPS.values() for ethos in members] == list(Ethos)
    assert list(GROUPS) == list(EthosGroup)
    assert [number_of(ethos) for ethos in Ethos] == list(range(1, 13))
    assert [len(members) for members in GROUPS.values()] == [1, 1, 4, 2, 3, 1]


def test_none_of_them_is_a_home_of_ones_own() -> None:
    ours = {destination_of(ethos) for ethos in Ethos}
    assert not ours & {Destination.LASTING_HOME, Destination.TEMPORARY_HOME, Destination.UNKNOWN}
    assert group_of(Ethos.WOMENS_SHELTER) is EthosGroup.ACCOMMODATION
