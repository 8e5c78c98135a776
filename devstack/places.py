"""Where things lie."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
VAR = Path(os.environ.get("HEJIA_VAR", ROOT / "var"))


def tool(name: str) -> str:
    """A program of the venv."""
    return str(BIN / name)
