import { dark, light, mix } from './colour.ts';
import { glow } from './light.ts';
import { circle, copies, d, group, linear, oval, path, type Point, put, rect, type Scene, smooth, soft, stroke } from './svg.ts';

export type Ridge = (x: number) => number;

/** The upper edge of a range of hills: heights fall from `base` by up to `amp`. */
export function hills(s: Scene, base: number, amp: number, rough = 1): Ridge {
  const p = [0, 1, 2, 3].map(() => s.r.range(0, 9));
  const [a = 0, b = 0, c = 0, e = 0] = p;
  return (x) => {
    const t = x / 800;
    return base - amp * (0.56 * Math.abs(Math.sin(t * 2.7 + a)) + 0.3 * Math.abs(Math.sin(t * 6.1 + b)) + rough * (0.1 * Math.sin(t * 17 + c) + 0.05 * Math.sin(t * 41 + e)));
  };
}

/** Steep limestone towers. */
export function karst(s: Scene, base: number, amp: number): Ridge {
  const count = Math.round((s.w / 800) * s.r.int(4, 6));
  const towers = Array.from({ length: count }, (_, i) => ({
    x: ((i + s.r.range(0.1, 0.9)) / count) * s.w,
    w: s.r.range(46, 92),
    h: amp * s.r.range(0.45, 1),
  }));
  return (x) => base - Math.max(14 + 6 * Math.sin(x / 37), ...towers.map((q) => q.h * Math.exp(-(((x - q.x) / q.w) ** 4)) + 5 * Math.sin(x / 13)));
}

/** Jagged peaks, straight like a print. */
export function peaks(s: Scene, base: number, amp: number): Ridge {
  const count = Math.max(2, Math.round((s.w / 800) * s.r.int(3, 5)));
  const tops: Point[] = Array.from({ length: count * 2 + 1 }, (_, i) => [(i / (count * 2)) * s.w * 1.1 - s.w * 0.05, i % 2 === 0 ? base - amp * s.r.range(0, 0.3) : base - amp * s.r.range(0.6, 1)]);
  return (x) => {
    const i = tops.findIndex((q) => q[0] >= x);
    const [a, b] = [tops[Math.max(0, i - 1)], tops[Math.max(0, i)]];
    if (a === undefined || b === undefined) return base;
    return a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0] || 1);
  };
}

/** The closed shape under a ridge. */
export function under(s: Scene, ridge: Ridge, step = 20): string {
  const points: Point[] = [];
  for (let x = -step; x <= s.w + step; x += step) points.push([x, ridge(x)]);
  return d`${smooth(points)}L${s.w + step} ${s.h + 10}L${-step} ${s.h + 10}Z`;
}

/** A pine of Chinese painting leaning over, standing on (0, 0), about 200 high. */
export function pine(s: Scene, trunk: string, needles: string): string {
  const pad = (x: number, y: number, k: number): string =>
    group(put(x, y, 0, k), path('M-58 8C-54 -18 -30 -22 -16 -18C-6 -34 22 -32 28 -16C46 -18 58 -4 58 8Q0 20 -58 8Z', needles));
  const lean = s.r.range(-30, 30);
  return stroke(d`M0 6C-12 -50 ${20 + lean * 0.3} -80 ${lean * 0.5} -118C${lean * 0.7} -150 ${lean} -160 ${lean + 6} -188M4 -66q30 -20 56 -22M${lean * 0.4} -112q-34 -16 -54 -16`, trunk, 9) + pad(70, -92, 0.8) + pad(-56, -132, 0.9) + pad(lean + 16, -156, 0.8) + pad(lean, -196, 1);
}

/** A pagoda standing on (0, 0). */
export function pagoda(floors: number, colour: string, lit: string): string {
  let body = '';
  for (let i = 0; i < floors; i++) {
    const w = 44 - i * 5;
    const y = -i * 40;
    body += rect(-w * 0.6, y - 30, w * 1.2, 30, colour) + rect(-5, y - 24, 10, 16, lit) + path(d`M${-w} ${y - 24}Q${-w * 0.7} ${y - 32} ${-w * 0.5} ${y - 46}H${w * 0.5}Q${w * 0.7} ${y - 32} ${w} ${y - 24}Q0 ${y - 34} ${-w} ${y - 24}Z`, colour);
  }
  return body + path(d`M-5 ${-floors * 40 - 2}L0 ${-floors * 40 - 44}L5 ${-floors * 40 - 2}Z`, colour);
}

