#!/usr/bin/env python3
"""The one door to Hejia. Makes .venv from requirements.lock, then hands over to devstack/.

python3 dev.py demo [--port 8000]   the portal with its demo data, until Ctrl-C
python3 dev.py test                 everything CI runs
python3 dev.py test <pytest args>   only these tests
python3 dev.py check                everything CI runs but the tests
python3 dev.py fix                  what the tools can put right by themselves
python3 dev.py manage <command>     any management command, with the servers up
python3 dev.py messages             collect and compile the translations
python3 dev.py docs                 draw docs/workflows.md from the tables
python3 dev.py sizes                the longest functions and files
python3 dev.py bench                the figures of bench/
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
LOCK = HERE / "requirements.lock"
STAMP = VENV / "installed.sha256"
TOOLS = HERE / "var" / "tools"
COMMANDS = set(re.findall(r"dev\.py (\w+)", __doc__))


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:2] in (["--help"], ["-h"], ["help"]) else 2)
    if sys.version_info < (3, 11):  # noqa: UP036 - told, rather than a traceback
        sys.exit("Hejia needs Python 3.11 or newer.")
    os.environ.setdefault("HEJIA_STARTED_AT", str(time.time()))
    os.chdir(HERE)
    python = VENV / "bin" / "python"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not (python.exists() and STAMP.exists() and STAMP.read_text() == wanted):
        install(python)
        STAMP.write_text(wanted)
    os.execv(python, [str(python), "-m", "devstack", *sys.argv[1:]])  # noqa: S606


def install(python: Path) -> None:
    print("Installing the locked dependencies into .venv …", flush=True)
    uv = find_uv()
    settings = {**os.environ, **pip_settings(), "UV_PYTHON_DOWNLOADS": "never"}
    make = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)]
    fill = [uv, "pip", "sync", "--quiet", "--python", str(python), str(LOCK)]
    fill += ["--require-hashes", "--no-build"]
    for command in [fill] if python.exists() else [make, fill]:
        if subprocess.run(command, env=settings).returncode:
            sys.exit("The dependencies could not be installed; the reason stands above.")


def find_uv() -> str:
    uv = shutil.which("uv", path=f"{TOOLS / 'bin'}:{os.environ.get('PATH', '')}")
    if uv:
        return uv
    # Debian refuses a plain `pip install` and has no venv; a folder of our own it allows.
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(TOOLS), "uv"]
    if subprocess.run([*pip, "--root-user-action=ignore"]).returncode:
        sys.exit("pip could not fetch uv. On Debian: apt-get install python3-pip")
    return str(TOOLS / "bin" / "uv")


def pip_settings() -> dict[str, str]:
    """The mirror somebody chose for pip, in the words of uv, which does not read pip's settings."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True
    )
    chosen = dict(re.findall(r"^\S+?\.([\w-]+)='(.*)'$", asked.stdout, re.MULTILINE))
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "find-links": "UV_FIND_LINKS",
        "cert": "SSL_CERT_FILE",
    }
    given = {names[key]: value for key, value in chosen.items() if key in names}
    # pip looks at all its indexes alike; the hashes in the lock make that safe.
    return {"UV_SYSTEM_CERTS": "1", "UV_INDEX_STRATEGY": "unsafe-best-match", **given}


if __name__ == "__main__":
    main()
