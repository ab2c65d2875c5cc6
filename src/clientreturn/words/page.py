"""The same markup in another language."""

from __future__ import annotations

import attrs

from ..doors import door
from ..markup import Shown, document, isolated
from . import ENGLISH, Words

__all__ = ["Html", "html"]


class Html(str):
    """A piece of HTML that a notebook shows instead of quoting it."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


@door
def html(value: Shown, words: Words = ENGLISH) -> Html:
    """A case, plan, review, diagnosis, verdict, book of rules or report as HTML in a language.

    Escaped, without scripts, with a style of its own that is legible on light and dark ground.

    >>> from clientreturn.standing import STANDING
    >>> html(STANDING, Words(right_to_left=True))[:36]
    '<div class="clientreturn" dir="rtl">'
    """
    writing = attrs.evolve(words, write=isolated(words.write))
    return Html(document(value.shown(), writing.tell, words.right_to_left))
