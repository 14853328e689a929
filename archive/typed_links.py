"""Links that officers type: announced as any other address, fetched by the crawl, followed until stored."""

from dataclasses import dataclass
from datetime import datetime

from archive import additions, announced, jobs
from archive.additions import Publisher, Way
from archive.models import Address, AddressState, Job
from crawler import addresses
from crawler.model import DateOrigin, Entry, Moment


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What became of a typed link; ``reason`` of the last try where it waits for another."""

    id: int
    url: str
    state: str
    article_id: int | None
    reason: str
    is_aside: bool


def type_in(url: str, now: datetime) -> int:
    """Let an address be fetched, in the caller's transaction; one that was refused before is tried again."""
    key = addresses.key_of(url)
    if not Address.objects.filter(url_key=key).exists():
        source_id = additions.source_of(Publisher("", addresses.host_of(url)), Way.OFFICER)
        undated = Moment(None, "", DateOrigin.NONE)
        announced.announce(source_id, [Entry(url, url, "", undated)], url, now)
    found = Address.objects.get(url_key=key)
    if found.article_id is None:
        announced.mark(found.id, AddressState.WAITING)
        jobs.put([jobs.NewJob(announced.FETCH, str(found.id), now, lane=jobs.lane_of(url))])
        put_aside = Job.objects.filter(stage=announced.FETCH, key=str(found.id), quarantined_at__isnull=False)
        jobs.retry(put_aside.values_list("id", flat=True), now)
    return found.id


def row(address_id: int) -> LinkRow | None:
    """How a typed link stands."""
    found = Address.objects.filter(id=address_id).first()
    if found is None:
        return None
    job = Job.objects.filter(stage=announced.FETCH, key=str(address_id)).first()
    return LinkRow(
        found.id,
        found.url,
        found.state,
        found.article_id,
        job.reason if job else "",
        is_aside=job is not None and job.quarantined_at is not None,
    )
