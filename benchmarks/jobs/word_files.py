"""The peers that write Word files, ready to be asked, for one note or for many meetings."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers import Peer, how_to_install, node_folder, node_peer, program, python_peer
from benchmarks.plain_note import Plain, as_html, as_markdown
from benchmarks.timing import Contender, process
from benchmarks.word_peers import naive_python_docx
from benchmarks.worker import SCRIPTS, Worker


@dataclass(slots=True)
class WordPeers:
    """Peers' contenders for writing one list of blocks. `missing` says which are not here."""

    blocks: Sequence[Plain]
    folder: Path
    stack: ExitStack
    missing: list[str] = field(default_factory=list)

    def npm_docx(self, at_most: int | None = None) -> list[Contender]:
        peer = node_peer("docx")
        worker = (peer.command, SCRIPTS / "npm_docx.mjs") if peer else ()
        return self._worker("docx", "npm docx", peer, worker, node_folder(), at_most)

    def docxtpl(self, at_most: int | None = None) -> list[Contender]:
        peer = python_peer("docxtpl")
        worker = (peer.command, SCRIPTS / "docxtpl_note.py") if peer else ()
        return self._worker("docxtpl", "docxtpl", peer, worker, None, at_most)

    def pandoc(self, name: str, at_most: int | None = None) -> list[Contender]:
        peer = program("pandoc")
        if peer is None:
            return self._absent("pandoc")
        source = self._write("pandoc.md", as_markdown(self.blocks))
        run = process(peer.command, source, "-o", source.with_suffix(".docx"))
        return [Contender(name, run, peer.version, at_most)]

    def libreoffice(self, name: str, at_most: int | None = None) -> list[Contender]:
        peer = program("soffice")
        if peer is None:
            return self._absent("soffice")
        source = self._write("libreoffice.html", as_html(self.blocks))
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        convert = ("--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML")
        run = process(peer.command, profile, *convert, "--outdir", self.folder, source)
        return [Contender(name, run, peer.version, at_most)]

    def naive(self, at_most: int | None = None) -> Contender:
        from importlib.metadata import version

        target = self.folder / "naive.docx"

        def run() -> None:
            target.write_bytes(naive_python_docx(self.blocks))

        return Contender("python-docx by style name and table.cell", run, version("python-docx"), at_most)

    def _worker(
        self,
        package: str,
        name: str,
        peer: Peer | None,
        command: tuple[str | Path, ...],
        folder: Path | None,
        at_most: int | None,
    ) -> list[Contender]:
        if peer is None:
            return self._absent(package)
        source = self._write(f"{package}.json", json.dumps(self.blocks))
        worker = self.stack.enter_context(Worker(*command, folder=folder))
        run = worker.job(blocks=str(source), to=str(source.with_suffix(".docx")))
        return [Contender(name, run, peer.version, at_most)]

    def _absent(self, name: str) -> list[Contender]:
        self.missing.append(how_to_install(name))
        return []

    def _write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path
