import { dark, light, mix } from './colour.ts';
import { roseLeaf } from './flora.ts';
import { gleam, under } from './light.ts';
import {
  circle,
  d,
  group,
  linear,
  oval,
  type Point,
  path,
  petal,
  put,
  radial,
  rect,
  type Scene,
  stroke,
  wheel,
} from './svg.ts';

/** One rose seen from the front: rings of broad petals, each shaded towards its foot. */
function bloom(s: Scene, colour: string, r: number, open: number): string {
  const rings = [
    { n: 7, at: 0.5, size: 0.64, shade: 0.1 },
    { n: 6, at: 0.38, size: 0.54, shade: 0.02 },
    { n: 6, at: 0.26, size: 0.44, shade: -0.1 },
    { n: 5, at: 0.16, size: 0.34, shade: 0.06 },
    { n: 4, at: 0.08, size: 0.25, shade: 0.16 },
  ].slice(open);
  const k = open === 0 ? 1 : 1.16;
  let body = circle(0, 0, r * 0.62 * k, dark(colour, 0.42));
  rings.forEach((q, i) => {
    const size = r * q.size * k;
    const tone = q.shade < 0 ? light(colour, -q.shade) : dark(colour, q.shade);
    const fill = radial(
      s,
      `0 ${dark(tone, 0.38)}, 0.55 ${tone}, 0.9 ${light(tone, 0.3)}, 1 ${light(tone, 0.52)}`,
      [0.5, 0.92],
      0.95,
    );
    const shape = d`M0 ${size * 0.5}C${-size * 0.5} ${size * 0.44} ${-size * 0.86} ${-size * 0.2} ${-size * 0.6} ${-size * 0.52}C${-size * 0.36} ${-size * 0.74} ${-size * 0.1} ${-size * 0.52} ${size * 0.04} ${-size * 0.6}C${size * 0.3} ${-size * 0.76} ${size * 0.72} ${-size * 0.5} ${size * 0.68} ${-size * 0.24}C${size * 0.64} ${size * 0.16} ${size * 0.4} ${size * 0.46} 0 ${size * 0.5}Z`;
    const shadow = path(
      shape,
      '#2a0612',
      `opacity=".2" transform="translate(3 ${Math.round(size * 0.07)}) scale(1.04)"`,
    );
    body += wheel(
      s,
      shadow + path(shape, fill) + stroke(shape, dark(tone, 0.3), 1.6, 'opacity=".5"'),
      q.n,
      [0, 0],
      r * q.at * k,
      i * 33 + s.r.range(-8, 8),
    );
  });
  const heart = r * 0.15;
  const curl = [0, 1, 2]
    .map((i) =>
      group(
        put(0, 0, i * 128),
        path(
          d`M${-heart} ${heart * 0.3}C${-heart} ${-heart} ${heart * 0.7} ${-heart * 1.3} ${heart} ${-heart * 0.1}C${heart * 0.4} ${-heart * 0.5} ${-heart * 0.3} ${-heart * 0.4} ${-heart} ${heart * 0.3}Z`,
          light(colour, 0.24 - i * 0.1),
        ),
      ),
    )
    .join('');
  const eye =
    open === 0 && s.r.chance(0.5)
      ? circle(0, 0, heart * 0.7, dark(s.t.gold, 0.25)) +
        wheel(s, circle(0, 0, heart * 0.15, light(s.t.gold, 0.5)), 11, [0, 0], heart * 0.6)
      : circle(0, 0, heart, dark(colour, 0.4)) + curl;
  return body + eye;
}

function bud(colour: string, leafy: string): string {
  return (
    path('M0 0C-50 -10 -56 -80 -8 -124C10 -118 50 -70 44 -30C40 -8 20 0 0 0Z', colour) +
    path('M-8 -124C-30 -80 -20 -30 8 0C30 -8 46 -40 40 -64C30 -92 12 -108 -8 -124Z', dark(colour, 0.18)) +
    path('M8 -112C2 -80 10 -40 28 -10C48 -40 36 -88 8 -112Z', light(colour, 0.2)) +
    [-40, -12, 18, 44].map((turn) => group(put(0, 6, turn), path(petal(78, 11), leafy))).join('') +
    circle(0, 6, 17, leafy)
  );
}

