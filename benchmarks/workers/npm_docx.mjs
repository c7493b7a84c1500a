// The npm package docx: {"blocks": file, "to": file} a line in, {"seconds": …} a line out.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } =
  createRequire(process.cwd() + "/")("docx");

const labelled = (label, text) => [
  ...(label ? [new TextRun({ text: label, bold: true })] : []),
  new TextRun(text),
];

function made([kind, ...rest]) {
  if (kind === "h") return new Paragraph({ text: rest[1], heading: HeadingLevel[`HEADING_${rest[0]}`] });
  if (kind === "p") return new Paragraph({ children: labelled(...rest) });
  if (kind === "b") {
    return new Paragraph({ children: labelled(rest[1], rest[2]), bullet: { level: rest[0] - 1 } });
  }
  const rows = [rest[0], ...rest[1]].map(
    (row, at) =>
      new TableRow({
        tableHeader: at === 0,
        children: row.map((cell) => new TableCell({ children: [new Paragraph(cell)] })),
      }),
  );
  return new Table({ rows });
}

for await (const line of createInterface({ input: process.stdin })) {
  const { blocks, to } = JSON.parse(line);
  const content = JSON.parse(readFileSync(blocks, "utf8"));
  const began = process.hrtime.bigint();
  const document = new Document({ sections: [{ children: content.map(made) }] });
  writeFileSync(to, await Packer.toBuffer(document));
  console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - began) / 1e9 }));
}
