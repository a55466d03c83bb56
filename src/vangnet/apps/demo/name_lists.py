"""What are people and streets in the synthetic town called?

The names are common ones of the peoples who live in Dutch towns; a synthetic person is a chance combination.
"""

from __future__ import annotations

from typing import NamedTuple


class Culture(NamedTuple):
    """First names of women and men, and surnames, the commonest first; `share` of the households."""

    share: float
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


# Where Dutch families came from: joined to surnames such as Oosterveld, Berkenhuis, Noordstra.
_PLACES_BEFORE = _words(
    "Ooster Wester Noord Zuid Berken Elzen Wilgen Nieuwen Olden Groot Klein Hogen Lagen Steen Molen Kerk "
    "Brug Water Heide Veen Zand Klaver Roggen Haver Schaap Paarden Vogel Duiven Ravens Valken"
)
_PLACES_AFTER = _words(
    "huis veld kamp berg dijk stra horst man broek hof werf beek woud meer laar donk gaarde sma mans ink"
)
_PREFIXES_BEFORE_PLACES = ("", "", "", "", "", "van ", "van de ", "ten ", "te ", "van den ")

_DUTCH = Culture(
    0.66,
    _words(
        "Anna Johanna Maria Wilhelmina Cornelia Elisabeth Hendrika Margaretha Sanne Lotte Sophie Emma Lisa "
        "Fleur Femke Marieke Annemarie Ingrid Monique Yvonne Renée Noëlle Daniëlle Loïs Zoë Eva Julia Tess "
        "Roos Iris Esther Judith Marloes Anouk Linda Petra Carla Truus Gerda Hanneke Ilse Kim Naomi Saskia "
        "Willemijn IJsbrandine Theodora Tineke"
    ),
    _words(
        "Jan Johannes Cornelis Hendrik Willem Pieter Gerrit Jacobus Dirk Adriaan Daan Sem Lucas Thijs Bram "
        "Lars Ruben Jeroen Martijn Marcel Erik Frank Peter Hans Kees Henk Piet Klaas Theodoor IJsbrand René "
        "André Jerôme Niels Tom Tim Max Stijn Sander Wouter Arjen Bas Rob Ron Ton Gijs Koen Luuk Mees "
        "Christiaan Frederik"
    ),
    _words(
        "de_Jong Jansen de_Vries van_den_Berg Bakker van_Dijk Visser Janssen Smit Meijer de_Boer Mulder "
        "de_Groot Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf "
        "van_der_Meer van_der_Linden Kok Jacobs de_Haan Vermeulen van_den_Heuvel van_der_Veen van_den_Broek "
        "de_Bruijn de_Bruin van_der_Heijden Schouten van_Beek Willems van_Vliet Hoekstra Maas Verhoeven "
        "Koster van_Dam van_der_Wal Prins Blom Huisman Peeters de_Jonge Kuipers van_Veen Kuiper Veenstra "
        "Kramer van_den_Brink Scholten van_Wijk Postma Martens Vink de_Ruiter Timmermans Groen Gerritsen "
        "Jonker van_Loon Boer van_der_Velde Willemsen Smeets de_Lange de_Vos Bosch van_Dongen Schipper "
        "de_Koning van_der_Laan Koning van_der_Velden Driessen van_Doorn Hermans Evers van_den_Bosch "
        "van_der_Meulen Hofman Bosman Wolters Sanders van_der_Horst Mol Kuijpers Molenaar van_de_Pol "
        "de_Leeuw Verbeek op_'t_Hof in_'t_Veld van_'t_Hoff ter_Haar ten_Broeke van_IJzendoorn IJpma "
        "Wijnands van_Dijck van_der_Aa Nijhuis Groot_Koerkamp"
    )
    + tuple(
        f"{_PREFIXES_BEFORE_PLACES[(i * 7 + j) % len(_PREFIXES_BEFORE_PLACES)]}{before}{after}"
        for i, before in enumerate(_PLACES_BEFORE)
        for j, after in enumerate(_PLACES_AFTER)
    ),
)

