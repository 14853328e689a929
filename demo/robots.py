"""Each outlet's robots.txt."""

from demo.outlets import Outlet


def robots(outlet: Outlet, port: int) -> str:
    """What the outlet asks of robots."""
    lines = ["User-agent: *", f"Disallow: {outlet.hidden}"]
    if outlet.crawl_delay:
        lines.append(f"Crawl-delay: {outlet.crawl_delay}")
    maps = [one.path for one in outlet.lists if one.form.endswith("sitemap")]
    lines += [f"Sitemap: {outlet.host(port)}{path}" for path in maps]
    return "\n".join(lines) + "\n"
