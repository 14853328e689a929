"""What parsing loads at its first use, loaded before a child's limits close: models, codecs, zones."""

from crawler import extract, feeds

# Long and varied: a model takes its memory only for a text of many features.
_WORDS = """A press desk reads what newspapers publish about its province every morning, before officials ask
for it. Heavy rain flooded seven villages upstream; engineers reopened the bridge at noon and pupils went back
to school. Exporters of coffee, pepper and cashew nuts expect higher prices this quarter, while farmers worry
about drought, pests, fertiliser and diesel. The health office vaccinated nine thousand children against
measles; doctors checked hospitals, kitchens and wells. Police found no evidence for rumours that went round
on Friday, and the editor who had repeated them printed a correction with an apology. Budgets, zoning,
highways, airports, football, weddings, temples and weather fill whatever columns are left."""
_FEED = f"""<rss version="2.0"><channel><title>{_WORDS}</title><item><title>{_WORDS}</title>
<link>https://bao.example/1</link><pubDate>Thu, 01 Oct 2026 08:00:00 +0700</pubDate></item></channel></rss>"""
_PAGE = f"""<html><head><title>A bridge reopens</title><meta name="author" content="Anna Lee"></head>
<body><article><h1>A bridge reopens</h1><p>01/10/2026 08:00</p><p>{_WORDS}</p><p>{_WORDS}</p></article></body>
</html>"""
_SINGLE = ("utf-8", "cp1252", "cp1258", "cp1251", "cp874")
_WIDE = ("utf-16", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")


def warm() -> None:
    """Read lists and a page as any other."""
    for encoding in (*_SINGLE, *_WIDE):
        feeds.parse_bytes(_FEED.encode(encoding), url="https://bao.example/rss")
    feeds.parse_bytes("Bão số 3".encode("utf-16-le"), url="https://bao.vn/rss")
    feeds.parse_bytes(b"{}", url="https://bao.vn/rss")
    extract.extract(_PAGE.encode(), url="https://bao.example/bai-1.html", zone=feeds.VIETNAM)
