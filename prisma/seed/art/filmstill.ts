import { dark, light, mix } from './colour.ts';
import { glow } from './light.ts';
import { circle, d, group, linear, oval, path, put, rect, type Scene, soft, stroke } from './svg.ts';
import { below, hills, peaks } from './terrain.ts';

function tree(height: number, colour: string): string {
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
  path('M-12 0L-8 -34H12L20 0H10L4 -26L-4 0Z', dark(coat, 0.5)) +
  path('M-22 -24C-20 -60 -12 -76 2 -78C16 -76 22 -52 26 -24Z', coat) +
  circle(3, -88, 15, skin) +
  path('M-14 -88C-16 -112 20 -114 20 -90C10 -98 -2 -98 -14 -88Z', s.t.deep) +
  stroke('M10 -62L40 -60', coat, 9) +
  stroke('M40 -60v10', s.t.deep, 3) +
  rect(32, -52, 16, 22, s.t.gold, 'rx="5"');

function forestStill(s: Scene, low: string, glowing: string): string {
  let out = '';
  const gap = s.w * s.r.range(0.4, 0.6);
  for (let k = 0; k < 4; k++) {
    const base = s.h * (0.66 + k * 0.12);
    const colour = mix(mix(glowing, low, 0.4), s.t.deep, 0.25 + k * 0.24);
    for (let i = 0; i < 9 * (s.w / 800); i++) {
      const x = i * 96 + s.r.range(-30, 30);
      if (Math.abs(x - gap) > 60 + k * 62)
        out += group(put(x, base + 20), tree((260 + k * 120) * s.r.range(0.75, 1.15) * (s.h / 1000), colour));
    }
    out += path(below(s, hills(s, base + 30, 34, 0.5), 40), colour);
    if (k === 2)
      out +=
        glow(s, gap + 40, base - 44, 170, s.t.gold, 0.75) +
        group(put(gap, base + 14, 0, 1.2), walker(s, s.ink(0), s.t.skin));
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
      const roof = s.r.pick([
        d`M${x - 8} ${top}L${x + w / 2} ${top - w * 0.5}L${x + w + 8} ${top}Z`,
        d`M${x - 16} ${top}Q${x + w * 0.2} ${top - 14} ${x + w * 0.3} ${top - 44}H${x + w * 0.7}Q${x + w * 0.8} ${top - 14} ${x + w + 16} ${top}Z`,
        d`M${x} ${top}V${top - 20}H${x + w * 0.3}V${top}Z`,
        d`M${x + w * 0.3} ${top}V${top - 60}C${x + w * 0.3} ${top - 110} ${x + w * 0.7} ${top - 110} ${x + w * 0.7} ${top - 60}V${top}Z`,
      ]);
      out += path(roof, dark(colour, 0.2)) + rect(x, top, w + 1, s.h - top, colour);
      for (let i = 0; i < 5; i++)
        if (s.r.chance(0.5))
          out += rect(
            x + w * (0.16 + 0.26 * (i % 3)),
            top + 24 + 52 * Math.floor(i / 3),
            w * 0.15,
            26,
            mix(s.t.gold, s.t.paper, s.r.range(0, 0.5)),
            `opacity="${k === 3 ? 1 : 0.8}"`,
          );
      x += w + s.r.range(-4, 14);
    }
  }
  const y = s.h * 0.9;
  const wire = stroke(d`M${-20} ${s.h * 0.42}Q${s.w * 0.4} ${s.h * 0.56} ${s.w + 20} ${s.h * 0.38}`, s.t.deep, 3);
  return (
    out +
    wire +
    rect(0, y, s.w, s.h - y, s.t.deep) +
    glow(s, s.w * 0.5, y - 50, 200, s.t.gold, 0.6) +
    group(put(s.w * 0.48, y + 6, 0, 1.4), walker(s, s.on(0, s.t.deep), s.t.skin))
  );
}

