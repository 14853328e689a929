"""The clock of a country: what a page means that writes a time without its zone."""

from crawler.addresses import host_of

# Countries with one clock, by the ends of their addresses. The home press keeps the zone its source tells.
_ZONES = """
de Europe/Berlin, at Europe/Vienna, ch Europe/Zurich, fr Europe/Paris, it Europe/Rome, uk Europe/London,
ie Europe/Dublin, nl Europe/Amsterdam, be Europe/Brussels, lu Europe/Luxembourg, dk Europe/Copenhagen,
se Europe/Stockholm, no Europe/Oslo, fi Europe/Helsinki, pl Europe/Warsaw, cz Europe/Prague,
sk Europe/Bratislava, hu Europe/Budapest, ro Europe/Bucharest, bg Europe/Sofia, gr Europe/Athens,
tr Europe/Istanbul, lt Europe/Vilnius, lv Europe/Riga, ee Europe/Tallinn, ua Europe/Kyiv, by Europe/Minsk,
is Atlantic/Reykjavik, jp Asia/Tokyo, kr Asia/Seoul, kp Asia/Pyongyang, cn Asia/Shanghai, tw Asia/Taipei,
hk Asia/Hong_Kong, mo Asia/Macau, sg Asia/Singapore, my Asia/Kuala_Lumpur, ph Asia/Manila, th Asia/Bangkok,
la Asia/Vientiane, kh Asia/Phnom_Penh, mm Asia/Yangon, in Asia/Kolkata, bd Asia/Dhaka, np Asia/Kathmandu,
lk Asia/Colombo, pk Asia/Karachi, ae Asia/Dubai, qa Asia/Qatar, sa Asia/Riyadh, il Asia/Jerusalem,
ir Asia/Tehran, eg Africa/Cairo, za Africa/Johannesburg, ke Africa/Nairobi, ng Africa/Lagos,
nz Pacific/Auckland
"""
ZONES = dict(pair.split() for pair in _ZONES.split(","))


def zone_at(url: str, told: str) -> str:
    """The zone of the country an address belongs to, else the one its source tells."""
    return ZONES.get(host_of(url).rpartition(".")[2], told)
