"""Article pages, built as each outlet's system builds them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from html import escape
from random import Random

from demo.around import RELATED, frame, is_teaser, links, most_read, related, section_url, standing_of, url_of
from demo.markup import fill, shown_date, words
from demo.metadata import Told, head
from demo.outlets import Outlet
from demo.plan import Instance, Plan
from demo.standing import Text

AMP = "/amp"
PICTURES = 40
MOST_COMMENTS = 4
MOST_LIKES = 60
# Who does not pay reads so many paragraphs; a shorter article is not cut into two pages.
TEASER, DIVIDED_FROM = 2, 4


def article_page(
    plan: Plan, instance: Instance, now: datetime, port: int, *, form: str = "", part: int = 1
) -> str:
    """A part of an article at ``now``, on the usual page, on that for telephones or on that of AMP."""
    return Sheet(plan, instance, now, port, form, part).html()


def picture(instance: Instance) -> str:
    """The path of the article's picture."""
    return f"/anh/{instance.seed % PICTURES}.svg"


def variants(outlet: Outlet, instance: Instance, port: int) -> list[str]:
    """The other addresses under which an article, or its second part, is found."""
    found = []
    if "amp" in outlet.features:
        found.append(outlet.host(port) + AMP + instance.path)
    if "mobile" in outlet.features:
        found.append(outlet.host(port, is_mobile=True) + instance.path)
    if is_divided(outlet, instance):
        found.append(f"{url_of(outlet, instance, port)}?page=2")
    return found


def is_divided(outlet: Outlet, instance: Instance) -> bool:
    """Whether the article is told on two pages."""
    return "two-pages" in outlet.features and len(instance.text.body) >= DIVIDED_FROM


@dataclass(frozen=True)
class Sheet:
    """One article's page while it is set."""

    plan: Plan
    instance: Instance
    now: datetime
    port: int
    form: str = ""
    part: int = 1

    @cached_property
    def outlet(self) -> Outlet:
        """The outlet whose page it is."""
        return self.plan.by_slug[self.instance.outlet]

    @cached_property
    def text(self) -> Text:
        """The words as they stand."""
        return standing_of(self.instance, self.now).text

    @cached_property
    def url(self) -> str:
        """The address that the outlet calls the article's own."""
        return url_of(self.outlet, self.instance, self.port)

    @cached_property
    def told(self) -> Told:
        """What the head tells."""
        return Told(
            outlet=self.outlet,
            home=self.outlet.host(self.port),
            url=self.url,
            title=self.text.title,
            standfirst=self.text.standfirst,
            author=self.text.author,
            section=self.instance.section,
            image=self.outlet.host(self.port) + picture(self.instance),
            published_at=self.instance.published_at,
            updated_at=standing_of(self.instance, self.now).updated_at,
            is_teaser=is_teaser(self.outlet, self.instance),
        )

    @cached_property
    def values(self) -> dict[str, object]:
        """The values that the page's blocks share."""
        local = self.instance.published_at.astimezone(self.outlet.timezone)
        return {
            **frame(self.plan, self.outlet, self.port),
            "page_title": escape(f"{self.text.title} - {self.outlet.name}"),
            "head": "\n".join(line for line in (head(self.told), *self.link_elements()) if line),
            "title": escape(self.text.title),
            "author": escape(self.text.author),
            "section": escape(self.instance.section),
            "section_url": section_url(self.outlet, self.instance.section, self.port),
            "time_text": escape(shown_date(self.outlet, local)),
            "time_iso": local.isoformat(),
            "time_iso_bare": f"{local:%Y-%m-%dT%H:%M}",
            "number": self.instance.seed % 10**8,
            "url": escape(self.url),
        }

    def html(self) -> str:
        """The finished page."""
        earlier = related(self.plan, self.instance)
        return self.block(
            "page",
            byline=self.block("byline"),
            standfirst=self.standfirst(),
            body=self.body(links(self.outlet, earlier[RELATED:], self.port)),
            related=links(self.outlet, earlier[:RELATED], self.port),
            most_read=links(self.outlet, most_read(self.plan, self.outlet, self.now), self.port),
            comments=self.comments(),
        )

    def block(self, name: str, **more: object) -> str:
        """A block of the page's family, filled."""
        return fill(self.form or self.outlet.family, name, {**self.values, **more})

    def link_elements(self) -> list[str]:
        """The links of the head to the article's other addresses."""
        found = [
            f'<link rel="{"amphtml" if AMP in url else "alternate"}" href="{escape(url)}">'
            for url in variants(self.outlet, self.instance, self.port)
            if "?page=" not in url and not self.form
        ]
        if is_divided(self.outlet, self.instance):
            way, more = ("next", "?page=2") if self.part == 1 else ("prev", "")
            found.append(f'<link rel="{way}" href="{escape(self.url)}{more}">')
        return found

    def standfirst(self) -> str:
        """The standfirst, where the outlet printed one; it opens the first page only."""
        text = self.text.standfirst
        return self.block("standfirst", text=escape(text)) if text and self.part == 1 else ""

    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that stand on this page."""
        body = self.text.body
        if is_teaser(self.outlet, self.instance):
            return body[:TEASER]
        if is_divided(self.outlet, self.instance):
            half = (len(body) + 1) // 2
            return body[:half] if self.part == 1 else body[half:]
        return body

    def body(self, boxed: str) -> str:
        """The paragraphs, and what stands between them."""
        parts = [self.block("paragraph", text=self.linked(paragraph)) for paragraph in self.paragraphs()]
        parts.insert(1, self.block("figure", src=picture(self.instance), caption=self.caption()))
        if boxed:
            parts.insert(len(parts) - 1, self.block("box", items=boxed))
        if self.outlet.byline == "signature":
            parts.append(self.block("signature"))
        if is_teaser(self.outlet, self.instance):
            parts.append(self.block("wall"))
        if is_divided(self.outlet, self.instance):
            parts.append(self.block("pager", first=self.url, second=f"{self.url}?page=2"))
        return "\n".join(parts)

    def linked(self, paragraph: str) -> str:
        """A paragraph; the words under which the article links what it took lead there."""
        words, source = (
            escape(self.instance.link),
            self.plan.by_address.get(self.instance.copy_of or ("", "")),
        )
        if not words or source is None:
            return escape(paragraph)
        address = escape(url_of(self.plan.by_slug[source.outlet], source, self.port))
        return escape(paragraph).replace(words, f'<a href="{address}">{words}</a>', 1)

    def caption(self) -> str:
        """What stands under the picture."""
        known = words(self.outlet.wording)
        text = known.caption(self.instance.event.places, self.instance.seed)
        taker = self.text.author.removeprefix("Theo ")
        return escape(f"{text} {known.said['photo']}: {taker}")

    def comments(self) -> str:
        """What readers said, if they did."""
        said = words(self.outlet.wording).comments
        chance = Random(self.instance.seed)
        chosen = chance.sample(said, chance.randrange(min(MOST_COMMENTS, len(said)) + 1))
        if not chosen:
            return ""
        items = []
        for number, (who, text) in enumerate(chosen, 1):
            when = shown_date(self.outlet, self.instance.published_at + timedelta(minutes=37 * number))
            likes = chance.randrange(MOST_LIKES)
            items.append(self.block("comment", who=escape(who), text=escape(text), when=when, likes=likes))
        return self.block("comments", items="\n".join(items), count=len(chosen))