function trainStill(s: Scene, low: string): string {
  const far = below(s, peaks(s, s.h * 0.58, s.h * 0.24));
  const y = s.h * s.r.range(0.62, 0.68);
  const colour = mix(low, s.t.deep, 0.6);
  const cars = Array.from({ length: Math.ceil(s.w / 190) }, (_, i) => {
    const x = s.w - 200 - i * 184;
    return (
      rect(x, y - 64, 174, 58, i === 0 ? s.on(0, colour) : s.on(1, colour), 'rx="10"') +
      [0, 1, 2, 3].map((j) => rect(x + 16 + j * 38, y - 52, 26, 24, light(s.t.gold, 0.4), 'rx="3"')).join('') +
      circle(x + 34, y - 2, 11, s.t.deep) +
      circle(x + 140, y - 2, 11, s.t.deep)
    );
  }).slice(0, Math.max(3, Math.ceil(s.w / 260)));
  const arches = Array.from(
    { length: Math.ceil(s.w / 130) + 1 },
    (_, i) => d`M${i * 130 - 40} ${s.h}V${y + 90}a45 45 0 0 1 90 0V${s.h}Z`,
  ).join('');
  const smoke = [0, 1, 2, 3, 4, 5]
    .map((i) =>
      oval(s.w - 40 - i * 62, y - 96 - i * 17, 34 + i * 11, 22 + i * 6, s.t.paper, `opacity="${0.62 - i * 0.09}"`),
    )
    .join('');
  const bridge =
    path(d`M-10 ${y + 6}H${s.w + 10}V${s.h + 10}H-10Z${arches}`, colour, 'fill-rule="evenodd"') +
    rect(-10, y + 4, s.w + 20, 14, dark(colour, 0.3));
  return (
    path(far, mix(low, s.t.deep, 0.32)) +
    path(below(s, hills(s, s.h * 0.72, s.h * 0.14)), mix(low, s.t.deep, 0.48)) +
    smoke +
    cars.join('') +
    bridge +
    path(below(s, hills(s, s.h * 0.93, s.h * 0.1)), mix(colour, s.t.deep, 0.55)) +
    group(put(s.w * 0.1, s.h * 0.94), tree(s.h * 0.42, s.t.deep)) +
    group(put(s.w * 0.92, s.h), tree(s.h * 0.3, s.t.deep))
  );
}

/** One frame of an animated film: depth in layers, one light, one small figure or a train. */
export function filmstill(s: Scene): string {
  const high = mix(s.t.deep, s.ink(s.r.int(0, 2)), 0.42);
  const low = mix(mix(s.ink(1), s.t.paper, 0.35), s.ink(0), 0.25);
  const glowing = light(mix(low, s.t.gold, 0.45), 0.3);
  const moon = { x: s.w * s.r.range(0.25, 0.75), y: s.h * s.r.range(0.2, 0.36), r: s.r.range(50, 120) };
  const sky = rect(0, 0, s.w, s.h, linear(s, `0 ${high}, 0.42 ${low}, 0.66 ${glowing}`));
  const stars = Array.from({ length: 26 }, () => d`M${s.r.range(0, s.w)} ${s.r.range(0, s.h * 0.34)}h.1`).join('');
  const kind = s.variant(3);
  const body = kind === 0 ? forestStill(s, low, glowing) : kind === 1 ? townStill(s, low) : trainStill(s, low);
  const vignette = linear(s, '0 #05030a 0.42, 0.25 #05030a 0, 0.8 #05030a 0, 1 #05030a 0.4');
  const bar = rect(0, 0, s.w, s.h * 0.045, '#0b0908') + rect(0, s.h * 0.955, s.w, s.h * 0.05, '#0b0908');
  return (
    sky +
    soft(0.8, stroke(stars, s.t.paper, 3.4)) +
    glow(s, moon.x, moon.y, moon.r * 3, glowing, 0.7) +
    circle(moon.x, moon.y, moon.r, light(glowing, 0.55)) +
    body +
    rect(0, 0, s.w, s.h, vignette) +
    bar
  );
}
