"""`dev.py messages`: collect and compile the translations, and say what is left to translate."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

from devstack.children import Trouble
from devstack.places import BIN, ROOT

NOT_OURS = ["--ignore=var", "--ignore=.venv", "--ignore=tests", "--ignore=devstack"]
PLAIN = ["--no-location", "--no-wrap", "--no-obsolete"]
CATALOGUES = "locale/*/LC_MESSAGES/*.po"

# Chinese letters, quotation marks and brackets: punctuation beside them is as wide as they are.
HAN = r"[\u3000-\u303f\u3400-\u9fff\u2018-\u201d\uff08\uff09]"
NARROW = re.compile(rf"((?<={HAN})[,:;?]|[,:;?](?={HAN})) ?")
WIDE = {",": "\uff0c", ":": "\uff1a", ";": "\uff1b", "?": "\uff1f"}


def messages() -> int:
    if not shutil.which("xgettext", path=None) and not (BIN / "xgettext").exists():
        raise Trouble(
            "GNU gettext is missing. Either: uv pip install --group i18n, or as root: "
            "apt-get install gettext"
        )
    for command in (["makemessages", "--locale=zh_Hans", *PLAIN], ["compilemessages"]):
        _widen()
        done = subprocess.run([sys.executable, "-m", "django", *command, *NOT_OURS], cwd=ROOT)
        if done.returncode:
            return done.returncode
    return _untranslated()


def widened(text: str) -> str:
    """With full-width commas, colons, semicolons and question marks beside Chinese."""
    return NARROW.sub(lambda found: WIDE[found[1]], text)


def _widen() -> None:
    import polib

    for path in ROOT.glob(CATALOGUES):
        catalogue = polib.pofile(str(path), wrapwidth=0)
        for entry in catalogue:
            entry.msgstr = widened(entry.msgstr)
            for number, text in entry.msgstr_plural.items():
                entry.msgstr_plural[number] = widened(text)
        catalogue.save()


def _untranslated() -> int:
    import polib

    left = 0
    for path in sorted(ROOT.glob(CATALOGUES)):
        catalogue = polib.pofile(str(path))
        waiting = [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]
        for entry in waiting:
            print(f"  {entry.msgid}")
        print(f"{path.relative_to(ROOT)}: {len(waiting)} of {len(catalogue)} not translated")
        left += len(waiting)
    return 1 if left else 0
