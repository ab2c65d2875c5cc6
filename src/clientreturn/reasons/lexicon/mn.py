from typing import Final
from .value import Lexicon
LEXICON: Final = Lexicon("mn", {"COMMON": "xx"})