/** A flask of rose oil in a turned wooden case or of cut glass. */
function flask(s: Scene, oil: string): string {
  const glass = mix(s.t.paper, oil, 0.18);
  return (
    under(s, 0, 4, 92, 14) +
    rect(-74, -210, 148, 214, glass, 'rx="16" opacity=".62"') +
    rect(-60, -140, 120, 130, oil, 'rx="10" opacity=".85"') +
    oval(0, -140, 60, 11, light(oil, 0.4)) +
    rect(
      -74,
      -210,
      148,
      214,
      linear(s, '0 #ffffff 0.6, 0.25 #ffffff 0.05, 0.7 #ffffff 0, 1 #1a0d05 0.32', [1, 0]),
      'rx="16"',
    ) +
    rect(-24, -250, 48, 44, s.t.gold) +
    rect(-24, -250, 48, 44, linear(s, '0 #ffffff 0.4, 0.5 #ffffff 0, 1 #1a0d05 0.4', [1, 0])) +
    path('M-34 -250C-46 -320 -20 -340 0 -340C20 -340 46 -320 34 -250Z', s.t.wood) +
    path(
      'M-34 -250C-46 -320 -20 -340 0 -340C20 -340 46 -320 34 -250Z',
      linear(s, '0 #ffffff 0.35, 0.5 #ffffff 0, 1 #1a0d05 0.4', [1, 0]),
    ) +
    gleam(-52, -120, 7, 60, 0, 0.55)
  );
}

const sprays: readonly (readonly Point[])[] = [
  [
    [300, 330],
    [530, 470],
    [300, 640],
  ],
  [
    [480, 300],
    [270, 470],
    [520, 650],
  ],
];

/** Petals fallen on the table. */
function fallen(colour: string, side: number): string {
  return [0, 1, 2, 3]
    .map((i) =>
      group(
        put(400 + side * (30 - i * 96), 880 + (i % 2) * 36, i * 67),
        path('M0 0C-40 -10 -44 -56 0 -60C44 -56 40 -10 0 0Z', light(colour, 0.1 * i)),
      ),
    )
    .join('');
}

/** The oil-bearing rose of Kazanlak: one great bloom, a spray, or a bloom beside its flask of oil. */
export function rose(s: Scene): string {
  const colour = mix(s.on(s.r.int(0, 1)), s.r.pick(['#d8527e', '#c92f55', '#ec8fa6', '#b3243f']), s.r.range(0.68, 0.9));
  const green = s.t.night ? light(s.t.leaf, 0.12) : dark(s.t.leaf, 0.1);
  const kind = s.variant(3);
  const leaves = (x: number, y: number, turns: readonly number[], size: number, away: number): string =>
    turns
      .map((turn) =>
        group(
          put(
            x + Math.sin((turn * Math.PI) / 180) * away,
            y - Math.cos((turn * Math.PI) / 180) * away,
            turn + s.r.range(-6, 6),
          ),
          roseLeaf(size * s.r.range(0.85, 1.1), green),
        ),
      )
      .join('');
  const flowerAt = (x: number, y: number, r: number, tone: string, open = 0): string =>
    circle(x + 10, y + 22, r * 0.96, '#1a0d05', 'opacity=".13"') +
    group(put(x, y, s.r.int(0, 360)), bloom(s, tone, r, open));
  const stem = (line: string): string => stroke(line, dark(green, 0.3), 15) + stroke(line, green, 9);
  if (kind === 0)
    return (
      stem(d`M400 480C420 640 ${380 + s.r.range(-40, 60)} 800 ${400 + s.r.range(-60, 60)} 1010`) +
      leaves(404, 700, [62, -66], 150, 10) +
      leaves(400, 430, [-115, -70, -28, 28, 74, 118, 180], 190, 190) +
      flowerAt(400, 430, 300, colour)
    );
  if (kind === 1) {
    const tones = [colour, light(colour, 0.32), dark(colour, 0.18)];
    const spots = s.r.pick(sprays);
    return (
      stem('M400 1010C390 800 420 700 400 480') +
      spots
        .map(
          ([x, y]) =>
            stem(d`M404 ${Math.min(880, y + 260)}Q${x} ${y + 160} ${x} ${y}`) +
            leaves(x, y, [-120, -50, 40, 110], 130, 110),
        )
        .join('') +
      group(
        put(spots[0]?.[0] === 300 ? 590 : 230, 236, spots[0]?.[0] === 300 ? 24 : -24),
        stroke('M0 0Q-10 120 -80 220', green, 8) + bud(tones[2] ?? colour, green),
      ) +
      spots.map(([x, y], i) => flowerAt(x, y, [180, 165, 150][i] ?? 150, tones[i] ?? colour, i === 2 ? 1 : 0)).join('')
    );
  }
  const side = s.r.chance(0.5) ? 1 : -1;
  return (
    group(put(400 + side * 210, 850, 0, 1.18), flask(s, mix('#e9b949', colour, 0.15))) +
    stem(d`M${400 - side * 90} 470C${400 - side * 60} 700 ${400 - side * 100} 800 ${400 - side * 150} 880`) +
    leaves(400 - side * 80, 470, [-120, -60, 0, 60, 120], 150, 170) +
    flowerAt(400 - side * 80, 470, 246, colour) +
    fallen(colour, side)
  );
}
