/** What a cell of a CSV file can hold; `null` and `undefined` are an empty cell. */
export type CsvValue = string | number | bigint | boolean | null | undefined;

/**
 * The first bytes of a CSV file: a UTF-8 byte order mark, without which spreadsheets guess the encoding, and the line
 * of column names.
 */
export function csvHeader(columns: readonly string[]): string {
  return `\uFEFF${csvLine(columns)}`;
}

/**
 * One record by RFC 4180: values separated by commas, quoted where they must be, ended by CR LF. Write the lines one
 * after another; nothing is kept between them.
 *
 * Text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or carriage return) gets a
 * leading apostrophe. Numbers keep their sign. A reader who needs the exact text takes the JSON.
 */
export function csvLine(values: readonly CsvValue[]): string {
  // A lone empty cell is quoted: a blank line would be read as no record at all.
  if (values.length === 1 && textOf(values[0]) === "") return '""\r\n';
  return `${values.map((value) => quoted(textOf(value))).join(",")}\r\n`;
}

function textOf(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
