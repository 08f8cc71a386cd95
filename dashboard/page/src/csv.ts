/** What a chart shows, as a table: for everybody, for screen readers and as a file. */
export interface Table {
  head: string[];
  rows: TableCell[][];
}

export type TableCell = string | number | null;

/** RFC 4180: lines end in CR LF; cells are quoted where they need it; nothing for null. A text that a spreadsheet would take for a formula has an apostrophe before it. */
export function csv(table: Table): string {
  return [table.head, ...table.rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: TableCell): string {
  if (value === null) {
    return '';
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? String(value) : '';
  }
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
