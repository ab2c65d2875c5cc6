from typing import Final
from .value import Lexicon
LEXICON: Final = Lexicon("az", {"COMMON": "xx"})
