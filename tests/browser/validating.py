"""Pages before the HTML validator."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.browser.tools import Tools


def validate(tools: Tools, pages: Sequence[Path]) -> list[str]:
    """Return what the validator has to say of pages, warnings too."""
    if not pages:
        return []
    command = [tools.java, "-jar", str(tools.vnu), "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    return [
        f"{Path(said['url']).name}:{said.get('lastLine', '?')} {said['type']}: {said['message']}"
        for said in json.loads(done.stderr)["messages"]
    ]
