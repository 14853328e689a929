"""Send: digests are written when their hour has come, and the outbox is carried to the relay."""

from collections.abc import Callable
from datetime import datetime

from archive.packs import Pack
from desk import officers
from pipeline.context import Post
from reports import digest, outbox, relay, watch_digest


def write_digests(now: datetime, pack: Pack, post: Post) -> int:
    """Put the due editions into the outbox for every reader who lacks them; returns how many were written."""
    newest = digest.edition_of(now, pack.digest_hour)
    readers, served = officers.digest_readers(), outbox.recipients(digest.edition_key(newest))
    if served.issuperset(reader.email for reader in readers):
        return 0
    last = outbox.newest(digest.PREFIX)
    lacking = [
        (reader, day) for reader in readers for day in digest.editions_due(newest, last.get(reader.email, ""))
    ]
    editions = {(day, reader.language) for reader, day in lacking}
    composed = {(day, lang): digest.compose(day, pack, lang) for day, lang in editions}
    for reader, day in lacking:
        told = composed[day, reader.language]
        watches = watch_digest.sections(reader, told.since, told.until, post.site)
        letter = digest.write(
            told,
            pack,
            recipient=reader.email,
            name=reader.name,
            language=reader.language,
            site=post.site,
            watches=watches,
        )
        outbox.put(letter, domain_of(post.sender), now)
    return len(lacking)


def domain_of(sender: str) -> str:
    """The part after the @, for Message-IDs."""
    return sender.rpartition("@")[2].strip("> ") or "localhost"


def drain_outbox(now: Callable[[], datetime], post: Post) -> int:
    """Hand due mails to the relay; returns how many it took."""
    due = outbox.claim(now())
    if not due:
        return 0
    taken = 0
    try:
        with relay.connected(post.relay) as session:
            for number, mail in enumerate(due):
                outbox.keep(due[number:])
                taken += _hand_over(session, mail, post, now())
                if not relay.is_open(session):
                    break  # the leases of the others run out, and they lose no try
    except relay.Refusal as refusal:
        for mail in due:
            outbox.failed(mail, refusal.reason, now())
    return taken


def _hand_over(session: relay.Session, mail: outbox.Due, post: Post, now: datetime) -> int:
    try:
        relay.hand_over(session, mail, post.sender)
    except relay.Refusal as refusal:
        outbox.failed(mail, refusal.reason, now, final=refusal.is_final)
        return 0
    outbox.sent(mail.id, now)
    return 1