const boat = (colour: string): string =>
  path('M-60 -4Q0 18 64 -8Q50 18 0 18Q-44 18 -60 -4Z', colour) + path('M-22 2C-20 -26 22 -26 26 2Z', colour) + stroke('M44 -2L40 -34M40 -34l-6 14', colour, 5) + circle(40, -40, 7, colour) + path('M28 -40Q40 -54 52 -40Z', colour) + stroke('M52 -30L86 14', colour, 2.5);

function birds(s: Scene, x: number, y: number, colour: string): string {
  const places = Array.from({ length: s.r.int(3, 6) }, (_, i) => put(x + i * 30 + s.r.range(-8, 8), y + Math.abs(i - 2) * 14 + s.r.range(-8, 8), s.r.range(-12, 12), s.r.range(0.6, 1)));
  return copies(s, stroke('M-14 -5Q-6 -10 0 0Q6 -10 14 -5', colour, 3), places);
}

/** Ink mountains in mist (shan-shui), karst rivers, or the blue-green manner with gold edges. */
export function mountains(s: Scene): string {
  const kind = s.r.int(0, 2);
  const sky = s.t.night ? s.t.ground : mix(s.t.ground, s.t.paper, 0.5);
  const far = s.t.night ? light(s.t.ground, 0.24) : sky;
  const near = s.t.night ? s.t.deep : mix(s.ink(0), s.t.deep, 0.55);
  const count = kind === 1 ? 5 : 6;
  const sun = { x: s.w * s.r.pick([s.r.range(0.2, 0.36), s.r.range(0.58, 0.8)]), y: s.h * s.r.range(0.15, 0.27), r: s.r.range(48, 92) };
  const disc = s.t.night && s.r.chance(0.6) ? s.t.paper : s.on(s.r.int(1, 3), sky);
  let out = rect(0, 0, s.w, s.h, linear(s, [[0, s.t.night ? dark(sky, 0.3) : mix(sky, s.ink(1), 0.16)], [0.55, far]])) + glow(s, sun.x, sun.y, sun.r * 2.6, disc, 0.34) + circle(sun.x, sun.y, sun.r, disc, 'opacity=".94"');
  const low = 0.36 + s.r.range(0, 0.1);
  let river = '';
  for (let k = 0; k < count; k++) {
    const base = s.h * (low + (k * (1.06 - low)) / count);
    const amp = s.h * (kind === 1 ? 0.3 - k * 0.045 : 0.23 - k * 0.022);
    const ridge = kind === 1 && k < 4 ? karst(s, base, amp) : hills(s, base, amp, k > 1 ? 1 : 0.4);
    const share = 0.16 + (0.84 * k) / (count - 1);
    const tint = kind === 2 ? mix(s.ink(k % 2), s.ink(1), 0.3) : near;
    const colour = mix(far, kind === 2 ? mix(tint, near, share * 0.6) : near, share);
    const shape = under(s, ridge);
    out += path(shape, linear(s, [[0, colour], [0.32, mix(colour, far, 0.26)], [0.75, mix(colour, far, kind === 1 ? 0.9 : 0.6)]]));
    if (kind === 2) out += stroke(shape, s.t.gold, 2.2, 'opacity=".75"');
    if (k === 2 && s.r.chance(0.7)) {
      const x = s.r.range(0.2, 0.8) * s.w;
      out += group(put(x, ridge(x) + 16, 0, 0.62), pagoda(s.r.int(3, 5), mix(far, near, 0.75), s.t.gold));
    }
    if (k === count - 1) {
      for (const part of [s.r.range(0.06, 0.24), s.r.range(0.74, 0.94)].slice(s.r.int(0, 1))) {
        const x = part * s.w;
        out += group(put(x, ridge(x) + 8, 0, s.r.range(1, 1.5) * (part > 0.5 ? -1 : 1), 1.3), pine(s, near, mix(near, s.t.leaf, 0.3)));
      }
    }
    if (kind === 1 && k === 3) {
      const y = base + 24;
      const shine = linear(s, [[0, far, 0.9], [1, far, 0.1]]);
      river = rect(0, y, s.w, s.h - y, shine) + [0, 1, 2, 3, 4].map((i) => stroke(d`M${s.r.range(0, s.w * 0.6)} ${y + 20 + i * 26}h${s.r.range(80, 260)}`, near, 2, 'opacity=".25"')).join('') + group(put(s.w * s.r.range(0.3, 0.7), y + 52), boat(near));
      out += river;
    }
  }
  return out + birds(s, sun.x - 60 + s.r.range(-120, 90), sun.y + sun.r + 40, mix(far, near, 0.8));
}

