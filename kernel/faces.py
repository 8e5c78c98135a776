"""The fonts of official documents: which there are, and where."""

from __future__ import annotations

import os
from pathlib import Path

# Each role of the standard, the CSS family that plays it, and the files that can, best first.
# A file named for its role (fangsong.ttf) comes before them: a city's own licensed face.
FACES = {
    "fangsong": ("FS", "FandolFang-Regular.otf", "NotoSerifSC-Regular.otf"),
    "heiti": ("HT", "FandolHei-Regular.otf", "NotoSansSC-Regular.otf"),
    "kaiti": ("KT", "FandolKai-Regular.otf", "NotoSerifSC-Regular.otf"),
    "xiaobiaosong": ("XBS", "FandolSong-Bold.otf", "NotoSerifSC-Regular.otf"),
    "songti": ("ST", "FandolSong-Regular.otf", "NotoSerifSC-Regular.otf"),
    # The small sets lack characters of people's names; this one has them.
    "wide": ("WIDE", "NotoSerifSC-Regular.otf"),
}


def faces_in_use() -> dict[str, str]:
    """The font that plays each role, by its file name without suffix."""
    return {role: path.stem for role, path in _face_files().items()}


def _face_files() -> dict[str, Path]:
    import pylopdf_fonts_zh_cn

    bundled = Path(pylopdf_fonts_zh_cn.__file__).parent
    return {role: _find_face(role, names, bundled) for role, (_, *names) in FACES.items()}


def _find_face(role: str, names: list[str], bundled: Path) -> Path:
    folder = fonts_folder()
    own = [folder / f"{role}.otf", folder / f"{role}.ttf", *(folder / name for name in names)]
    return next((path for path in own if path.is_file()), bundled / names[-1])


def fonts_folder() -> Path:
    if folder := os.environ.get("HEJIA_FONTS"):
        return Path(folder)
    var = os.environ.get("HEJIA_VAR") or Path(__file__).parent.parent / "var"
    return Path(var) / "fonts"


def font_faces() -> str:
    """The rules of a style sheet that name them, families FS, HT, KT, XBS, ST and WIDE."""
    files = _face_files()
    return "\n".join(
        f"@font-face{{font-family:{family};src:url({files[role].resolve().as_uri()})}}"
        for role, (family, *_) in FACES.items()
    )
