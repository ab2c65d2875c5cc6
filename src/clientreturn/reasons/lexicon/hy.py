from typing import Final
from .value import Lexicon
LEXICON: Final = Lexicon("hy", {"COMMON": "xx"})
