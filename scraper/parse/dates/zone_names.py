"""Which clock a country's and a language's papers keep, and what the names of zones beside printed times mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _pairs(rows: str) -> Mapping[str, str]:
    """Return key -> value of rows in which they alternate."""
    words = rows.split()
    return MappingProxyType(dict(zip(words[::2], words[1::2], strict=True)))


# Countries whose papers keep one clock, by the last part of the host.
COUNTRY_ZONES = _pairs(
    """
ae Asia/Dubai al Europe/Tirane am Asia/Yerevan ar America/Argentina/Buenos_Aires at Europe/Vienna
az Asia/Baku ba Europe/Sarajevo bd Asia/Dhaka be Europe/Brussels bg Europe/Sofia bo America/La_Paz
by Europe/Minsk ch Europe/Zurich cl America/Santiago cn Asia/Shanghai cr America/Costa_Rica
cu America/Havana cy Asia/Nicosia cz Europe/Prague de Europe/Berlin dk Europe/Copenhagen
do America/Santo_Domingo ee Europe/Tallinn eg Africa/Cairo es Europe/Madrid et Africa/Addis_Ababa
fi Europe/Helsinki fr Europe/Paris ge Asia/Tbilisi gh Africa/Accra gr Europe/Athens gt America/Guatemala
hk Asia/Hong_Kong hn America/Tegucigalpa hr Europe/Zagreb hu Europe/Budapest ie Europe/Dublin
il Asia/Jerusalem in Asia/Kolkata iq Asia/Baghdad ir Asia/Tehran is Atlantic/Reykjavik it Europe/Rome
jo Asia/Amman jp Asia/Tokyo ke Africa/Nairobi kr Asia/Seoul kw Asia/Kuwait lb Asia/Beirut li Europe/Vaduz
lk Asia/Colombo lt Europe/Vilnius lu Europe/Luxembourg lv Europe/Riga ma Africa/Casablanca mk Europe/Skopje
mm Asia/Yangon mt Europe/Malta my Asia/Kuala_Lumpur ng Africa/Lagos ni America/Managua nl Europe/Amsterdam
no Europe/Oslo np Asia/Kathmandu nz Pacific/Auckland pa America/Panama pe America/Lima ph Asia/Manila
pk Asia/Karachi pl Europe/Warsaw py America/Asuncion qa Asia/Qatar ro Europe/Bucharest rs Europe/Belgrade
sa Asia/Riyadh se Europe/Stockholm sg Asia/Singapore si Europe/Ljubljana sk Europe/Bratislava
sv America/El_Salvador th Asia/Bangkok tn Africa/Tunis tr Europe/Istanbul tw Asia/Taipei
tz Africa/Dar_es_Salaam ua Europe/Kyiv ug Africa/Kampala uk Europe/London uy America/Montevideo
uz Asia/Tashkent ve America/Caracas vn Asia/Ho_Chi_Minh za Africa/Johannesburg zm Africa/Lusaka
zw Africa/Harare
"""
)
# Languages of one country, or of countries that keep one clock.
LANGUAGE_ZONES = _pairs(
    """
bg Europe/Sofia bn Asia/Dhaka bs Europe/Sarajevo ca Europe/Madrid cs Europe/Prague da Europe/Copenhagen
de Europe/Berlin el Europe/Athens et Europe/Tallinn eu Europe/Madrid fa Asia/Tehran fi Europe/Helsinki
gl Europe/Madrid he Asia/Jerusalem hi Asia/Kolkata hr Europe/Zagreb hu Europe/Budapest hy Asia/Yerevan
is Atlantic/Reykjavik it Europe/Rome ja Asia/Tokyo ka Asia/Tbilisi km Asia/Phnom_Penh ko Asia/Seoul
lo Asia/Vientiane lt Europe/Vilnius lv Europe/Riga mk Europe/Skopje ml Asia/Kolkata mr Asia/Kolkata
my Asia/Yangon nb Europe/Oslo ne Asia/Kathmandu nl Europe/Amsterdam nn Europe/Oslo no Europe/Oslo
pl Europe/Warsaw ro Europe/Bucharest si Asia/Colombo sk Europe/Bratislava sl Europe/Ljubljana
sq Europe/Tirane sr Europe/Belgrade sv Europe/Stockholm ta Asia/Kolkata te Asia/Kolkata th Asia/Bangkok
tr Europe/Istanbul uk Europe/Kyiv vi Asia/Ho_Chi_Minh zh Asia/Shanghai
"""
)
# Minutes east of Greenwich. IST, CST and BST have two meanings: `date_zone` asks the site first.
NAMED_ZONES = MappingProxyType(
    {
        name: int(minutes)
        for name, minutes in _pairs(
            """
Z 0 UTC 0 GMT 0 WET 0 BST 60 CET 60 MEZ 60 WEST 60 CEST 120 MESZ 120 EET 120 SAST 120 EEST 180 MSK 180
TRT 180 IST 330 PKT 300 WIB 420 ICT 420 WITA 480 HKT 480 SGT 480 MYT 480 PHT 480 WIT 540 KST 540 JST 540
AEST 600 AEDT 660 NZST 720 NZDT 780 EST -300 EDT -240 CST -360 CDT -300 MST -420 MDT -360 PST -480 PDT -420
AKST -540 AKDT -480 HST -600 AST -240 ADT -180 BRT -180 ART -180
"""
        ).items()
    }
)
# Names that stand for summer and winter time alike.
SHIFTING_ZONES = _pairs(
    """
ET America/New_York EASTERN America/New_York CT America/Chicago CENTRAL America/Chicago MT America/Denver
MOUNTAIN America/Denver PT America/Los_Angeles PACIFIC America/Los_Angeles
"""
)
