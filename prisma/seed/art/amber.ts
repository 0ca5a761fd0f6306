import { light, mix } from './colour.ts';
import { gleam, glow, under } from './light.ts';
import {
  circle,
  clip,
  d,
  group,
  oval,
  type Point,
  path,
  petal,
  put,
  radial,
  ring,
  type Scene,
  smooth,
  stroke,
} from './svg.ts';

const honeys: readonly (readonly [core: string, body: string, rim: string])[] = [
  ['#fff0a8', '#f2a81d', '#a34f06'],
  ['#ffd98a', '#e0801a', '#7a2f05'],
  ['#fff6c9', '#f5c542', '#b9781a'],
  ['#ffb878', '#c24d12', '#5e1606'],
  ['#f4efb0', '#b9a83a', '#5f5212'],
];

function inclusion(s: Scene): string {
  const kind = s.r.int(0, 2);
  const ink = '#3a1606';
  if (kind === 0)
    return (
      oval(0, 0, 13, 36, ink) +
      circle(0, -42, 13, ink) +
      stroke(
        'M-8 -14L-46 -40M8 -14L46 -40M-10 4L-54 8M10 4L54 8M-8 20L-40 52M8 20L40 52M-6 -52L-24 -82M6 -52L24 -82',
        ink,
        4.5,
      ) +
      path(
        'M0 -20C-40 -10 -64 40 -52 66C-26 60 -6 20 0 -8C6 20 26 60 52 66C64 40 40 -10 0 -20Z',
        '#fff1c4',
        'opacity=".45"',
      )
    );
  if (kind === 1)
    return (
      stroke('M0 90Q-14 0 20 -90', ink, 5) +
      [0, 1, 2, 3, 4, 5]
        .map(
          (i) =>
            group(put(6 - i * 0.5 + i, 66 - i * 28, 62), path(petal(62 - i * 7, 11), ink)) +
            group(put(4 + i, 60 - i * 28, -54), path(petal(58 - i * 7, 11), ink)),
        )
        .join('')
    );
  return (
    oval(0, 8, 20, 26, ink) +
    circle(0, -26, 14, ink) +
    [-1, 1]
      .map((k) =>
        stroke(
          d`M${k * 14} -8L${k * 50} -46L${k * 70} -20M${k * 18} 4L${k * 62} -8L${k * 78} 26M${k * 18} 16L${k * 56} 30L${k * 66} 66M${k * 12} 26L${k * 34} 62L${k * 30} 92`,
          ink,
          4.5,
        ),
      )
      .join('')
  );
}

/** The silver cap and chain of a pendant. */
function bail(s: Scene): string {
  const silver = s.t.night ? '#d9d6cf' : '#8d8a86';
  return (
    path('M350 330C366 270 384 240 400 226C416 240 434 270 450 330C430 312 370 312 350 330Z', silver) +
    stroke('M366 306Q400 288 434 306M376 280Q400 268 424 280', light(silver, 0.6), 4) +
    ring(400, 206, 22, silver, 9) +
    stroke(
      d`M400 186C330 120 250 60 ${s.r.range(120, 240)} -10M400 186C470 120 550 60 ${s.r.range(560, 680)} -10`,
      silver,
      7,
      'stroke-dasharray="2 11"',
    )
  );
}

/** Amber: a drop, a bead or a raw piece, with an inclusion and light in it. */
export function amber(s: Scene): string {
  const [core, body, rim] = s.r.pick(honeys);
  const kind = s.variant(3);
  const shapes = [
    'M400 240C470 360 600 470 600 640C600 760 510 846 400 846C290 846 200 760 200 640C200 470 330 360 400 240Z',
    'M400 300C560 290 640 420 630 570C620 740 520 830 400 834C280 838 184 740 172 580C160 430 250 308 400 300Z',
  ];
  const rough: Point[] = Array.from({ length: 9 }, (_, i) => {
    const a = (i / 9) * 2 * Math.PI;
    const r = s.r.range(200, 272);
    return [400 + r * 1.05 * Math.cos(a), 580 + r * Math.sin(a)];
  });
  const stone = shapes[kind] ?? smooth(rough, true, 7);
  const inside = radial(s, `0 ${core}, 0.35 ${mix(core, body, 0.5)}, 0.68 ${body}, 1 ${rim}`, [0.58, 0.68], 0.72);
  const bubbles = Array.from({ length: 9 }, () => {
    const [x, y, r] = [s.r.range(270, 530), s.r.range(470, 760), s.r.range(3, 12)];
    return (
      ring(x, y, r, core, 2, 'opacity=".75"') + circle(x - r * 0.3, y - r * 0.3, r * 0.3, '#ffffff', 'opacity=".8"')
    );
  }).join('');
  const veils = [0, 1, 2]
    .map((i) =>
      stroke(
        d`M${180} ${520 + i * 90}Q${330 + i * 40} ${450 + i * 90} ${620} ${560 + i * 70}`,
        light(core, 0.4),
        14 + i * 8,
        'opacity=".13"',
      ),
    )
    .join('');
  const creature = group(
    put(s.r.range(370, 430), s.r.range(590, 650), s.r.range(-50, 50), s.r.range(0.95, 1.25)),
    inclusion(s),
  );
  const spill = oval(470, 866, 250, 40, radial(s, `0 ${body} 0.75, 0.5 ${body} 0.3, 1 ${body} 0`));
  const shadow = under(s, 410, 842, 196, 26, 0.5);
  return (
    (kind === 0 ? bail(s) : '') +
    shadow +
    spill +
    glow(s, 480, 878, 110, core, 0.8) +
    path(stone, inside) +
    clip(
      s,
      stone,
      veils +
        glow(s, 480, 700, 190, core, 0.75) +
        bubbles +
        creature +
        path('M150 900Q400 700 650 900Z', light(core, 0.3), 'opacity=".35"') +
        glow(s, 250, 430, 150, '#ffffff', 0.28),
    ) +
    path(stone, 'none', `stroke="${rim}" stroke-width="5" opacity=".7"`) +
    gleam(306, 500, 22, 74, 24, 0.72) +
    gleam(346, 420, 10, 22, 30, 0.7) +
    stroke('M560 700Q540 770 480 806', '#fff6d0', 8, 'opacity=".6"')
  );
}
