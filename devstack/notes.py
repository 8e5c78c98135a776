"""What the servers of one folder must remember between runs: passwords and ports."""

import json
import os
import secrets
from pathlib import Path

from devstack.ports import any_free, is_free

PASSWORDS = ("postgres", "owner", "app", "platform", "valkey", "secret_key")


class Notes:
    """A JSON file only we may read."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "notes.json"
        self.kept: dict[str, str] = json.loads(self.path.read_text()) if self.path.exists() else {}

    def password(self, name: str) -> str:
        return self._keep(name, self.kept.get(name) or secrets.token_urlsafe(48))

    def key(self, name: str, length: int) -> str:
        """`length` random bytes in hex digits."""
        return self._keep(name, self.kept.get(name) or secrets.token_hex(length))

    def port(self, name: str) -> int:
        """The port of last time, or another if somebody else has taken it since."""
        port = int(self.kept.get(name, 0))
        return int(self._keep(name, str(port if port and is_free(port) else any_free())))

    def _keep(self, name: str, value: str) -> str:
        if self.kept.get(name) != value:
            self.kept[name] = value
            self._save()
        return value

    def _save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(self.kept, file, indent=1)
        fresh.replace(self.path)
