"""What pip cannot bring: a few of the system's libraries, a browser, and better Chinese faces."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from devstack.places import VAR

# Debian's package for each library that WeasyPrint loads. Without the last one a PDF is still
# made, but takes a minute instead of a second.
LIBRARIES = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FANDOL = "texlive-lang-chinese"  # the only free 仿宋, 楷体, 黑体 and 小标宋 of Debian
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - only looked at
APT = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
INSTALL = ["install", "--yes", "--no-install-recommends"]


def missing_packages(*, browser: bool) -> list[str]:
    missing = [package for package, library in LIBRARIES.items() if not _loads(library)]
    if browser and not any(shutil.which(name) for name in BROWSERS):
        missing.append("chromium")
    return missing


def install_packages(packages: list[str]) -> str:
    """Install them, and return a line for the person if that could not be done."""
    if not packages:
        return ""
    by_hand = f"apt-get install --no-install-recommends {' '.join(packages)}"
    as_root = _as_root()
    if as_root is None or not shutil.which("apt-get"):
        return f"For PDF and browser tests, please run as root: {by_hand}"
    if _apt(as_root, *INSTALL, *packages):
        return ""
    if _apt(as_root, "update") and _apt(as_root, *INSTALL, *packages):
        return ""
    return f"These packages could not be installed; to see why, run as root: {by_hand}"


def fetch_fonts() -> None:
    """Put the Fandol faces and their licence beside our data, if Debian's package can be had.

    Needs no root and installs nothing. Documents print without them too, in the faces that pip
    brought, so that every failure here is silent.
    """
    fonts = Path(os.environ.get("HEJIA_FONTS", VAR / "fonts"))
    if any(fonts.glob("Fandol*.otf")) or not shutil.which("dpkg-deb"):
        return
    with tempfile.TemporaryDirectory() as place:
        for command in (["apt-get", "-qq", "download", FANDOL], ["dpkg-deb", "-x", "*.deb", "."]):
            words = [str(next(Path(place).glob(w), w)) if "*" in w else w for w in command]
            if subprocess.run(words, cwd=place, capture_output=True).returncode:
                return
        fonts.mkdir(parents=True, exist_ok=True)
        for pattern in ("**/fandol/COPYING*", "**/Fandol*.otf"):
            for file in Path(place).glob(pattern):
                shutil.copy(file, fonts)


def shortcomings() -> list[str]:
    """What will not work on this machine, in sentences."""
    if os.access(SHARED_MEMORY, os.W_OK):
        return []
    return [f"The worker will take no task: as root, run: chmod 1777 {SHARED_MEMORY}"]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _as_root() -> list[str] | None:
    """The words that make a command run as root; None if we may not."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and not subprocess.run([*sudo, "true"], capture_output=True).returncode:
        return sudo
    return None


def _apt(as_root: list[str], *words: str) -> bool:
    command = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", *APT, *words]
    # A session of its own: Ctrl-C must not leave dpkg half way.
    done = subprocess.run(command, capture_output=True, start_new_session=True)
    return done.returncode == 0
