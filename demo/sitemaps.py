"""Sitemaps as outlets write them: of all pages, of news, and indexes of packed ones by month."""

from collections.abc import Sequence
from html import escape

from demo.entries import Entry
from demo.feeds import Sheet

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap(sheet: Sheet) -> str:
    """Every address with its last change."""
    urls = "\n".join(
        f"<url><loc>{escape(entry.url)}</loc><lastmod>{sheet.date(entry.updated_at)}</lastmod>"
        "<changefreq>daily</changefreq></url>"
        for entry in sheet.entries
    )
    return f'{sheet.opening()}<urlset xmlns="{SITEMAP}">\n{urls}\n</urlset>\n'


def news_sitemap(sheet: Sheet) -> str:
    """Addresses with the titles and times of their articles."""
    outlet = sheet.outlet
    urls = "\n".join(
        f"<url><loc>{escape(entry.url)}</loc><news:news><news:publication>"
        f"<news:name>{escape(outlet.name)}</news:name><news:language>{outlet.lang}</news:language>"
        "</news:publication>"
        f"<news:publication_date>{sheet.date(entry.published_at)}</news:publication_date>"
        f"<news:title>{escape(entry.title)}</news:title></news:news></url>"
        for entry in sheet.entries
    )
    return f'{sheet.opening()}<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">\n{urls}\n</urlset>\n'


def index(sheet: Sheet) -> str:
    """The months' sitemaps, each packed."""
    months = dict.fromkeys(month_of(sheet, entry) for entry in sheet.entries)
    children = "\n".join(_child(sheet, month) for month in months)
    return f'{sheet.opening()}<sitemapindex xmlns="{SITEMAP}">\n{children}\n</sitemapindex>\n'


def _child(sheet: Sheet, month: str) -> str:
    changed_at = max(entry.updated_at for entry in of_month(sheet, month))
    path = child_path(sheet.listing.path, month)
    return f"<sitemap><loc>{sheet.home}{path}</loc><lastmod>{sheet.date(changed_at)}</lastmod></sitemap>"


def child_path(path: str, month: str) -> str:
    """Where the sitemap of one month stands."""
    return f"{path.removesuffix('.xml')}-{month}.xml.gz"


def month_in(path: str, child: str) -> str:
    """The month whose sitemap an address names; empty if it names none."""
    start = f"{path.removesuffix('.xml')}-"
    named = child.startswith(start) and child.endswith(".xml.gz")
    return child.removeprefix(start).removesuffix(".xml.gz") if named else ""


def of_month(sheet: Sheet, month: str) -> Sequence[Entry]:
    """What was published in a month, by the outlet's clock."""
    return [entry for entry in sheet.entries if month_of(sheet, entry) == month]


def month_of(sheet: Sheet, entry: Entry) -> str:
    """The month of an entry, like 2026-10."""
    return f"{entry.published_at.astimezone(sheet.outlet.timezone):%Y-%m}"
