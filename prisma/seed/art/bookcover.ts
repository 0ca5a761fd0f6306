import { character } from './characters.ts';
import { dark, luminance, mix } from './colour.ts';
import { artwork } from './covers.ts';
import { cast, slab } from './light.ts';
import { circle, clip, d, group, linear, path, put, rect, type Scene, stroke } from './svg.ts';

/** A book standing a little turned: spine, cloth boards, page edges; or a thread-bound Chinese volume. */
export function bookcover(s: Scene): string {
  const stitched = s.r.chance(0.3);
  const cloth = dark(s.ink(s.r.int(0, 2)), 0.12);
  const gilt = luminance(cloth) > 0.35 ? s.t.deep : mix(s.t.gold, s.t.paper, 0.2);
  const [w, h] = s.r.pick([
    [500, 700],
    [470, 720],
    [540, 680],
  ] as const);
  const [x, y] = [-w / 2, -h / 2];
  const board = slab(x, y, w, h, 5);
  const pages =
    path(slab(x + 14, y + 12, w + 14, h + 4, 3), mix(s.t.paper, '#d9c9a6', 0.35)) +
    [0, 1, 2, 3, 4]
      .map((i) => stroke(d`M${x + w + 4 + i * 5} ${y + 16}V${y + h + 14}`, '#8a7654', 1, 'opacity=".4"'))
      .join('') +
    path(slab(x + 10, y + 22, w + 24, h + 2, 5), dark(cloth, 0.35));
  const [mx, my] = stitched ? [56, 60] : [52, 62];
  const wide = stitched ? w - 180 : w - mx * 2 - 14;
  const high = stitched ? h - 120 : h - my * 2 - (s.r.chance(0.5) ? 110 : 0);
  const plate =
    clip(s, slab(0, 0, wide, high), artwork(s, wide, high)) +
    rect(-9, -9, wide + 18, high + 18, 'none', `stroke="${gilt}" stroke-width="3.5"`);
  const rule =
    stroke(d`M${x + 70} ${y + h - 104}H${x + w - 56}M${x + 110} ${y + h - 76}H${x + w - 96}`, gilt, 7) +
    circle(x + w / 2 + 8, y + h - 44, 10, gilt);
  const threads = stroke(
    [0.08, 0.3, 0.5, 0.7, 0.92].map((k) => d`M${x} ${y + h * k}h46`).join('') + d`M${x + 46} ${y}V${y + h}`,
    s.t.paper,
    5,
  );
  const slip =
    rect(x + 70, y + 40, 74, 300, s.t.paper) +
    rect(x + 77, y + 47, 60, 286, 'none', `stroke="${s.t.deep}" stroke-width="2.5"`) +
    [0, 1, 2, 3]
      .map((i) => group(put(x + 107, y + 90 + i * 62, 0, 0.42), character(s, s.r.int(0, 9), s.t.deep)))
      .join('');
  const hinge = rect(x, y, 46, h, linear(s, '0 #000000 0.3, 0.5 #ffffff 0.22, 0.8 #000000 0.28, 1 #000000 0', [1, 0]));
  const sheen = path(board, linear(s, '0 #ffffff 0.2, 0.4 #ffffff 0, 1 #000000 0.22', [1, 1]));
  const front = stitched
    ? group(put(x + 162, y + 60), plate) + threads + slip
    : group(put(x + mx + 14, y + my), plate) + (high < h - 150 ? rule : '') + hinge;
  return group(
    put(400, 500, s.r.range(-7, 7)),
    cast(slab(x + 10, y + 10, w + 24, h + 14, 5), 22) + (stitched ? '' : pages) + path(board, cloth) + front + sheen,
  );
}
