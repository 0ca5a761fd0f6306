import { dark, light } from './colour.ts';
import { circle, d, group, lobe, path, petal, put, type Scene, stroke, wheel } from './svg.ts';

/** A round folk flower seen from the front, centred on (0, 0). */
export function flower(s: Scene, size: number, petals: number, colours: readonly [string, string, string]): string {
  const [outer, inner, heart] = colours;
  const w = (size * 2.6) / petals;
  return (
    wheel(s, path(lobe(size, w), outer), petals, [0, 0]) +
    wheel(s, path(lobe(size * 0.66, w * 0.62), inner), petals, [0, 0]) +
    circle(0, 0, size * 0.26, heart) +
    circle(0, 0, size * 0.11, outer)
  );
}

/** A tulip of folk embroidery, standing on (0, 0). */
export function tulip(size: number, colours: readonly [string, string, string]): string {
  const k = size;
  return (
    path(
      d`M0 0C${-k * 0.62} ${-k * 0.1} ${-k * 0.6} ${-k * 0.7} ${-k * 0.44} ${-k}C${-k * 0.3} ${-k * 0.8} ${-k * 0.12} ${-k * 0.7} 0 ${-k * 0.5}C${k * 0.12} ${-k * 0.7} ${k * 0.3} ${-k * 0.8} ${k * 0.44} ${-k}C${k * 0.6} ${-k * 0.7} ${k * 0.62} ${-k * 0.1} 0 0Z`,
      colours[0],
    ) +
    path(petal(k * 1.02, k * 0.26), colours[1]) +
    path(petal(k * 0.5, k * 0.13), colours[2])
  );
}

/** A lotus seen from the side, standing on (0, 0). */
export function lotus(size: number, colour: string, tip: string): string {
  const one = (turn: number, k: number, fill: string): string =>
    group(
      put(0, 0, turn),
      path(petal(size * k, size * 0.24), fill, `stroke="${dark(colour, 0.35)}" stroke-width="1.5"`),
    );
  return (
    one(-68, 0.8, colour) +
    one(68, 0.8, colour) +
    one(-42, 0.95, light(colour, 0.2)) +
    one(42, 0.95, light(colour, 0.2)) +
    one(-18, 1, tip) +
    one(18, 1, tip) +
    one(0, 0.92, light(tip, 0.3))
  );
}

/** A leaf along a bow, standing on (0, 0) and pointing up. */
export function leaf(size: number, width: number, colour: string): string {
  return (
    path(petal(size, width), colour) + stroke(d`M0 0V${-size * 0.8}`, light(colour, 0.3), Math.max(1, size * 0.03))
  );
}

/** A rose leaf with a toothed edge, standing on (0, 0). */
export function roseLeaf(size: number, colour: string): string {
  const side = (k: number): string => {
    let data = 'M0 0';
    for (let i = 1; i <= 6; i++) {
      const t = i / 6;
      const w = k * size * 0.36 * Math.sin(Math.PI * t ** 0.8);
      data += d`Q${w * 1.1 + k * size * 0.07} ${-size * (t - 0.1)} ${w} ${-size * t}`;
    }
    return `${data}Z`;
  };
  const veins = [0.25, 0.42, 0.6, 0.76]
    .map(
      (t) =>
        d`M0 ${-size * t}l${size * 0.2 * (1.1 - t)} ${-size * 0.13}M0 ${-size * t}l${-size * 0.2 * (1.1 - t)} ${-size * 0.13}`,
    )
    .join('');
  return (
    path(side(1), colour) +
    path(side(-1), dark(colour, 0.16)) +
    stroke(d`M0 0V${-size * 0.92}${veins}`, light(colour, 0.35), size * 0.02, 'opacity=".7"')
  );
}

/** A folk cockerel looking right, about 300 wide, its feet on (0, 0). */
export function cockerel(
  colours: readonly [body: string, wing: string, tail: string, comb: string],
  hole: string,
): string {
  const [body, wing, tail, comb] = colours;
  const feathers = [0, 1, 2, 3, 4].map((i) => {
    const k = 1 - i * 0.13;
    const fill = [tail, wing, comb, tail, body][i] ?? tail;
    return group(
      put(-52, -120, -14 - i * 19),
      path(
        d`M0 20C${-30} ${-60 * k} ${-70} ${-150 * k} ${-128 * k} ${-118 * k}C${-70 * k} ${-190 * k} ${34} ${-130 * k} 34 10Z`,
        fill,
      ) + stroke(d`M8 0C${-6} ${-70 * k} ${-40} ${-120 * k} ${-86 * k} ${-122 * k}`, hole, 3.5),
    );
  });
  const legs = stroke('M-14 -46L-20 0M-20 0h-24M-20 0l22 -3M28 -46L30 0M30 0h-22M30 0l24 -3', comb, 7);
  const head =
    path(
      'M88 -252C74 -286 84 -296 94 -284C96 -304 110 -306 114 -288C124 -304 138 -296 132 -280C144 -282 146 -266 132 -256Z',
      comb,
    ) +
    path('M140 -240L176 -228L140 -216Z', wing) +
    path('M122 -214C142 -206 140 -176 126 -172C112 -178 114 -204 122 -214Z', comb);
  const trunk = path(
    'M-70 -120C-60 -40 20 -24 66 -56C112 -92 92 -160 124 -196C150 -216 148 -258 112 -262C70 -262 66 -214 48 -184C26 -152 -30 -176 -70 -120Z',
    body,
  );
  const wings =
    path('M-50 -112C-10 -150 30 -136 46 -108C30 -74 -24 -68 -50 -112Z', wing) +
    stroke('M-34 -110C-10 -124 10 -122 30 -108M-22 -98C-4 -108 8 -106 22 -98', hole, 4);
  const neck = stroke('M62 -178l26 14M74 -198l26 12M54 -158l26 16', hole, 4);
  return (
    feathers.join('') + legs + trunk + head + wings + neck + circle(116, -236, 8, hole) + circle(117, -236, 4, body)
  );
}

/** A cloud of Chinese ornament (ruyi heads on a trailing tail), about 200 wide, centred on (0, 0). */
export function cloud(fill: string, line: string, width = 4): string {
  const outline =
    'M-96 30C-70 36 -66 8 -44 10C-58 -22 -14 -40 0 -14C8 -50 62 -46 58 -8C84 -16 98 14 76 26C60 40 20 28 0 34C-30 42 -60 46 -96 30Z';
  const curls =
    'M-44 10C-34 0 -18 6 -22 16C-26 24 -36 20 -32 14M0 -14C12 -26 36 -16 28 -2C22 8 8 4 12 -6M58 -8C46 -4 46 12 58 12C66 12 66 4 60 4';
  return path(outline, fill, `stroke="${line}" stroke-width="${width}"`) + stroke(curls, line, width);
}

/** A spiral from the inside out, as path data round (0, 0). */
export function spiral(r: number, turns: number, direction = 1): string {
  let data = 'M0 0';
  const steps = Math.round(turns * 6);
  for (let i = 1; i <= steps; i++) {
    const a = (i / 6) * 2 * Math.PI * direction;
    const b = ((i - 0.5) / 6) * 2 * Math.PI * direction;
    const [k, m] = [(r * i) / steps, ((r * (i - 0.5)) / steps) * 1.1];
    data += d`Q${m * Math.cos(b)} ${m * Math.sin(b)} ${k * Math.cos(a)} ${k * Math.sin(a)}`;
  }
  return data;
}
