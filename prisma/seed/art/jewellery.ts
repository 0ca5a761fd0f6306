import { dark, light, mix } from './colour.ts';
import { spiral } from './flora.ts';
import { gleam } from './light.ts';
import {
  circle,
  d,
  drop,
  group,
  linear,
  oval,
  type Point,
  path,
  put,
  radial,
  ring,
  type Scene,
  smooth,
  stroke,
  wheel,
} from './svg.ts';

function necklace(s: Scene, metal: string): string {
  const [a, b] = [s.on(0, s.t.ground), s.on(1, s.t.ground)];
  const wide = s.r.range(250, 290);
  const count = s.r.pick([17, 21, 25]);
  const bead = (r: number, colour: string): string =>
    circle(
      0,
      0,
      r,
      radial(
        s,
        `0 ${light(colour, 0.75)}, 0.3 ${light(colour, 0.15)}, 0.75 ${colour}, 1 ${dark(colour, 0.5)}`,
        [0.36, 0.3],
        0.75,
      ),
    ) + gleam(-r * 0.35, -r * 0.4, r * 0.24, r * 0.16);
  const at: Point[] = Array.from({ length: count }, (_, i) => {
    const t = (i / (count - 1)) * 2 - 1;
    return [400 + wide * Math.sin(t * 1.56) * (1 - 0.16 * (1 - t * t)), 180 + 400 * (1 - Math.abs(t) ** 1.9)];
  });
  const size = (i: number): number => 15 + 17 * (1 - Math.abs(i / (count - 1) - 0.5) * 2);
  const shade = at.map(([x, y], i) => oval(x + 10, y + 16, size(i), size(i) * 0.9, '#1a0d05', 'opacity=".2"')).join('');
  const beads = at
    .map(([x, y], i) => group(put(x, y), bead(size(i), i % 4 === 2 ? metal : i % 2 === 0 ? a : b)))
    .join('');
  const lace = wheel(s, stroke(spiral(14, 1.4), metal, 3.5) + circle(0, -22, 5, metal), 10, [400, 734], 74);
  const pendant =
    circle(408, 752, 104, '#1a0d05', 'opacity=".2"') +
    circle(400, 734, 100, mix(dark(metal, 0.5), s.on(0, metal), 0.45)) +
    ring(400, 734, 98, metal, 7) +
    lace +
    wheel(s, circle(0, 0, 7, metal), 24, [400, 734], 104) +
    group(put(400, 734), bead(44, s.on(2, metal))) +
    stroke('M400 602V634', metal, 10) +
    [-60, -24, 24, 60]
      .map(
        (x) =>
          stroke(d`M${400 + x} ${832 - Math.abs(x) * 0.5}v34`, metal, 3) +
          group(put(400 + x, 880 - Math.abs(x) * 0.5), bead(12, b)),
      )
      .join('');
  return shade + stroke(smooth(at), metal, 4) + beads + pendant;
}

function earrings(s: Scene, metal: string): string {
  const stone = [s.on(0), s.on(1), s.on(2)] as const;
  const fan = s.r.int(0, 1);
  const gem = (x: number, y: number, r: number, colour: string): string =>
    circle(x, y, r, radial(s, `0 ${light(colour, 0.7)}, 0.4 ${colour}, 1 ${dark(colour, 0.5)}`, [0.38, 0.32], 0.72)) +
    ring(x, y, r + 3, metal, 5) +
    gleam(x - r * 0.3, y - r * 0.35, r * 0.25, r * 0.15);
  const enamel = mix(dark(metal, 0.5), s.on(1, metal), 0.55);
  const plate =
    fan === 0
      ? path('M0 -170C120 -150 170 -40 130 40C80 96 -80 96 -130 40C-170 -40 -120 -150 0 -170Z', enamel) +
        stroke('M0 -170C120 -150 170 -40 130 40C80 96 -80 96 -130 40C-170 -40 -120 -150 0 -170Z', metal, 9)
      : circle(0, -40, 128, enamel) +
        path('M-92 -60A96 96 0 1 0 92 -60A100 70 0 1 1 -92 -60Z', mix(metal, '#ffffff', 0.1)) +
        ring(0, -40, 126, metal, 9);
  const curls =
    [
      [-78, -50, -30],
      [78, -50, 30],
      [-60, 26, -70],
      [60, 26, 70],
    ]
      .map(([x = 0, y = 0, turn = 0]) => group(put(x, y, turn), stroke(spiral(28, 2), metal, 4.5)))
      .join('') + wheel(s, circle(0, 0, 6, metal), 12, [0, -40], 66);
  const hang = [-100, -50, 0, 50, 100]
    .map((x, i) => {
      const y = fan === 0 ? 84 - Math.abs(x) * 0.45 : 88 - (x * x) / 190;
      const len = 110 - Math.abs(i - 2) * 26;
      return (
        stroke(d`M${x} ${y}v${len}`, metal, 4, 'stroke-dasharray="1 8"') +
        group(
          put(x, y + len + 44),
          path(drop(60, 17), stone[i % 2 === 0 ? 0 : 1]) +
            path(drop(60, 17), linear(s, '0 #ffffff 0.5, 0.5 #ffffff 0, 1 #000000 0.35', [1, 0.4])),
        )
      );
    })
    .join('');
  const one = stroke('M0 -172C-2 -250 60 -250 52 -190', metal, 7) + plate + curls + gem(0, -40, 40, stone[2]) + hang;
  const shade = (x: number, y: number): string => oval(x + 16, y + 20, 130, 150, '#1a0d05', 'opacity=".13"');
  const [x1, y1, x2, y2] = [235, 450 + s.r.range(-40, 20), 565, 480 + s.r.range(-20, 50)];
  return (
    shade(x1, y1) +
    shade(x2, y2) +
    group(put(x1, y1, s.r.range(-4, 6), 1.08), one) +
    group(put(x2, y2, s.r.range(-6, 4), 1.08), one)
  );
}

/** Jewellery: a necklace with a filigree pendant, or a pair of earrings. */
export function jewellery(s: Scene): string {
  const metal = s.r.chance(0.55) ? mix(s.t.gold, '#e8b64a', 0.4) : s.t.night ? '#dcdad4' : '#a09c96';
  return s.variant(2) === 0 ? necklace(s, metal) : earrings(s, metal);
}
