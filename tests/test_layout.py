"""What holds for every module: names are said, documented, and loaded only when needed."""
