from typing import Any

from django.core.checks import CheckMessage, Warning

from kernel.typesetting import missing_packages


def check_typesetting(**kwargs: Any) -> list[CheckMessage]:
    # Only a warning: the portal serves without them, its documents do not come or take minutes.
    packages = missing_packages()
    if not packages:
        return []
    hint = f"apt-get install -y {' '.join(packages)}"
    return [Warning("Official documents need libraries.", hint=hint, id="kernel.W001")]
