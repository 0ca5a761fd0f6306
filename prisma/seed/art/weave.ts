import { dark, light, mix } from './colour.ts';
import { type Grid, grid, hooks, lozenge, runs, saltire, star, zigzag } from './grid.ts';
import { cast, slab } from './light.ts';
import { d, group, linear, num, path, put, rect, type Scene, stroke, tile } from './svg.ts';

/** The threads of a picture, visible on its cloth, numbered from 1 in the grid. */
function threads(s: Scene, cloth: string, count = 4): string[] {
  return Array.from({ length: count }, (_, i) => s.on(i, cloth));
}

/** A counted pattern as cross-stitch. */
export function crosses(
  s: Scene,
  g: Grid,
  colours: readonly string[],
  cell: number,
  left: number,
  top: number,
): string {
  const [a, b] = [cell * 0.17, cell * 0.83];
  return [...runs(g, cell, left, top)]
    .map(([n, data]) => {
      const colour = colours[n - 1] ?? colours[0] ?? '#000000';
      const under = stroke(d`M${a} ${b}L${b} ${a}`, dark(colour, 0.18), cell * 0.3);
      const over = stroke(d`M${a} ${a}L${b} ${b}`, colour, cell * 0.32);
      return path(data, tile(s, cell, cell, under + over, `translate(${num(left)} ${num(top)})`));
    })
    .join('');
}

function medallion(s: Scene, g: Grid): void {
  const [x, y] = [Math.floor(g.w / 2), Math.floor(g.h / 2)];
  const big = s.r.int(14, 17);
  lozenge(g, x, y, big, 1, 1);
  lozenge(g, x, y, big + 2, 2, 1);
  hooks(g, x, y, big + 3, 3, 1);
  for (let r = 0; r < big; r += s.r.int(4, 5)) lozenge(g, x, y, big - r - 3, (r % 3) + 1, s.r.int(1, 2));
  star(g, x, y, s.r.int(4, 5), 1, 2);
  for (const [a, b] of [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ] as const) {
    const [cx, cy] = [x + a * (Math.floor(g.w / 2) - 5), y + b * (big + 3)];
    star(g, cx, cy, 2, 3, 2);
    lozenge(g, cx, cy, 6, 1, 1);
  }
}

function bands(s: Scene, g: Grid): void {
  const x = Math.floor(g.w / 2);
  let y = 3;
  let k = s.r.int(0, 3);
  while (y < g.h - 4) {
    const kind = k++ % 4;
    const step = 12 + (k % 2) * 2;
    if (kind === 0) {
      for (let i = -2; i <= 2; i++) {
        star(g, x + i * step, y + 7, 3, 1 + (Math.abs(i) % 2) * 2, 2);
        lozenge(g, x + i * step + step / 2, y + 7, 2, 3);
      }
      y += 17;
    } else if (kind === 1) {
      zigzag(g, y, 4, 1, 3);
      zigzag(g, y + 2, 4, 2, 3);
      y += 9;
    } else if (kind === 2) {
      for (let i = -3; i <= 3; i++) {
        lozenge(g, x + i * 10, y + 5, 5, 1, 1);
        lozenge(g, x + i * 10, y + 5, 3, 3);
        saltire(g, x + i * 10 + 5, y + 5, 2, 2);
      }
      y += 13;
    } else {
      for (let i = 0; i < g.w; i++) {
        g.set(i, y, 2);
        if (i % 4 !== 3) g.set(i, y + 2, 1);
        g.set(i, y + 4, 2);
      }
      y += 7;
    }
  }
}

function net(s: Scene, g: Grid): void {
  const step = s.r.pick([18, 20]);
  const [x, y] = [Math.floor(g.w / 2), Math.floor(g.h / 2)];
  for (let j = -4; j <= 4; j++) {
    for (let i = -5; i <= 5; i++) {
      if ((i + j) % 2 !== 0) continue;
      const [cx, cy] = [x + (i * step) / 2, y + (j * step) / 2];
      lozenge(g, cx, cy, step / 2, 2, 1);
      if (i % 2 === 0) star(g, cx, cy, 3, 1, (j / 2) % 2 === 0 ? 1 : 3);
      else {
        lozenge(g, cx, cy, 6, 3, 1);
        lozenge(g, cx, cy, 3, 1);
        lozenge(g, cx, cy, 1, 4);
      }
    }
  }
}

/** Cross-stitch (Bulgarian shevitsa, Carpathian embroidery) on linen. */
export function stitch(s: Scene): string {
  const cloth = s.t.night ? s.t.ground : mix(s.t.paper, s.t.ground, 0.45);
  const cell = s.r.pick([16, 18, 20]);
  const g = grid(Math.ceil(s.w / cell / 2) * 2 + 1, Math.ceil(s.h / cell / 2) * 2 + 1);
  const kind = s.variant(3);
  if (kind === 0 && s.w < s.h) medallion(s, g);
  else if (kind === 1) bands(s, g);
  else net(s, g);
  const weave = tile(
    s,
    4,
    4,
    rect(0, 0, 4, 2, '#000000', 'opacity=".05"') + rect(0, 0, 2, 4, '#ffffff', 'opacity=".09"'),
  );
  const light = linear(s, '0 #ffffff 0.14, 0.5 #ffffff 0, 1 #000000 0.14', [1, 1]);
  return (
    rect(0, 0, s.w, s.h, cloth) +
    rect(0, 0, s.w, s.h, weave) +
    crosses(s, g, threads(s, cloth), cell, (s.w - g.w * cell) / 2, (s.h - g.h * cell) / 2) +
    rect(0, 0, s.w, s.h, light)
  );
}

