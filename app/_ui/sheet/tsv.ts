/**
 * A block copied from a spreadsheet: rows of cells, tab-separated, where a cell with tabs, line ends or quotation marks stands in
 * quotation marks, doubled within. What spreadsheets add at the end is no row.
 */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let at = 0; at < source.length; at++) {
    const character = source[at] ?? '';
    if (quoted) {
      if (character !== '"') cell += character;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === '\t') {
      rows.at(-1)?.push(cell);
      cell = '';
    } else if (character === '\n') {
      rows.at(-1)?.push(cell);
      rows.push([]);
      cell = '';
    } else cell += character;
  }
  rows.at(-1)?.push(cell);
  return rows;
}

/** Whether pasted text is a block and not one cell's text. */
export function isBlock(text: string): boolean {
  return /[\t\n]/.test(text.replace(/\r?\n$/, ''));
}
