"""What lies in a cluster, part by part, and how the cluster feels."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from elasticsearch import NotFoundError

from search.elastic_errors import full, locked, partial, unpaired
from search.elastic_index import BEFORE, Cluster, server_version
from search.errors import SearchError
from search.generations import NAMELESS, Generation, Progress, Standing, refusal

# Enough of each part to know it: what nobody has stamped must be seen as well.
_LOOK = "*.aliases,*.mappings._meta,*.settings.index.uuid"
_GENERATION = asdict(NAMELESS).keys()


@dataclass(frozen=True, slots=True)
class Lying:
    """The parts of all generations: which of them readers are led to, and how far one is built."""

    standing: Standing
    parts: Mapping[Generation, frozenset[str]]
    answering: frozenset[str]
    progress: Progress | None


def look(cluster: Cluster) -> Lying:
    """Return what is ours in a cluster."""
    told = cluster.patient.indices.get(
        index=f"{cluster.prefix}-v*,{cluster.nameless}", ignore_unavailable=True, filter_path=_LOOK
    ).body
    parts: dict[Generation, set[str]] = {}
    answering, broken, reached = set(), set(), {}
    for name, kept in told.items():
        generation = NAMELESS if name == cluster.nameless else cluster.generation(name)
        if generation is None:
            continue
        parts.setdefault(generation, set()).add(name)
        stamp = kept.get("mappings", {}).get("_meta", {})
        if {key: stamp.get(key) for key in _GENERATION} != asdict(generation) and generation != NAMELESS:
            broken.add(generation)
        if cluster.alias(generation) in kept.get("aliases", {}):
            answering.add(name)
        if name == cluster.part(generation, BEFORE):
            reached[generation] = Progress(**stamp.get("progress", {}))
    live = {one for one in parts if parts[one] & answering} - broken
    standing = Standing(frozenset(parts), frozenset(live), frozenset(broken))
    kept_parts = {one: frozenset(names) for one, names in parts.items()}
    building = standing.building
    progress = reached.get(building, Progress()) if building else None
    return Lying(standing, kept_parts, frozenset(answering), progress)


def refused(cluster: Cluster) -> SearchError:
    """Why this code can neither read nor write what lies in a cluster."""
    lying = cluster.asked(lambda: look(cluster))
    return refusal(f"{cluster.prefix} ({cluster.hosts})", lying.standing, lying.progress)


def is_gone(error: BaseException | None) -> bool:
    """Whether a call failed because there is no such index."""
    return isinstance(error, NotFoundError) and error.error == "index_not_found_exception"


@dataclass(frozen=True, slots=True)
class Health:
    """How a cluster feels: whether it can be asked, and what is not as it should be."""

    version: str
    ok: bool
    reason: str = ""


def health(cluster: Cluster, alias: str) -> Health:
    """Ask how the index feels that an alias leads to."""
    version = server_version(cluster.client)
    apart = unpaired(version)
    if apart:
        return Health(version, ok=False, reason=apart)
    status = cluster.client.options(ignore_status=408).cluster.health(index=alias)["status"]
    if status == "red":
        return Health(version, ok=False, reason=str(partial(cluster.hosts)))
    return Health(version, ok=True, reason=_blocked(cluster, alias) or _uncopied(cluster, status))


def _blocked(cluster: Cluster, alias: str) -> str:
    told = cluster.client.indices.get_settings(index=alias, name="index.blocks.*", flat_settings=True).body
    blocks = {name for part in told.values() for name, value in part["settings"].items() if value == "true"}
    if "index.blocks.read_only_allow_delete" in blocks:
        return str(full(cluster.hosts))
    return str(locked(cluster.hosts)) if blocks else ""


def _uncopied(cluster: Cluster, status: str) -> str:
    if status != "yellow":
        return ""
    return (
        f"Một máy của cụm Elasticsearch ở {cluster.hosts} đang vắng (yellow):"
        " dữ liệu còn đủ, chỉ thiếu bản sao"
        f" / A machine of the Elasticsearch cluster on {cluster.hosts} is away (yellow):"
        " nothing is missing but copies"
    )
