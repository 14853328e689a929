"""Workers that place articles of one event at the same moment begin one story, not two."""

from dataclasses import replace
from functools import partial

import pytest

from archive import jobs
from archive.models import Story, StoryMember
from pipeline import story
from pipeline.context import Context
from pipeline.story_state import StoryState
from tests.pipeline.events import BRIDGE, FISH, told
from tests.pipeline.making import queued
from tests.pipeline.test_tell_together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workers_begin_one_story_of_an_event(context: Context) -> None:
    workers = [replace(context, owner=f"work:{n}", stories=StoryState()) for n in (2, 3)]
    for event in (FISH, BRIDGE):
        for place, one in enumerate(event[:2]):
            queued(story.STAGE, told(one, f"bao-{place}", hours=place).id)
        claims = [jobs.claim([story.STAGE], worker.owner, context.now(), 1)[0] for worker in workers]
        together(*(partial(story.run, *both) for both in zip(claims, workers, strict=True)))
    sizes = sorted(Story.objects.values_list("articles", flat=True))
    assert (sizes, StoryMember.objects.count()) == ([2, 2], 4)
