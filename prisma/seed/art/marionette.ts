import { dark, light, mix } from './colour.ts';
import { flower } from './flora.ts';
import { under } from './light.ts';
import { circle, clip, d, group, oval, type Point, path, poly, put, rect, type Scene, stroke } from './svg.ts';

interface Cast {
  readonly coat: string;
  readonly trim: string;
  readonly legs: string;
  readonly hat: string;
  readonly skin: string;
}

/** A shape in two facets, the right half in shade: the cubist puppets of Prague. */
function facet(s: Scene, outline: string, colour: string, seam: string): string {
  return (
    path(outline, colour) +
    clip(
      s,
      outline,
      path(seam, dark(colour, 0.26)) + path(seam, light(colour, 0.3), 'transform="translate(-620 0)" opacity=".35"'),
    )
  );
}

const half = 'M0 -400H400V400H0L24 100L-14 0L18 -90Z';

function head(s: Scene, c: Cast, kind: number): string {
  const face = 'M-62 -104C-66 -40 -44 4 0 12C44 4 66 -40 62 -104C40 -132 -40 -132 -62 -104Z';
  const ink = s.t.deep;
  const eyes = [-25, 25]
    .map(
      (x) =>
        oval(x, -64, 12, 9, '#fffaf0') +
        circle(x + 2, -63, 6, ink) +
        stroke(d`M${x - 17} ${-84}q17 ${-14} 34 0`, ink, 5),
    )
    .join('');
  const nose = path('M-2 -66L18 -32L-6 -28Z', dark(c.skin, 0.26));
  const mouth = path('M-22 -16Q0 2 24 -18Q2 -8 -22 -16Z', '#9a2b22');
  const cheeks = circle(-38, -38, 11, '#d9604c', 'opacity=".45"') + circle(40, -38, 11, '#d9604c', 'opacity=".45"');
  const hats = [
    path('M-70 -98C-64 -190 20 -250 98 -240C60 -214 60 -150 70 -98Q0 -124 -70 -98Z', c.hat) +
      path('M-6 -112C0 -180 40 -226 98 -240C60 -214 60 -150 70 -98Q40 -114 -6 -112Z', dark(c.hat, 0.25)) +
      circle(100, -238, 15, s.t.gold),
    path('M-66 -96L-78 -196L-38 -146L0 -212L38 -146L78 -196L66 -96Q0 -118 -66 -96Z', s.t.gold) +
      path('M0 -110V-212L38 -146L78 -196L66 -96Q34 -108 0 -110Z', dark(s.t.gold, 0.22)) +
      circle(0, -212, 10, c.hat) +
      circle(-78, -196, 9, c.hat) +
      circle(78, -196, 9, c.hat),
    path('M-108 -100Q0 -136 108 -100Q0 -78 -108 -100ZM-58 -110L-44 -206Q0 -222 44 -206L58 -110Z', c.hat) +
      stroke('M-55 -124Q0 -140 55 -124', c.trim, 14) +
      path('M40 -130C70 -190 110 -200 128 -186C104 -170 90 -140 62 -124Z', c.trim),
    path(
      'M-70 -60C-96 -150 -50 -166 0 -166C50 -166 96 -150 70 -60C64 -120 40 -124 0 -124C-40 -124 -64 -120 -70 -60Z',
      c.hat,
    ) + group('translate(50 -136)', flower(s, 32, 7, [c.trim, s.t.gold, c.coat])),
  ];
  return facet(s, face, c.skin, half) + eyes + nose + mouth + cheeks + (hats[kind] ?? '');
}

function limb(from: Point, joint: Point, to: Point, colour: string, width: number): string {
  const shade = dark(colour, 0.24);
  return (
    stroke(poly([joint, to], false), shade, width * 0.86) +
    stroke(poly([from, joint], false), colour, width) +
    circle(joint[0], joint[1], width * 0.3, shade)
  );
}

/** The cross-bar the strings hang from. */
function control(s: Scene, bar: Point, tilt: number): string {
  const wood = (dx: number, dy: number, len: number, thick: number, turn: number): string =>
    group(
      put(bar[0] + dx, bar[1] + dy, turn),
      rect(-len / 2, -thick / 2, len, thick, dark(s.t.wood, 0.35), 'rx="9"') +
        rect(-len / 2, -thick / 2, len, thick * 0.7, s.t.wood, 'rx="8"'),
    );
  return (
    wood(0, 8, 480, 26, tilt) +
    wood(0, 34, 300, 20, -tilt) +
    rect(bar[0] - 14, bar[1] - 40, 28, 108, s.t.wood, 'rx="10"') +
    rect(bar[0] + 3, bar[1] - 40, 11, 108, dark(s.t.wood, 0.3), 'rx="5"') +
    stroke(d`M${bar[0]} ${bar[1] - 40}q0 -26 18 -26`, dark(s.t.wood, 0.4), 6)
  );
}

