"""`dev.py messages`: collect and compile the translations, and say what is left to translate."""

from __future__ import annotations

import shutil
import subprocess
import sys

from devstack.children import Trouble
from devstack.places import BIN, ROOT

NOT_OURS = ["--ignore=var", "--ignore=.venv", "--ignore=tests", "--ignore=devstack"]
PLAIN = ["--no-location", "--no-wrap", "--no-obsolete"]


def messages() -> int:
    if not shutil.which("xgettext", path=None) and not (BIN / "xgettext").exists():
        raise Trouble(
            "GNU gettext is missing. Either: uv pip install --group i18n, or as root: "
            "apt-get install gettext"
        )
    for command in (["makemessages", "--locale=zh_Hans", *PLAIN], ["compilemessages"]):
        done = subprocess.run([sys.executable, "-m", "django", *command, *NOT_OURS], cwd=ROOT)
        if done.returncode:
            return done.returncode
    return _untranslated()


def _untranslated() -> int:
    import polib

    left = 0
    for path in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")):
        catalogue = polib.pofile(str(path))
        waiting = [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]
        for entry in waiting:
            print(f"  {entry.msgid}")
        print(f"{path.relative_to(ROOT)}: {len(waiting)} of {len(catalogue)} not translated")
        left += len(waiting)
    return 1 if left else 0
