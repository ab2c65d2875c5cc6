"""clientreturn: which clients have left, why, whom to win back, and what to do next."""

__version__ = "0.1.0.dev0"