/** What the coat is dressed with: lozenges or braid and buttons, and a toothed collar. */
function trimming(s: Scene, c: Cast, x: number, hem: number, flare: number): string {
  const robe = flare > 120;
  const front = !robe
    ? [470, 530, 590]
        .map((y, i) =>
          path(d`M${x} ${y - 26}L${x + 24} ${y}L${x} ${y + 26}L${x - 24} ${y}Z`, i % 2 === 0 ? c.trim : s.t.gold),
        )
        .join('')
    : stroke(
        d`M${x} 424V${hem}M${x - flare + 8} ${hem - 34}L${x} ${hem - 30}L${x + flare - 8} ${hem - 34}`,
        c.trim,
        14,
      ) + [480, 560, 640].map((y) => circle(x, y, 11, s.t.gold)).join('');
  const collar = [-3, -2, -1, 0, 1, 2, 3]
    .map((i) => path(d`M${x + i * 24 - 15} 412h30l${-15 + i * 4} 46Z`, i % 2 === 0 ? s.t.paper : c.trim))
    .join('');
  return front + collar;
}

function hand(p: Point, skin: string): string {
  return (
    circle(p[0], p[1], 24, skin) +
    circle(p[0] + 6, p[1] + 5, 17, dark(skin, 0.14)) +
    circle(p[0] - 2, p[1] - 2, 16, skin)
  );
}

/** A string puppet: cross-bar, strings, jointed wooden limbs. */
export function marionette(s: Scene): string {
  const kind = s.variant(4);
  const skin = mix(s.t.skin, s.t.wood, 0.28);
  const c: Cast = { coat: s.on(0), trim: s.on(1), legs: s.on(2), hat: s.on(s.r.int(1, 3)), skin };
  const lean = s.r.range(-26, 26);
  const lift = [s.r.range(-110, 110), s.r.range(-110, 110)] as const;
  const x = 400 + lean;
  const handL: Point = [x - s.r.range(176, 214), 520 + lift[0]];
  const handR: Point = [x + s.r.range(176, 214), 520 + lift[1]];
  const elbowL: Point = [(x - 84 + handL[0]) / 2 - 18, (452 + handL[1]) / 2 + 44];
  const elbowR: Point = [(x + 84 + handR[0]) / 2 + 18, (452 + handR[1]) / 2 + 44];
  const step = s.r.range(-60, 60);
  const kneeL: Point = [x - 62 - Math.max(0, step) * 0.7, 752 - Math.max(0, step) * 0.5];
  const kneeR: Point = [x + 62 - Math.min(0, step) * 0.7, 752 + Math.min(0, step) * 0.5];
  const footL: Point = [kneeL[0] + 8, 862 - Math.max(0, step) * 0.7];
  const footR: Point = [kneeR[0] - 8, 862 + Math.min(0, step) * 0.7];
  const bar: Point = [400 - lean * 0.6, 92];
  const tilt = s.r.range(-9, 9);
  const cord = s.t.night ? light(s.t.ground, 0.55) : dark(s.t.ground, 0.5);
  const [ax, ay] = [Math.cos((tilt * Math.PI) / 180) * 226, Math.sin((tilt * Math.PI) / 180) * 226];
  const strings = [
    [[bar[0] - ax, bar[1] - ay], handL],
    [[bar[0] + ax, bar[1] + ay], handR],
    [
      [bar[0] - 40, bar[1]],
      [x - 60, 300],
    ],
    [
      [bar[0] + 40, bar[1]],
      [x + 60, 300],
    ],
    [[bar[0] - ax * 0.6, bar[1] + 26], kneeL],
    [[bar[0] + ax * 0.6, bar[1] + 26], kneeR],
  ] as const;
  const boot = (p: Point, k: number): string =>
    path(
      d`M${p[0] - 20} ${p[1] - 40}h40l${k > 0 ? 4 : 0} 34q${k * 44} 4 ${k * 46} 34h${-k * 88}Z`,
      s.on(3, s.t.ground),
    );
  const robe = kind === 1 || kind === 3;
  const hem = robe ? 800 : 668;
  const flare = robe ? 148 : 104;
  const coat = d`M${x - 70} 424Q${x} 400 ${x + 70} 424L${x + flare} ${hem}L${x + flare * 0.4} ${hem - 22}L${x} ${hem + 6}L${x - flare * 0.4} ${hem - 22}L${x - flare} ${hem}Z`;
  const seam = d`M${x + 6} 300H${x + 400}V900H${x + 40}L${x - 20} 640L${x + 30} 520Z`;
  return (
    under(s, x, 918, 190, 22, 0.3) +
    stroke(strings.map(([a, b]) => d`M${a[0]} ${a[1]}L${b[0]} ${b[1]}`).join(''), cord, 2.6) +
    control(s, bar, tilt) +
    limb([x - 40, 650], kneeL, footL, c.legs, 46) +
    limb([x + 40, 650], kneeR, footR, c.legs, 46) +
    boot(footL, -1) +
    boot(footR, 1) +
    limb([x - 72, 446], elbowL, handL, c.coat, 44) +
    limb([x + 72, 446], elbowR, handR, dark(c.coat, 0.15), 44) +
    hand(handL, skin) +
    hand(handR, skin) +
    facet(s, coat, c.coat, seam) +
    trimming(s, c, x, hem, flare) +
    group(put(x, 402, s.r.range(-9, 9), 1.06), head(s, c, kind))
  );
}
