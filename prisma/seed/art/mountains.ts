import { dark, light, mix } from './colour.ts';
import { glow } from './light.ts';
import { circle, copies, d, group, linear, path, put, rect, type Scene, stroke } from './svg.ts';
import { below, hills, karst, pagoda, pine } from './terrain.ts';

const boat = (colour: string): string =>
  path('M-60 -4Q0 18 64 -8Q50 18 0 18Q-44 18 -60 -4Z', colour) +
  path('M-22 2C-20 -26 22 -26 26 2Z', colour) +
  stroke('M44 -2L40 -34M40 -34l-6 14', colour, 5) +
  circle(40, -40, 7, colour) +
  path('M28 -40Q40 -54 52 -40Z', colour) +
  stroke('M52 -30L86 14', colour, 2.5);

function birds(s: Scene, x: number, y: number, colour: string): string {
  const places = Array.from({ length: s.r.int(3, 6) }, (_, i) =>
    put(
      x + i * 30 + s.r.range(-8, 8),
      y + Math.abs(i - 2) * 14 + s.r.range(-8, 8),
      s.r.range(-12, 12),
      s.r.range(0.6, 1),
    ),
  );
  return copies(s, stroke('M-14 -5Q-6 -10 0 0Q6 -10 14 -5', colour, 3), places);
}

/** Ink mountains in mist (shan-shui), karst rivers, or the blue-green manner with gold edges. */
export function mountains(s: Scene): string {
  const kind = s.variant(3);
  const sky = s.t.night ? s.t.ground : mix(s.t.ground, s.t.paper, 0.5);
  const far = s.t.night ? light(s.t.ground, 0.24) : sky;
  const near = s.t.night ? s.t.deep : mix(s.ink(0), s.t.deep, 0.55);
  const count = kind === 1 ? 5 : 6;
  const sun = {
    x: s.w * s.r.pick([s.r.range(0.2, 0.36), s.r.range(0.58, 0.8)]),
    y: s.h * s.r.range(0.15, 0.27),
    r: s.r.range(48, 92),
  };
  const disc = s.t.night && s.r.chance(0.6) ? s.t.paper : s.on(s.r.int(1, 3), sky);
  let out =
    rect(0, 0, s.w, s.h, linear(s, `0 ${s.t.night ? dark(sky, 0.3) : mix(sky, s.ink(1), 0.16)}, 0.55 ${far}`)) +
    glow(s, sun.x, sun.y, sun.r * 2.6, disc, 0.34) +
    circle(sun.x, sun.y, sun.r, disc, 'opacity=".94"');
  const low = 0.36 + s.r.range(0, 0.1);
  let river = '';
  for (let k = 0; k < count; k++) {
    const base = s.h * (low + (k * (1.06 - low)) / count);
    const amp = s.h * (kind === 1 ? 0.3 - k * 0.045 : 0.23 - k * 0.022);
    const ridge = kind === 1 && k < 4 ? karst(s, base, amp) : hills(s, base, amp, k > 1 ? 1 : 0.4);
    const share = 0.16 + (0.84 * k) / (count - 1);
    const tint = kind === 2 ? mix(s.ink(k % 2), s.ink(1), 0.3) : near;
    const colour = mix(far, kind === 2 ? mix(tint, near, share * 0.6) : near, share);
    const shape = below(s, ridge);
    out += path(
      shape,
      linear(s, `0 ${colour}, 0.32 ${mix(colour, far, 0.26)}, 0.75 ${mix(colour, far, kind === 1 ? 0.9 : 0.6)}`),
    );
    if (kind === 2) out += stroke(shape, s.t.gold, 2.2, 'opacity=".75"');
    if (k === 2 && s.r.chance(0.7)) {
      const x = s.r.range(0.2, 0.8) * s.w;
      out += group(put(x, ridge(x) + 16, 0, 0.62), pagoda(s.r.int(3, 5), mix(far, near, 0.75), s.t.gold));
    }
    if (k === count - 1) {
      for (const part of [s.r.range(0.06, 0.24), s.r.range(0.74, 0.94)].slice(s.r.int(0, 1))) {
        const x = part * s.w;
        out += group(
          put(x, ridge(x) + 8, 0, s.r.range(1, 1.5) * (part > 0.5 ? -1 : 1), 1.3),
          pine(s, near, mix(near, s.t.leaf, 0.3)),
        );
      }
    }
    if (kind === 1 && k === 3) {
      const y = base + 24;
      const shine = linear(s, `0 ${far} 0.9, 1 ${far} 0.1`);
      river =
        rect(0, y, s.w, s.h - y, shine) +
        [0, 1, 2, 3, 4]
          .map((i) =>
            stroke(d`M${s.r.range(0, s.w * 0.6)} ${y + 20 + i * 26}h${s.r.range(80, 260)}`, near, 2, 'opacity=".25"'),
          )
          .join('') +
        group(put(s.w * s.r.range(0.3, 0.7), y + 52), boat(near));
      out += river;
    }
  }
  return out + birds(s, sun.x - 60 + s.r.range(-120, 90), sun.y + sun.r + 40, mix(far, near, 0.8));
}
