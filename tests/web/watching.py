"""Watches and what they caught, for the tests of their pages."""

from datetime import datetime, time, timedelta

from django.test import Client

from archive.models import Article
from desk.models import Act, Officer, Watch, WatchHit, WatchState
from desk.rights import Role
from tests import factory
from tests.web.conftest import SignIn


def officer_of(client: Client) -> Officer:
    """The officer a client is signed in as."""
    return Officer.objects.get(id=client.session["_auth_user_id"])


def english(sign_in: SignIn, role: Role = Role.MONITOR) -> tuple[Client, Officer]:
    """An officer who reads English, and their browser."""
    client = sign_in(role, language="en")
    return client, officer_of(client)


def watch(
    owner: Officer,
    name: str = "Cảng Mỹ Lâm",
    query: str = '"cảng Mỹ Lâm"',
    *,
    team: str = "",
    state: WatchState = WatchState.ACTIVE,
    by_mail: bool = False,
    in_digest: bool = False,
    hook_url: str = "",
    quiet: tuple[time, time] | None = None,
    grounds: tuple[str, str] = ("", ""),
    at: datetime = factory.MORNING - timedelta(days=3),
) -> Watch:
    """A watch that was made three days ago."""
    row = Watch.objects.create(
        name=name,
        query=query,
        owner=owner,
        team=team,
        state=state,
        by_mail=by_mail,
        in_digest=in_digest,
        hook_url=hook_url,
        hook_secret="5" * 64 if hook_url else "",
        quiet_from=quiet[0] if quiet else None,
        quiet_until=quiet[1] if quiet else None,
        office=grounds[0],
        purpose=grounds[1],
        created_at=at,
        changed_at=at,
    )
    told = {"watch": row.id, "name": name}
    Act.objects.create(officer=owner, code="watch_saved", data=told, at=at)
    return row


def hit(of: Watch, article: Article, *, at: datetime = factory.MORNING, is_swept: bool = False) -> WatchHit:
    """An article that a watch caught."""
    return WatchHit.objects.create(watch=of, article=article, found_at=at, is_swept=is_swept)
