"""Article pages, built as each outlet's system builds them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from html import escape
from random import Random

from demo.around import RELATED, frame, links, most_read, related, section_url, standing_of, url_of
from demo.markup import fill, shown_date, words
from demo.metadata import Told, head
from demo.outlets import Outlet
from demo.plan import Instance, Plan
from demo.standing import Text

PICTURES = 40
MOST_COMMENTS = 4
MOST_LIKES = 60


def article_page(plan: Plan, instance: Instance, now: datetime, port: int) -> str:
    """The whole page of an article at ``now``."""
    return Sheet(plan, instance, now, port).html()


def picture(instance: Instance) -> str:
    """The path of the article's picture."""
    return f"/anh/{instance.seed % PICTURES}.svg"


@dataclass(frozen=True)
class Sheet:
    """One article's page while it is set."""

    plan: Plan
    instance: Instance
    now: datetime
    port: int

    @cached_property
    def outlet(self) -> Outlet:
        """The outlet whose page it is."""
        return self.plan.by_slug[self.instance.outlet]

    @cached_property
    def text(self) -> Text:
        """The words as they stand."""
        return standing_of(self.instance, self.now).text

    @cached_property
    def told(self) -> Told:
        """What the head tells."""
        return Told(
            outlet=self.outlet,
            home=self.outlet.host(self.port),
            url=url_of(self.outlet, self.instance, self.port),
            title=self.text.title,
            standfirst=self.text.standfirst,
            author=self.text.author,
            section=self.instance.section,
            image=self.outlet.host(self.port) + picture(self.instance),
            published_at=self.instance.published_at,
            updated_at=standing_of(self.instance, self.now).updated_at,
        )

    @cached_property
    def values(self) -> dict[str, object]:
        """The values that the page's blocks share."""
        local = self.instance.published_at.astimezone(self.outlet.timezone)
        return {
            **frame(self.plan, self.outlet, self.port),
            "page_title": escape(f"{self.text.title} - {self.outlet.name}"),
            "head": head(self.told),
            "title": escape(self.text.title),
            "author": escape(self.text.author),
            "section": escape(self.instance.section),
            "section_url": section_url(self.outlet, self.instance.section, self.port),
            "time_text": escape(shown_date(self.outlet, local)),
            "time_iso": local.isoformat(),
            "time_iso_bare": f"{local:%Y-%m-%dT%H:%M}",
            "number": self.instance.seed % 10**8,
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
        """A block of the outlet's family, filled."""
        return fill(self.outlet.family, name, {**self.values, **more})

    def standfirst(self) -> str:
        """The standfirst, where the outlet printed one."""
        text = self.text.standfirst
        return self.block("standfirst", text=escape(text)) if text else ""

    def body(self, boxed: str) -> str:
        """The paragraphs, and what stands between them."""
        parts = [self.block("paragraph", text=escape(paragraph)) for paragraph in self.text.body]
        parts.insert(1, self.block("figure", src=picture(self.instance), caption=self.caption()))
        if boxed:
            parts.insert(len(parts) - 1, self.block("box", items=boxed))
        if self.outlet.byline == "signature":
            parts.append(self.block("signature"))
        return "\n".join(parts)

    def caption(self) -> str:
        """What stands under the picture."""
        known = words(self.outlet.lang)
        text = known.caption(self.instance.event.places, self.instance.seed)
        taker = self.text.author.removeprefix("Theo ")
        return escape(f"{text} {known.said['photo']}: {taker}")

    def comments(self) -> str:
        """What readers said, if they did."""
        said = words(self.outlet.lang).comments
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