/** The field of a kilim: a background, nested stepped lozenges, and fillings between them. */
function field(s: Scene, g: Grid): void {
  const x = (g.w - 1) / 2;
  const kind = s.variant(3);
  const count = kind === 0 ? 3 : kind === 1 ? 2 : 5;
  const r = kind === 0 ? 10 : kind === 1 ? 15 : 8;
  const span = (g.h - 14) / count;
  for (let k = 0; k < count; k++) {
    const y = Math.round(7 + span * (k + 0.5));
    const columns = kind === 2 ? (k % 2 === 0 ? [-9, 9] : [0, -18, 18]) : [0];
    for (const dx of columns) {
      [r, r - 2, r - 4, r - 6, r - 8].forEach((q, i) => {
        if (q > 0) lozenge(g, x + dx, y, q, [2, 4, 3, 5, 2][(i + k) % 5] ?? 2, 0, kind === 2 ? 1 : 2);
      });
      if (kind === 1) {
        hooks(g, x + dx, y, r - 1, 3, 4);
        star(g, x + dx, y, 3, 4, 5);
      } else lozenge(g, x + dx, y, 2, 4);
    }
    if (kind !== 2)
      for (const dx of [-15, 15]) {
        lozenge(g, x + dx, Math.round(y - span / 2), kind === 0 ? 6 : 5, 3, 0, 2);
        lozenge(g, x + dx, Math.round(y - span / 2), 3, 4);
        lozenge(g, x + dx, Math.round(y - span / 2), 1, 2);
        if (kind === 0) saltire(g, x + dx, y, 2, 5);
      }
  }
}

function borders(s: Scene, g: Grid): void {
  const tooth = s.r.int(2, 3);
  for (let y = 0; y < g.h; y++)
    for (let x = 0; x < g.w; x++) {
      const edge = Math.min(x, y, g.w - 1 - x, g.h - 1 - y);
      const along =
        edge === x || edge === g.w - 1 - x ? Math.abs(y - Math.floor(g.h / 2)) : Math.abs(x - Math.floor(g.w / 2));
      if (edge === 0) g.set(x, y, 5);
      else if (edge <= 3) g.set(x, y, (along + edge) % (2 * tooth) < tooth ? 3 : 4);
      else if (edge === 4) g.set(x, y, 5);
      else if (edge === 5 && along % 2 === 0) g.set(x, y, 4);
    }
}

/** A kilim with stepped lozenges, borders and a fringe (Chiprovtsi, Pirot, Oltenia). */
export function kilim(s: Scene): string {
  const colours = [s.ink(0), s.ink(1), s.ink(2), s.t.paper, s.t.deep];
  if (s.r.chance(0.4)) [colours[0], colours[4]] = [dark(s.ink(0), 0.45), light(s.ink(1), 0.1)];
  const [w, h] = s.r.pick([
    [45, 62],
    [47, 58],
    [43, 66],
  ] as const);
  const g = grid(w, h);
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) g.set(x, y, 1);
  field(s, g);
  borders(s, g);
  const cell = Math.round(780 / h);
  const high = h * cell;
  const [left, top] = [Math.round(400 - (w * cell) / 2), 500 - high / 2];
  const cloth = [...runs(g, cell, left, top, 0.5)].map(([n, data]) => path(data, colours[n - 1] ?? s.t.deep)).join('');
  const cord = s.t.night ? dark(s.t.paper, 0.12) : light(s.t.wood, 0.62);
  let fringe = '';
  for (let i = 0; i < 46; i++) {
    const x = left + 4 + (i * (w * cell - 8)) / 45;
    fringe += d`M${x} ${top}q${s.r.range(-5, 5)} -26 ${s.r.range(-4, 4)} -46M${x} ${top + high}q${s.r.range(-5, 5)} 26 ${s.r.range(-4, 4)} 46`;
  }
  const outline = slab(left, top, w * cell, high);
  const ribs = Array.from({ length: Math.floor(high / 5) }, (_, i) => d`M${left} ${top + i * 5}h${w * cell}`).join('');
  const fold = linear(s, '0 #ffffff 0.16, 0.3 #000000 0.04, 0.6 #ffffff 0.08, 1 #000000 0.22', [1, 0.4]);
  const turn = s.r.pick([0, 0, -4, 5]);
  const body =
    cast(slab(left, top - 20, w * cell, high + 40), 16) +
    stroke(fringe, dark(cord, 0.3), 6) +
    stroke(fringe, cord, 3.4) +
    cloth +
    stroke(ribs, '#000000', 1.6, 'opacity=".1"') +
    path(outline, fold);
  return turn === 0 ? body : group(put(400, 500, turn, 0.94), group('translate(-400 -500)', body));
}
