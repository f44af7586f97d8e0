// Advance widths of a TrueType font, enough to lay text out: the tables head, hhea, hmtx and cmap (format 4) of the OpenType
// specification, https://learn.microsoft.com/typography/opentype/spec/
import { readFileSync } from 'node:fs';

export class FontMetrics {
  readonly #file: DataView;
  readonly #tables = new Map<string, number>();
  readonly #unitsPerEm: number;
  readonly #advances: number;
  readonly #segments: number; // offset of the cmap subtable of format 4
  readonly #known = new Map<number, number>();

  /** Reads a .ttf; throws when it lacks a Unicode character map of format 4. */
  constructor(path: string) {
    const bytes = readFileSync(path);
    this.#file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0, at = 12; i < this.#file.getUint16(4); i++, at += 16) {
      this.#tables.set(bytes.toString('latin1', at, at + 4), this.#file.getUint32(at + 8));
    }
    this.#unitsPerEm = this.#file.getUint16(this.#table('head') + 18);
    this.#advances = this.#file.getUint16(this.#table('hhea') + 34);
    this.#segments = this.#findSegments(path);
  }

  /** Width of a line of text in ems, without kerning. */
  widthOf(text: string): number {
    let units = 0;
    for (const character of text.normalize('NFC')) units += this.#advance(character.codePointAt(0)!);
    return units / this.#unitsPerEm;
  }

  #advance(code: number): number {
    let units = this.#known.get(code);
    if (units === undefined) {
      const glyph = Math.min(this.#glyph(code), this.#advances - 1);
      units = this.#file.getUint16(this.#table('hmtx') + 4 * glyph);
      this.#known.set(code, units);
    }
    return units;
  }

  #glyph(code: number): number {
    const at = this.#segments;
    const doubled = this.#file.getUint16(at + 6);
    for (let i = 0; i < doubled; i += 2) {
      if (this.#file.getUint16(at + 14 + i) < code) continue;
      const start = this.#file.getUint16(at + 16 + doubled + i);
      if (code < start) return 0;
      const delta = this.#file.getUint16(at + 16 + 2 * doubled + i);
      const rangeAt = at + 16 + 3 * doubled + i;
      const range = this.#file.getUint16(rangeAt);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = this.#file.getUint16(rangeAt + range + 2 * (code - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  }

  #findSegments(path: string): number {
    const cmap = this.#table('cmap');
    for (let i = 0; i < this.#file.getUint16(cmap + 2); i++) {
      const subtable = cmap + this.#file.getUint32(cmap + 8 + 8 * i);
      if (this.#file.getUint16(subtable) === 4) return subtable;
    }
    throw new Error(`${path} has no character map of format 4.`);
  }

  #table(name: string): number {
    return this.#tables.get(name)!;
  }
}
