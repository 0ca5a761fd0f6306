import { character } from './characters.ts';
import { dark, light, mix } from './colour.ts';
import { cloud } from './flora.ts';
import { cast, glow, slab } from './light.ts';
import { at } from './random.ts';
import { brush, d, group, linear, type Point, path, petal, put, rect, type Scene, smooth, stroke } from './svg.ts';

/** Two stems of bamboo with their leaves, growing from `foot`. */
function bamboo(s: Scene, ink: string, foot: number): string {
  return [330, 452]
    .map(
      (bx, i) =>
        [0, 1, 2, 3, 4]
          .map((j) =>
            path(
              brush(
                [
                  [bx + j * 6, foot - 12 - j * 106],
                  [bx + j * 6 + 4, foot - 66 - j * 106],
                  [bx + j * 6 + 5, foot - 112 - j * 106],
                ],
                () => 20 - i * 7,
              ),
              ink,
              `opacity="${i === 0 ? 0.85 : 0.4}"`,
            ),
          )
          .join('') +
        [1, 2, 3, 4]
          .map((j) =>
            [-62, -38, 40, 70, 112]
              .map((turn, q) =>
                s.r.chance(0.8)
                  ? group(
                      put(bx + j * 6, foot - 12 - j * 106, turn + s.r.range(-12, 12)),
                      path(petal(96 - q * 6, 11), ink, `opacity="${s.r.range(0.35, 0.95).toFixed(2)}"`),
                    )
                  : '',
              )
              .join(''),
          )
          .join(''),
    )
    .join('');
}

/** The roller of a scroll, with its gilt ends standing out by `over`. */
function rod(s: Scene, x: number, y: number, wide: number, over: number): string {
  return (
    rect(x - over, y, wide + over * 2, 28, dark(s.t.wood, 0.45), 'rx="12"') +
    rect(x - over, y + 3, wide + over * 2, 9, light(s.t.wood, 0.1), 'rx="5"') +
    [x - over, x + wide + over - 22].map((q) => rect(q, y - 3, 22, 34, s.t.gold, 'rx="6"')).join('')
  );
}

/** The centre line of a circle written in one breath. */
function circleStroke(middle: number): Point[] {
  return Array.from({ length: 34 }, (_, i): Point => {
    const a = -1.9 + (i / 33) * 5.9;
    return [400 + 132 * Math.cos(a) * (1 + 0.02 * i * 0.2), middle + 132 * Math.sin(a)];
  });
}

/** Writes characters in columns, never the same one twice. */
function writer(s: Scene, ink: string): (x: number, from: number, count: number, size: number) => string {
  const order = s.r.shuffle([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  let next = 0;
  return (cx, from, n, k) =>
    Array.from({ length: n }, (_, i) =>
      group(
        put(cx + s.r.range(-5, 5), from + i * 200 * k * 1.12, s.r.range(-3, 3), k),
        character(s, at(order, next++), ink),
      ),
    ).join('');
}

/** Calligraphy or a brush painting as a hanging scroll. */
export function calligraphy(s: Scene): string {
  const kind = s.variant(4);
  const silk = mix(s.ink(s.r.int(0, 2)), s.t.paper, s.t.night ? 0.1 : 0.3);
  const paper = mix(s.t.paper, '#efe3c8', 0.35);
  const ink = mix('#14100e', s.t.deep, 0.35);
  const wide = kind === 1 ? 300 : 440;
  const [x, top, low] = [400 - wide / 2, 150, 860];
  const scroll = slab(x, top - 40, wide, low - top + 70);
  const [px, py, pw, ph] = [x + 34, top + 70, wide - 68, low - top - 150];
  const column = writer(s, ink);
  const enso = circleStroke(py + ph * 0.44);
  const body =
    [
      column(400, py + 190, 1, 1.6) + column(px + pw - 40, py + ph - 150, 2, 0.26),
      column(400, py + 92, 4, 0.62),
      path(
        brush(enso, (t) => 44 * (1 - 0.72 * t)),
        ink,
        'opacity=".93"',
      ) +
        stroke(smooth(enso.slice(18)), paper, 2.5, 'opacity=".7"') +
        column(400, py + ph - 130, 1, 0.5),
      bamboo(s, ink, py + ph),
    ][kind] ?? '';
  const seal = group(
    put(kind === 1 ? px + pw - 44 : px + 46, py + ph - 54),
    rect(-28, -28, 56, 56, '#b52a1d', 'rx="5"') + group('scale(.22)', character(s, s.r.int(0, 9), paper)),
  );
  const tassels = [x + 70, x + wide - 78].map((q) => rect(q, top - 40, 9, 108, mix(paper, silk, 0.3))).join('');
  const mesh = [px - 8, py - 8, pw + 16, ph + 16] as const;
  return (
    cast(scroll, 16) +
    stroke(
      d`M${x + 60} ${top - 40}L400 ${top - 104}L${x + wide - 60} ${top - 40}`,
      s.t.night ? s.t.gold : dark(silk, 0.4),
      5,
    ) +
    path(scroll, silk) +
    Array.from({ length: 6 }, (_, i) =>
      group(
        put(x + wide * (i % 2 === 0 ? 0.28 : 0.72), i < 2 ? top + 14 : i < 4 ? low - 28 : -200, 0, 0.3),
        cloud('none', light(silk, 0.35), 8),
      ),
    ).join('') +
    tassels +
    rect(...mesh, mix(paper, s.t.gold, 0.4)) +
    rect(px, py, pw, ph, paper) +
    glow(s, 340, 420, 300, '#ffffff', 0.3) +
    body +
    seal +
    path(scroll, linear(s, '0 #1a0d05 0.1, 0.08 #ffffff 0.1, 0.5 #ffffff 0, 1 #1a0d05 0.14', [1, 0])) +
    rod(s, x, top - 54, wide, 6) +
    rod(s, x, low + 16, wide, 30)
  );
}
