"""Fact values that are made on first use and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from ..base import Base
from ..conditions import Value
from ..rhythm import Pooled, Rhythm
from .subject import Silence, Story

__all__ = ["ClientFacts", "SilenceFacts"]


class SilenceFacts(dict[str, Value]):
    """Values of one silence by fact name."""

    def __init__(self, makers: Mapping[str, Callable[[Any], Value]], silence: Silence) -> None:
        self._makers = makers
        self.silence = silence
        self.numbers = silence.numbers

    def __missing__(self, name: str) -> Value:
        value = self[name] = self._makers[name](self)
        return value

    @cached_property
    def pooled(self) -> Pooled | None:
        """The rhythm pooled with that of clients alike."""
        return self.silence.pooled

    @property
    def base(self) -> Base:
        """What was learnt from all clients."""
        return self.silence.base

    @property
    def rhythm(self) -> Rhythm:
        """Running sums of the life before the silence."""
        return self.silence.rhythm

    @property
    def track(self) -> tuple[int, ...]:
        """Ordinals of all days of visit before the silence."""
        return self.silence.track

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class ClientFacts(SilenceFacts):
    """Values of the whole client by fact name; families such as `count:complaint` are open."""

    def __init__(
        self,
        makers: Mapping[str, Callable[[Any], Value]],
        families: Mapping[str, Callable[[Story, str], Value]],
        story: Story,
    ) -> None:
        super().__init__(makers, story.silence)
        self._families = families
        self.story = story

    def __missing__(self, name: str) -> Value:
        make = self._makers.get(name)
        if make is None:
            prefix, _, key = name.partition(":")
            value = self[name] = self._families[prefix](self.story, key)
        else:
            value = self[name] = make(self)
        return value
