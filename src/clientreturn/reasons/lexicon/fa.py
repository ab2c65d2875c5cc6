from typing import Final
from .value import Lexicon
LEXICON: Final = Lexicon("fa", {"COMMON": "xx"})
