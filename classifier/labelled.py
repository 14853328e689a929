"""A text that an officer judged."""

from dataclasses import dataclass

TASKS = ("about", "topic", "tone")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with what the desk said of it; a field that is none or empty was not judged."""

    title: str
    body: str
    lang: str
    story: int
    is_held: bool
    about: bool | None = None
    topics: tuple[str, ...] = ()
    tone: int | None = None

    def classes(self, task: str) -> tuple[str, ...]:
        """What is right for a task, the first first; nothing if that was not judged."""
        if task == "topic":
            return self.topics
        if task == "about":
            return () if self.about is None else (str(int(self.about)),)
        # Only what is about the province has a tone toward it.
        return () if self.tone is None or self.about is False else (str(self.tone),)