function tree(s: Scene, height: number, colour: string): string {
  let data = '';
  for (let i = 0; i < 5; i++) {
    const y = -height * (0.2 + i * 0.17);
    const w = height * (0.28 - i * 0.045);
    data += d`M0 ${y - height * 0.24}L${w} ${y + 10}Q0 ${y - 6} ${-w} ${y + 10}Z`;
  }
  return rect(-height * 0.02, -height * 0.3, height * 0.04, height * 0.32, colour) + path(data, colour);
}

/** A small walker with a lantern, feet on (0, 0), about 110 high. */
const walker = (s: Scene, coat: string, skin: string): string =>
  path('M-12 0L-8 -34H12L20 0H10L4 -26L-4 0Z', dark(coat, 0.5)) + path('M-22 -24C-20 -60 -12 -76 2 -78C16 -76 22 -52 26 -24Z', coat) + circle(3, -88, 15, skin) + path('M-14 -88C-16 -112 20 -114 20 -90C10 -98 -2 -98 -14 -88Z', s.t.deep) + stroke('M10 -62L40 -60', coat, 9) + stroke('M40 -60v10', s.t.deep, 3) + rect(32, -52, 16, 22, s.t.gold, 'rx="5"');

function forestStill(s: Scene, low: string, glowing: string): string {
  let out = '';
  const gap = s.w * s.r.range(0.4, 0.6);
  for (let k = 0; k < 4; k++) {
    const base = s.h * (0.66 + k * 0.12);
    const colour = mix(mix(glowing, low, 0.4), s.t.deep, 0.25 + k * 0.24);
    for (let i = 0; i < 9 * (s.w / 800); i++) {
      const x = i * 96 + s.r.range(-30, 30);
      if (Math.abs(x - gap) > 60 + k * 62) out += group(put(x, base + 20), tree(s, (260 + k * 120) * s.r.range(0.75, 1.15) * (s.h / 1000), colour));
    }
    out += path(under(s, hills(s, base + 30, 34, 0.5), 40), colour);
    if (k === 2) out += glow(s, gap + 40, base - 44, 170, s.t.gold, 0.75) + group(put(gap, base + 14, 0, 1.2), walker(s, s.ink(0), s.t.skin));
  }
  return out;
}

function townStill(s: Scene, low: string): string {
  let out = '';
  for (let k = 0; k < 4; k++) {
    const base = s.h * (0.56 + k * 0.14);
    const colour = mix(low, s.t.deep, 0.34 + k * 0.19);
    let x = -40;
    while (x < s.w) {
      const w = s.r.range(70, 130) * (1 + k * 0.18);
      const high = s.r.range(60, 170) * (s.h / 1000) * (1 + k * 0.1);
      const top = base - high;
      const roof = s.r.pick([d`M${x - 8} ${top}L${x + w / 2} ${top - w * 0.5}L${x + w + 8} ${top}Z`, d`M${x - 16} ${top}Q${x + w * 0.2} ${top - 14} ${x + w * 0.3} ${top - 44}H${x + w * 0.7}Q${x + w * 0.8} ${top - 14} ${x + w + 16} ${top}Z`, d`M${x} ${top}V${top - 20}H${x + w * 0.3}V${top}Z`, d`M${x + w * 0.3} ${top}V${top - 60}C${x + w * 0.3} ${top - 110} ${x + w * 0.7} ${top - 110} ${x + w * 0.7} ${top - 60}V${top}Z`]);
      out += path(roof, dark(colour, 0.2)) + rect(x, top, w + 1, s.h - top, colour);
      for (let i = 0; i < 5; i++) if (s.r.chance(0.5)) out += rect(x + w * (0.16 + 0.26 * (i % 3)), top + 24 + 52 * Math.floor(i / 3), w * 0.15, 26, mix(s.t.gold, s.t.paper, s.r.range(0, 0.5)), `opacity="${k === 3 ? 1 : 0.8}"`);
      x += w + s.r.range(-4, 14);
    }
  }
  const y = s.h * 0.9;
  const wire = stroke(d`M${-20} ${s.h * 0.42}Q${s.w * 0.4} ${s.h * 0.56} ${s.w + 20} ${s.h * 0.38}`, s.t.deep, 3);
  return out + wire + rect(0, y, s.w, s.h - y, s.t.deep) + glow(s, s.w * 0.5, y - 50, 200, s.t.gold, 0.6) + group(put(s.w * 0.48, y + 6, 0, 1.4), walker(s, s.on(0, s.t.deep), s.t.skin));
}

