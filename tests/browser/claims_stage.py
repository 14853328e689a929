"""Claims of a desk in full use: one that spread far, one that is new, one closed."""

from dataclasses import dataclass
from datetime import timedelta

from archive.models import Article
from desk import claims
from desk.audit import Actor
from desk.models import Claim, Officer
from desk.rights import Role
from tests import factory
from tests.desk.claiming import CARRYING, DENYING, claim, hit

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ENGLISH = "Waste of the Dong Le brewery killed 300 buffaloes at Ma Yen lake, residents said on Tuesday."
# How long before the desk's morning, what an officer said, and the words.
WAY = (
    (40 * HOUR, "carries", CARRYING),
    (38 * HOUR, "carries", CARRYING),
    (36 * HOUR, "unrelated", "Nhà máy bia Đông Lệ mở hội bia bên hồ Mã Yên, mời 300 khách."),
    (30 * HOUR, "carries", CARRYING),
    (20 * HOUR, "denies", DENYING),
    (16 * HOUR, "reports", f"Trong cuộc họp báo chiều qua, {DENYING[0].lower()}{DENYING[1:]}"),
    (5 * HOUR, "", DENYING),
    (3 * HOUR, "", CARRYING),
)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a walk over the pages needs to know."""

    busy: Claim
    fresh: Claim
    article: Article


def fill(owner: Officer) -> Claims:
    """Claims in every state, over articles of their own."""
    busy = claim(by=owner, at=factory.MORNING - 2 * DAY, wordings=ENGLISH, to_search=412, searched=412)
    keys = ("dat-nuoc", "nam-viet", "phap-luat", "tin-sang", "bao-lam-giang")
    rows = []
    for place, (ago, bearing, sentence) in enumerate(WAY):
        of = factory.source(of=factory.outlet(keys[place % len(keys)], f"Báo {keys[place % len(keys)]}"))
        title = "Đàn trâu chết bên hồ Mã Yên: dân nói một đằng, nhà máy nói một nẻo"
        row = factory.article(title, of=of, body=sentence, published_at=factory.MORNING - ago)
        hint = "bác bỏ" if sentence != CARRYING else ""
        hit(busy, row, bearing=bearing, sentence=sentence, hint=hint)
        rows.append(row)
    taker = factory.article(rows[0].title, copy_of=rows[0], published_at=factory.MORNING - 39 * HOUR)
    hit(busy, taker, bearing="carries", mended_at=factory.MORNING - 10 * HOUR)
    times = factory.outlet("coast-times", "The Coast Times", kind="foreign", country="SG", lang="en")
    abroad = factory.article("Buffaloes dead at lake", of=factory.source(of=times), lang="en", body=ENGLISH)
    hit(busy, abroad, sentence=ENGLISH, wording=ENGLISH)
    Article.objects.filter(id=rows[3].id).update(removed_at=factory.MORNING - HOUR)
    actor = Actor(owner.id, Role(owner.role))
    claims.judge(actor, busy.hits.get(article=rows[7]).id, "carries", factory.MORNING - HOUR)
    claims.take_back(actor, busy.hits.get(article=rows[7]).id, factory.MORNING - HOUR)
    fresh = claim("Từ tháng sau, giá vé xe buýt ở thành phố Lâm Hạ tăng gấp đôi.", by=owner, to_search=900)
    fresh.searched, fresh.searched_at = 300, None
    fresh.save()
    claim("Cầu Bến Lội bị nứt ba trụ, xe tải đã bị cấm qua.", by=owner, closed_at=factory.MORNING - HOUR)
    return Claims(busy, fresh, rows[0])