CULTURES: tuple[Culture, ...] = (
    _DUTCH,
    Culture(
        0.07,
        _words("Fatma Ayşe Emine Hatice Zeynep Elif Özlem Gülsüm Sevgi Meryem Şule Yasemin Büşra Esra Hülya"),
        _words("Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Emre Kadir Murat Ömer Yusuf Çağlar Serkan Uğur"),
        _words(
            "Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan "
            "Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Karataş Güneş Bulut Tekin Güler Erdoğan Ünal "
            "Avcı"
        ),
    ),
    Culture(
        0.07,
        _words("Fatima Khadija Aïcha Samira Naima Hanane Rachida Soraya Nour Malika Yasmina Loubna Ikram Salma"),
        _words(
            "Mohammed Ahmed Youssef Hassan Omar Rachid Said Karim Abdelkader Hamza Bilal Mustapha Driss Younes Anouar"
        ),
        _words(
            "El_Amrani El_Idrissi Benali Bouzid Haddad Ouali El_Khattabi Amrani Bennani Azzouzi El_Yaakoubi "
            "Chaoui Bouali Saïdi Tahiri Alaoui Ben_Ahmed El_Mansouri Ziani Jabri Bakkali El_Hamdaoui "
            "Ait_Ali Oulad_Said Lahlou"
        ),
    ),
    Culture(
        0.06,
        _words("Priya Sunita Shanti Asha Chantal Shanice Sharon Ricarda Indira Radha Naomi Cheryl Jennifer Lucretia"),
        _words(
            "Ravi Ricardo Orlando Romeo Anil Sewdath Winston Iwan Ruben Kenneth Humphrey Radjesh Soenil Stanley Clifton"
        ),
        _words(
            "Ramdin Singh Martina Pinas Ramlal Da_Silva Sewnath Ramautar Kartosen Bhagwandin Jankie "
            "Wijngaarde Landveld Maria Isenia Winklaar Felter Pengel Soekhoe Mahabier Ramsaran Sital "
            "Tjon_A_Fat Lo_Fo_Sang Biharie Nelom"
        ),
    ),
    Culture(
        0.05,
        _words("Agnieszka Małgorzata Ewa Katarzyna Anna Joanna Magdalena Barbara Dorota Iryna Oksana Olena Natalia"),
        _words("Piotr Krzysztof Łukasz Marek Tomasz Paweł Michał Andrzej Oleksandr Serhij Volodymyr Milan Grzegorz"),
        _words(
            "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak "
            "Dąbrowski Kozłowski Mazur Jankowski Krawczyk Piotrowski Grabowski Kovalenko Shevchenko "
            "Bondarenko Tkachenko Melnyk"
        ),
    ),
    Culture(
        0.04,
        _words("Selam Semhar Bisrat Feven Rahwa Amira Rania Hiba Zahra Layla Hodan Ifrah Mona Senait Winta"),
        _words(
            "Amanuel Tesfay Filmon Yonas Kidane Samuel Mahmoud Khaled Bashar Abdirahman Ismail Robel Henok Ammar Walid"
        ),
        _words(
            "Tesfamariam Tekle Ghebremedhin Haile Kidane Habtemariam Weldemichael Berhane Abdi Mohamud "
            "Warsame Farah Al_Hassan Al_Ahmad Khalil Haddad Darwish Al_Masri Nasser Hamdan Kassab Ibrahim"
        ),
    ),
    Culture(
        0.05,
        _words("Wei Li Mei Dewi Siti Thi_Lan Hong Xin Ayu Sri Ngoc Linh Yan"),
        _words("Wei Jun Ming Minh Van_Duc Budi Agus Bao Hao Tuan Chen_Yu Adi Long"),
        _words(
            "Chen Wang Li Zhang Liu Nguyen Tran Le Pham Hoang Wijaya Santoso Pattiasina Manuhutu Sahetapy "
            "Lim Cheung Wong"
        ),
    ),
)

STREET_STEMS = _words(
    "Acacia Beuken Eiken Linden Kastanje Berken Populieren Esdoorn Meidoorn Vlier Hazelaar Wilgen Rozen "
    "Tulpen Lelie Anjer Zonnebloem Korenbloem Klaproos Merel Lijster Vinken Zwaluw Reiger Kievit Leeuwerik "
    "Molen Kerk School Station Haven Brug Sluis Dijk Veer Markt Raadhuis Wagen Smeden Bakkers Wevers "
    "Touwslagers Scheepmakers Spui Park Bos Heide Weide Akker Koren Oost West Noord Zuid Maas IJssel Vecht "
    "Dommel Amstel Eems Prins_Hendrik Wilhelmina Juliana Beatrix Koningin_Emma Burgemeester_de_Wit "
    "Dominee_Talma Professor_Lorentz Sint_Joris Admiraal_Tromp Rembrandt Vermeer Hals"
)
STREET_ENDS = _words("straat laan weg plein hof singel kade dreef gracht pad")
STREET_FRONTS = ("", "Oude ", "Nieuwe ", "Lange ", "Korte ", "1e ", "2e ", "Achter ", "Boven ", "Beneden ")
