import { dark, mix } from './colour.ts';
import { grid, lozenge, saltire, star, zigzag } from './grid.ts';
import { cast } from './light.ts';
import { circle, clip, group, linear, path, put, type Scene, stroke } from './svg.ts';
import { crosses } from './weave.ts';

/** A strip of counted embroidery, `cols` cells wide and `rows` high, in the middle of (0, 0). */
function strip(s: Scene, cols: number, rows: number, cell: number, colours: readonly string[], kind: number): string {
  const g = grid(cols, rows);
  const x = (cols - 1) / 2;
  for (let y = -2; y < rows + 8; y += 10) {
    if (kind === 0) {
      lozenge(g, x, y + 5, 5, 1, 1);
      lozenge(g, x, y + 5, 3, 2);
      saltire(g, x, y, 2, 3);
    } else if (kind === 1) {
      star(g, x, y + 5, 2, 1, 1);
      lozenge(g, x, y, 1, 3);
    } else {
      zigzag(g, y, 3, 1);
      zigzag(g, y + 2, 3, 2);
      lozenge(g, x, y + 7, 1, 3);
    }
  }
  for (let y = 0; y < rows; y++) for (const e of [0, cols - 1]) g.set(e, y, y % 3 === 0 ? 3 : 2);
  return crosses(s, g, colours, cell, (-cols * cell) / 2, (-rows * cell) / 2);
}

/** A folk blouse with embroidered sleeves and breast, on a rod. */
export function blouse(s: Scene): string {
  const linen = mix(s.t.paper, '#fffdf8', 0.5);
  const c = [s.on(0, linen), s.on(1, linen), s.on(2, linen)];
  const kind = s.r.int(0, 2);
  const shade = (data: string): string => stroke(data, '#5b4a3a', 5, 'opacity=".2"');
  const spread = s.r.range(-8, 12);
  const sleeve = 'M0 0C-70 20 -104 70 -112 150L-128 430Q-66 462 -2 440L10 160Z';
  const cuff = 'M-128 430Q-66 462 -2 440L-8 486Q-66 504 -120 478Z';
  const folds = shade('M-20 60Q-40 250 -40 440M-90 150Q-98 300 -96 440M-60 90Q-72 260 -70 446');
  const one =
    path(sleeve, linen) +
    path(sleeve, linear(s, '0 #5b4a3a 0.24, 0.5 #ffffff 0, 1 #5b4a3a 0.16', [1, 0.2])) +
    folds +
    clip(
      s,
      sleeve,
      group(put(-66, 250, 4), strip(s, 11, 44, 9.5, c, kind)) +
        group('translate(-60 40)', group('rotate(94)', strip(s, 9, 24, 9.5, c, (kind + 1) % 3))),
    ) +
    path(cuff, c[0] ?? linen) +
    stroke('M-122 452Q-66 480 -5 462', s.t.gold, 5, 'stroke-dasharray="3 9"');
  const trunk =
    'M300 236C330 262 470 262 500 236L560 262C586 420 580 640 604 842Q400 880 196 842C220 640 214 420 240 262Z';
  const body =
    path(trunk, linen) +
    path(trunk, linear(s, '0 #5b4a3a 0.26, 0.25 #ffffff 0, 0.7 #ffffff 0, 1 #5b4a3a 0.26', [1, 0.1])) +
    shade('M290 320Q280 600 262 850M340 330Q336 600 330 860M462 330Q466 600 472 860M512 320Q524 600 540 850');
  const panels = clip(
    s,
    trunk,
    group('translate(338 470)', strip(s, 9, 40, 9, c, kind)) +
      group('translate(462 470)', strip(s, 9, 40, 9, c, kind)) +
      group('translate(400 808)', group('rotate(90)', strip(s, 9, 46, 9, c, (kind + 1) % 3))),
  );
  const neck =
    stroke('M400 262V520', '#5b4a3a', 5, 'opacity=".5"') +
    path('M296 232C320 292 480 292 504 232L492 214C470 262 330 262 308 214Z', c[0] ?? linen) +
    stroke('M304 226C330 274 470 274 496 226', s.t.gold, 4, 'stroke-dasharray="3 9"') +
    stroke('M400 268C370 330 380 360 366 400M400 268C430 330 420 360 436 404', c[1] ?? linen, 5) +
    circle(366, 408, 11, c[0] ?? linen) +
    circle(436, 412, 11, c[0] ?? linen);
  const hanger =
    stroke('M400 190C400 150 440 160 434 130C428 104 392 106 392 132', s.t.night ? s.t.gold : dark(s.t.wood, 0.5), 9) +
    stroke('M250 262Q400 150 550 262', s.t.wood, 20);
  return (
    hanger +
    cast(trunk, 18) +
    group(put(262, 262, spread), cast(sleeve, 14) + one) +
    group(put(538, 262, -spread, -1, 1), one) +
    body +
    panels +
    neck
  );
}
