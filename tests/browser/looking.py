"""Pages in a real browser: how wide they get, and what a checker of accessibility says of them."""

import html
import json
import re
import subprocess
import tempfile
from pathlib import Path

from tests.browser.tools import Tools

_WIDTHS = {"phone": 360, "desk": 1280}
_COLOURS = {"light": 1, "dark": 0}
_HEIGHT = 800

# The window of a browser without a screen is no narrower than 500 pixels: a phone is a frame in it.
_FRAME = """<!DOCTYPE html><html><head><style>body {{ margin: 0 }}</style></head><body>
<iframe src="{page}" style="border:0;width:{width}px;height:{height}px"></iframe>
<script>addEventListener("message", said => {{
  const out = document.createElement("pre");
  out.id = "said"; out.textContent = said.data; document.body.append(out);
}});</script></body></html>"""
_ASK = """<script>{axe}</script><script>addEventListener("load", async () => {{
  const found = await axe.run(document, {{resultTypes: ["violations", "incomplete"]}});
  const rules = kind => found[kind].map(rule => [rule.id, rule.help, rule.nodes.map(node => node.html)]);
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const small = [...document.querySelectorAll("nav a, .notes a")].filter(
    link => link.getBoundingClientRect().height < 24).map(link => link.textContent);
  parent.postMessage(JSON.stringify({{wrong: rules("violations"), unsure: rules("incomplete"), wide, small,
    width: document.documentElement.clientWidth}}), "*");
}});</script></body>"""


def look_at(tools: Tools, page: Path, pictures: Path | None) -> list[str]:
    """Return what is wrong with a page in each width and colour; keep pictures of it, if that is wanted."""
    faults = []
    for width, pixels in _WIDTHS.items():
        for colours, number in _COLOURS.items():
            where = f"{page.name} ({width}, {colours})"
            faults += [f"{where}: {fault}" for fault in _asked(tools, page, pixels, number)]
            if pictures is not None:
                pictures.mkdir(parents=True, exist_ok=True)
                picture = pictures / f"{page.stem}-{width}-{colours}.png"
                _picture(tools, page, pixels, number, picture)
    return faults


def _asked(tools: Tools, page: Path, width: int, colours: int) -> list[str]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        ask = _ASK.format(axe=tools.axe.read_text(encoding="utf-8"))
        asked = page.read_text(encoding="utf-8").replace("</body>", ask)
        (folder / page.name).write_text(asked, encoding="utf-8")
        frame = folder / "frame.htm"
        frame.write_text(_FRAME.format(page=page.name, width=width, height=_HEIGHT), encoding="utf-8")
        shown = _run(tools, folder, frame, colours, width, "--virtual-time-budget=20000", "--dump-dom")
    said = re.search(r'<pre id="said">(.*?)</pre>', shown, re.DOTALL)
    if said is None:
        return ["the browser said nothing of it"]
    return _faults(json.loads(html.unescape(said[1])), width)


def _faults(said: dict[str, object], width: int) -> list[str]:
    found = [f"it is {said['width']} wide, not {width}"] if said["width"] != width else []
    found += [f"it is {said['wide']} pixels too wide"] if said["wide"] else []
    for kind in ("wrong", "unsure"):
        rules = said[kind]
        assert isinstance(rules, list)
        found += [f"{kind}: {name}: {what}: {' '.join(nodes)[:300]}" for name, what, nodes in rules]
    if small := said["small"]:
        found.append(f"links too small for a finger: {small}")
    return found


def _picture(tools: Tools, page: Path, width: int, colours: int, picture: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        frame = Path(made) / "frame.htm"
        frame.write_text(
            _FRAME.format(page=page.resolve().as_uri(), width=width, height=_HEIGHT), encoding="utf-8"
        )
        _run(tools, Path(made), frame, colours, width, f"--screenshot={picture.resolve()}")


def _run(tools: Tools, profile: Path, page: Path, colours: int, width: int, *how: str) -> str:
    command = [
        tools.chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--allow-file-access-from-files",
        f"--user-data-dir={profile / 'profile'}",
        f"--blink-settings=preferredColorScheme={colours}",
        f"--window-size={max(width, 500)},{_HEIGHT}",
        *how,
        page.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout
