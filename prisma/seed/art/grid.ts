import { d } from './svg.ts';

/** A counted pattern: each cell holds 0 (empty) or the number of a colour, from 1. */
export interface Grid {
  readonly w: number;
  readonly h: number;
  get(x: number, y: number): number;
  set(x: number, y: number, colour: number): void;
}

export function grid(w: number, h: number): Grid {
  const cells = new Uint8Array(w * h);
  return {
    w,
    h,
    get: (x, y) => (x < 0 || y < 0 || x >= w || y >= h ? 0 : (cells[y * w + x] ?? 0)),
    set: (x, y, colour) => {
      if (x >= 0 && y >= 0 && x < w && y < h) cells[y * w + x] = colour;
    },
  };
}

/** Calls `visit` with every cell of a square of half-size `r` round a centre, and its distances from that centre. */
function around(r: number, visit: (dx: number, dy: number) => void): void {
  for (let dy = -r; dy <= r; dy++) for (let dx = -r; dx <= r; dx++) visit(dx, dy);
}

/** A lozenge; `thick` 0 fills it. `step` 2 or 3 makes the stairs of a kilim. */
export function lozenge(g: Grid, x: number, y: number, r: number, colour: number, thick = 0, step = 1): void {
  around(r, (dx, dy) => {
    const far = Math.ceil(Math.abs(dx) / step) * step + Math.ceil(Math.abs(dy) / step) * step;
    if (far <= r && (thick === 0 || far > r - thick * step)) g.set(x + dx, y + dy, colour);
  });
}

/** The eight-pointed star of Balkan and Carpathian embroidery. */
export function star(g: Grid, x: number, y: number, r: number, fill: number, edge: number): void {
  around(2 * r, (dx, dy) => {
    const a = Math.max(Math.abs(dx), Math.abs(dy));
    const b = Math.min(Math.abs(dx), Math.abs(dy));
    if (b > r || a - b > r || a === b || b === 0) return;
    g.set(x + dx, y + dy, b === r || a - b === r || a - b === 1 || b === 1 ? edge : fill);
  });
}

/** Ram's horns: four pairs of hooks standing off the points of a lozenge. */
export function hooks(g: Grid, x: number, y: number, r: number, size: number, colour: number): void {
  const put = (dx: number, dy: number): void => {
    for (const [a, b] of [
      [dx, dy],
      [-dx, dy],
      [dx, -dy],
      [-dx, -dy],
      [dy, dx],
      [-dy, dx],
      [dy, -dx],
      [-dy, -dx],
    ] as const)
      g.set(x + a, y + b, colour);
  };
  for (let i = 0; i <= size; i++) put(0, r + i);
  for (let i = 0; i <= size; i++) put(i, r + size);
  for (let i = 0; i < size; i++) put(size, r + size - i);
  if (size > 2) put(size - 1, r + 1);
}

/** A cross of diagonal arms. */
export function saltire(g: Grid, x: number, y: number, r: number, colour: number): void {
  around(r, (dx, dy) => {
    if (Math.abs(dx) === Math.abs(dy)) g.set(x + dx, y + dy, colour);
  });
}

/** A running zigzag over the whole width. */
export function zigzag(g: Grid, y: number, height: number, colour: number, phase = 0): void {
  for (let x = 0; x < g.w; x++) {
    const k = (x + phase) % (2 * height);
    g.set(x, y + (k < height ? k : 2 * height - k), colour);
  }
}

/** Path data, one for each colour in use, of the cells merged into runs; `bleed` lets runs overlap so that no seam shows. */
export function runs(g: Grid, cell: number, left: number, top: number, bleed = 0): ReadonlyMap<number, string> {
  const data = new Map<number, string>();
  for (let y = 0; y < g.h; y++) {
    let x = 0;
    while (x < g.w) {
      const colour = g.get(x, y);
      const from = x;
      while (x < g.w && g.get(x, y) === colour) x++;
      if (colour > 0)
        data.set(
          colour,
          `${data.get(colour) ?? ''}${d`M${left + from * cell} ${top + y * cell}h${(x - from) * cell + bleed}v${cell + bleed}h${(from - x) * cell - bleed}z`}`,
        );
    }
  }
  return data;
}