function trainStill(s: Scene, low: string): string {
  const far = under(s, peaks(s, s.h * 0.58, s.h * 0.24));
  const y = s.h * s.r.range(0.62, 0.68);
  const colour = mix(low, s.t.deep, 0.6);
  const cars = Array.from({ length: Math.ceil(s.w / 190) }, (_, i) => {
    const x = s.w - 200 - i * 184;
    return rect(x, y - 64, 174, 58, i === 0 ? s.on(0, colour) : s.on(1, colour), 'rx="10"') + [0, 1, 2, 3].map((j) => rect(x + 16 + j * 38, y - 52, 26, 24, light(s.t.gold, 0.4), 'rx="3"')).join('') + circle(x + 34, y - 2, 11, s.t.deep) + circle(x + 140, y - 2, 11, s.t.deep);
  }).slice(0, Math.max(3, Math.ceil(s.w / 260)));
  const arches = Array.from({ length: Math.ceil(s.w / 130) + 1 }, (_, i) => d`M${i * 130 - 40} ${s.h}V${y + 90}a45 45 0 0 1 90 0V${s.h}Z`).join('');
  const smoke = [0, 1, 2, 3, 4, 5].map((i) => oval(s.w - 40 - i * 62, y - 96 - i * 17, 34 + i * 11, 22 + i * 6, s.t.paper, `opacity="${0.62 - i * 0.09}"`)).join('');
  const bridge = path(d`M-10 ${y + 6}H${s.w + 10}V${s.h + 10}H-10Z${arches}`, colour, 'fill-rule="evenodd"') + rect(-10, y + 4, s.w + 20, 14, dark(colour, 0.3));
  return path(far, mix(low, s.t.deep, 0.32)) + path(under(s, hills(s, s.h * 0.72, s.h * 0.14)), mix(low, s.t.deep, 0.48)) + smoke + cars.join('') + bridge + path(under(s, hills(s, s.h * 0.93, s.h * 0.1)), mix(colour, s.t.deep, 0.55)) + group(put(s.w * 0.1, s.h * 0.94), tree(s, s.h * 0.42, s.t.deep)) + group(put(s.w * 0.92, s.h), tree(s, s.h * 0.3, s.t.deep));
}

/** One frame of an animated film: depth in layers, one light, one small figure or a train. */
export function filmstill(s: Scene): string {
  const high = mix(s.t.deep, s.ink(s.r.int(0, 2)), 0.42);
  const low = mix(mix(s.ink(1), s.t.paper, 0.35), s.ink(0), 0.25);
  const glowing = light(mix(low, s.t.gold, 0.45), 0.3);
  const moon = { x: s.w * s.r.range(0.25, 0.75), y: s.h * s.r.range(0.2, 0.36), r: s.r.range(50, 120) };
  const sky = rect(0, 0, s.w, s.h, linear(s, [[0, high], [0.42, low], [0.66, glowing]]));
  const stars = Array.from({ length: 26 }, () => d`M${s.r.range(0, s.w)} ${s.r.range(0, s.h * 0.34)}h.1`).join('');
  const kind = s.r.int(0, 2);
  const body = kind === 0 ? forestStill(s, low, glowing) : kind === 1 ? townStill(s, low) : trainStill(s, low);
  const vignette = linear(s, [[0, '#05030a', 0.42], [0.25, '#05030a', 0], [0.8, '#05030a', 0], [1, '#05030a', 0.4]]);
  const bar = rect(0, 0, s.w, s.h * 0.045, '#0b0908') + rect(0, s.h * 0.955, s.w, s.h * 0.05, '#0b0908');
  return sky + soft(0.8, stroke(stars, s.t.paper, 3.4)) + glow(s, moon.x, moon.y, moon.r * 3, glowing, 0.7) + circle(moon.x, moon.y, moon.r, light(glowing, 0.55)) + body + rect(0, 0, s.w, s.h, vignette) + bar;
}
