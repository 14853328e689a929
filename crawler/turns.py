"""A host's turns: how many requests are under way there, and when the next may start."""

from dataclasses import dataclass, field

AT_ONCE = 2


@dataclass(slots=True)
class Turns:
    """The requests of one process to one host; times are seconds of one clock that never goes back.

    The pause lies between two requests as the host sees them. A request has surely reached it when its
    answer comes; where none comes, one pause after it left.
    """

    pause: float
    reached_at: float
    flying: set[str] = field(default_factory=set)
    last: str = ""

    @property
    def opens_at(self) -> float:
        """When the next request may start."""
        return self.reached_at + self.pause

    def is_open(self, at: float) -> bool:
        """Whether a request may start."""
        return len(self.flying) < AT_ONCE and at >= self.opens_at

    def begin(self, key: str, at: float) -> None:
        """A request leaves."""
        self.flying.add(key)
        self.last, self.reached_at = key, at + self.pause

    def end(self, key: str, at: float) -> None:
        """Its answer came, or it failed."""
        self.flying.discard(key)
        if key == self.last:
            self.reached_at = min(self.reached_at, at)
