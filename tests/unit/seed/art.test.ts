import { describe, expect, it } from 'vitest';
import { banner, draw, motifs, palettes } from '#seed/art/index.ts';

/** What is wrong with an SVG string as XML: tags that do not pair, attributes given twice, bare ampersands; empty when nothing is. */
function faults(svg: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, end: string, name: string, attributes: string, empty: string) => {
      const names = [...attributes.matchAll(/([\w:-]+)="/g)].map((m) => m[1]);
      if (new Set(names).size !== names.length) found.push(`twice: ${name}${attributes}`);
      if (end === '/') {
        const last = open.pop();
        if (last !== name) found.push(`</${name}> closes <${last ?? ''}>`);
      } else if (empty === '') open.push(name);
      return '';
    },
  );
  if (open.length > 0) found.push(`left open: ${open.join(' ')}`);
  if (rest.trim() !== '') found.push(`not markup: ${rest.slice(0, 60)}`);
  if (/NaN|undefined|Infinity|\[object|&/.test(svg)) found.push('a value that is not a number');
  return found;
}

/** Internal references that lead nowhere, and ids given twice. */
function dangling(svg: string): string[] {
  const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map((m) => m[1] ?? '');
  const used = [...svg.matchAll(/(?:url\(|href=")#([^")]*)/g)].map((m) => m[1] ?? '');
  const known = new Set(ids);
  return [...used.filter((id) => !known.has(id)), ...ids.filter((id, i) => id === '' || ids.indexOf(id) !== i)];
}

const seeds = [1, 2, 3, 40];
const every = motifs.flatMap((motif) =>
  palettes.flatMap((palette) => seeds.map((seed) => ({ motif, palette, seed, svg: draw(motif, palette, seed) }))),
);

describe('the pictures of the demo', () => {
  it('offers 32 motifs in 16 palettes, each once', () => {
    expect(new Set(motifs).size).toBe(32);
    expect(new Set(palettes).size).toBe(16);
  });

  it('draws every motif in every palette as well-formed markup of 800 × 1000', () => {
    for (const { motif, palette, seed, svg } of every) {
      expect(faults(svg), `${motif} ${palette} ${seed}`).toEqual([]);
      expect(dangling(svg), `${motif} ${palette} ${seed}`).toEqual([]);
      expect(
        svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000" viewBox="0 0 800 1000"'),
      ).toBe(true);
    }
  });

  it('holds no script, no text and nothing from outside', () => {
    for (const { motif, svg } of every) {
      expect(svg, motif).not.toMatch(/<(script|text|image|foreignObject|style|filter)/);
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', ''), motif).not.toMatch(
        /https?:|data:|href="[^#]|url\([^#]|\son\w+=/,
      );
    }
  });

  it('keeps every picture under 60 kB and half of them under 20 kB', () => {
    const sizes = every.map(({ svg }) => Buffer.byteLength(svg)).sort((a, b) => a - b);
    expect(sizes.at(-1)).toBeLessThan(60_000);
    expect(sizes[sizes.length >> 1]).toBeLessThan(20_000);
  });

  it('draws the same for the same arguments', () => {
    for (const { motif, palette, seed, svg } of every.filter((_, i) => i % 7 === 0))
      expect(draw(motif, palette, seed)).toBe(svg);
  });

  it('draws another picture for another seed or another palette', () => {
    for (const motif of motifs) {
      const bySeed = new Set(Array.from({ length: 12 }, (_, seed) => draw(motif, 'folk', seed)));
      expect(bySeed.size, motif).toBe(12);
      expect(new Set(palettes.map((palette) => draw(motif, palette, 5))).size, motif).toBe(palettes.length);
    }
  });

  it('draws a banner of 1600 × 600 for every motif', () => {
    for (const [i, motif] of motifs.entries()) {
      const palette = palettes[i % palettes.length] ?? 'folk';
      const svg = banner(palette, i, motif);
      expect(faults(svg), motif).toEqual([]);
      expect(dangling(svg), motif).toEqual([]);
      expect(svg).toContain('viewBox="0 0 1600 600"');
      expect(Buffer.byteLength(svg), motif).toBeLessThan(180_000);
      expect(banner(palette, i, motif)).toBe(svg);
    }
  });
});
