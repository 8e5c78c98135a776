"""Keys by which Chinese names are found from a Latin keyboard."""

import re
import unicodedata


def pinyin_key(name: str) -> str:
    """Full pinyin and initials: "锦州华兴" gives "jinzhouhuaxing jzhx".

    Latin letters and digits stay whole in both, in lower case; punctuation goes.
    """
    from pypinyin import lazy_pinyin  # its dictionary takes a second to load

    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).lower())
    full = initials = ""
    for run in re.findall(r"[a-z0-9]+|[^a-z0-9]+", plain):
        syllables = [run] if run.isascii() else lazy_pinyin(run)
        full += "".join(syllables)
        initials += run if run.isascii() else "".join(syllable[0] for syllable in syllables)
    return f"{full} {initials}".strip()
