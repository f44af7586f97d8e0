// Tables as files, made in the browser: CSV, and an XLSX of one sheet (ECMA-376) in a ZIP without compression.
import type { Table, Value } from './tables';

/** Hands a file to the reader. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has its own hold of the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const text = (value: Value | undefined) => (value === null || value === undefined ? '' : String(value));
// A cell that begins like a formula would run in a spreadsheet.
const safe = (value: string) => (/^[=+@\t\r]|^-(?!\d)/.test(value) ? `'${value}` : value);
const quoted = (value: string) => (/[",;\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** As CSV, with the mark that tells Excel that its letters are UTF-8. */
export const csvOf = (table: Table): Blob => new Blob(
  ['\ufeff', [table.columns, ...table.rows.map(row => table.columns.map(column => text(row[column])))].map(line => line.map(cell => quoted(safe(cell))).join(',')).join('\r\n')],
  { type: 'text/csv;charset=utf-8' });

// Letters that XML does not have are left out.
const xml = (value: string) => value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const cell = (value: Value | undefined) => typeof value === 'number' && Number.isFinite(value) ? `<c><v>${value}</v></c>`
  : `<c t="inlineStr"><is><t xml:space="preserve">${xml(text(value))}</t></is></c>`;

/** As XLSX: numbers are numbers, all else is text, which no spreadsheet runs. */
export function xlsxOf(table: Table): Blob {
  const rows = [table.columns.map(column => cell(column)), ...table.rows.map(row => table.columns.map(column => cell(row[column])))].map(cells => `<row>${cells.join('')}</row>`);
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  return zipOf({
    '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sheet.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="data" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="sheet.xml"/></Relationships>`,
    'xl/sheet.xml': `${head}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
  }, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

// Stored, not deflated: local headers with their parts, then the directory (APPNOTE 4.3).
function zipOf(parts: Record<string, string>, type: string): Blob {
  const encoder = new TextEncoder();
  const [local, directory]: [Uint8Array[], Uint8Array[]] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [path, bytes] = [encoder.encode(name), encoder.encode(content)];
    // Version 2.0, names in UTF-8, stored, 1 January 1980.
    const common = [20, 0x0800, 0, 0, 0x21];
    const sizes = [crcOf(bytes), bytes.length, bytes.length];
    const header = record([[4, 0x04034b50], ...common.map(value => [2, value]), ...sizes.map(value => [4, value]), [2, path.length], [2, 0]]);
    directory.push(record([[4, 0x02014b50], [2, 20], ...common.map(value => [2, value]), ...sizes.map(value => [4, value]), [2, path.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), path);
    local.push(header, path, bytes);
    offset += header.length + path.length + bytes.length;
  }
  const count = Object.keys(parts).length;
  const length = directory.reduce((sum, bytes) => sum + bytes.length, 0);
  const end = record([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, offset], [2, 0]]);
  return new Blob([...local, ...directory, end] as BlobPart[], { type });
}

function record(fields: number[][]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size!, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value!, true);
    else view.setUint32(at, value!, true);
    at += size!;
  }
  return bytes;
}
