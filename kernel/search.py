"""Keys by which Chinese names are found from a Latin keyboard."""

import re
import unicodedata

SHORTEST = 200  # characters


def pinyin_key(name: str) -> str:
    """Full pinyin and initials: "锦州华兴" gives "jinzhouhuaxing jzhx".

    Latin letters and digits stay whole in both, in lower case; punctuation goes. A key is five
    characters long for each of the name, and never cut below SHORTEST: the columns count on it.
    """
    from pypinyin import lazy_pinyin  # its dictionary takes a second to load

    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).lower())[: len(name)]
    full = initials = ""
    for run in re.findall(r"[a-z0-9]+|[^a-z0-9]+", plain):
        syllables = [run] if run.isascii() else lazy_pinyin(run)
        full += "".join(syllables)
        initials += run if run.isascii() else "".join(syllable[0] for syllable in syllables)
    room = max(SHORTEST, 5 * len(name)) - len(initials) - 1
    return f"{full[:room]} {initials}".strip()
