import { STREAMS } from "../../src/model/streams.js";
import type { Column } from "../../src/model/table.js";
import { TABLES } from "../../src/model/tables.js";

/** Streams and normalised tables with every column: what mappings write and populations read. */
export function tablesPage(): string {
  const streams = Object.entries(STREAMS).map(([name, { scope, title }]) => `| \`${name}\` | ${scope} | ${title} |`);
  const tables = Object.entries(TABLES).map(([name, { doc, month, columns }]) =>
    [
      `## ${name}\n`,
      `${doc}${month === null ? "" : ` Cut by month of \`${month}\`.`}\n`,
      "| Column | Kind | Meaning |\n|---|---|---|",
      ...Object.entries<Column>(columns).map(
        ([column, { kind, nullable, doc: meaning }]) =>
          `| \`${column}\` | ${kind}${nullable ? ", may be empty" : ""} | ${meaning.replaceAll("|", "\\|")} |`,
      ),
      "",
    ].join("\n"),
  );
  return `# Tables and streams\n\nInstants are UTC milliseconds since 1970; days are \`YYYY-MM-DD\`. Every row also carries its source, the digest of the stored bytes, its place in them and when it was observed.\n\n| Stream | Scope | What it is |\n|---|---|---|\n${streams.join("\n")}\n\n${tables.join("\n")}`;
}
