import { dark, light, mix } from './colour.ts';
import { flower, spiral } from './flora.ts';
import { cast, slab } from './light.ts';
import { at } from './random.ts';
import {
  circle,
  clip,
  d,
  group,
  linear,
  path,
  petal,
  put,
  radial,
  rect,
  ring,
  type Scene,
  stroke,
  wheel,
} from './svg.ts';

const grain = (s: Scene): string => linear(s, '0 #ffffff 0.3, 0.4 #ffffff 0, 1 #1a0d05 0.38', [1, 0.3]);

/** A gadulka or rebec with its bow. */
function gadulka(s: Scene, wood: string): string {
  const body =
    'M0 400C-120 400 -156 300 -150 210C-144 100 -76 20 -44 -60C-34 -90 -34 -130 -34 -180H34C34 -130 34 -90 44 -60C76 20 144 100 150 210C156 300 120 400 0 400Z';
  const head = 'M-34 -180C-44 -260 -70 -290 -62 -350C-50 -400 50 -400 62 -350C70 -290 44 -260 34 -180Z';
  const front = mix(wood, '#e6bd7e', 0.5);
  const inner =
    'M0 376C-100 376 -130 296 -126 214C-120 120 -60 40 -30 -30H30C60 40 120 120 126 214C130 296 100 376 0 376Z';
  const holes =
    path('M-84 190C-40 190 -36 260 -84 268C-60 240 -60 216 -84 190Z', s.t.deep) +
    path('M84 190C40 190 36 260 84 268C60 240 60 216 84 190Z', s.t.deep);
  const strings = stroke('M-15 -330L-24 350M0 -330V352M15 -330L24 350', '#f7efd8', 2.6);
  const pegs = [
    [-38, -340],
    [0, -366],
    [38, -340],
  ]
    .map(([x = 0, y = 0]) => circle(x, y, 14, dark(wood, 0.6)) + circle(x - 3, y - 4, 5, light(wood, 0.4)))
    .join('');
  const ornament =
    group('translate(0 60)', flower(s, 34, 8, [dark(wood, 0.45), s.on(1, front), wood])) +
    group('translate(0 324) scale(.7)', flower(s, 34, 6, [dark(wood, 0.45), s.on(2, front), wood]));
  const bow =
    stroke('M0 -400C74 -240 74 200 0 380', dark(wood, 0.45), 15) +
    stroke('M0 -400C70 -240 70 200 0 380', wood, 8) +
    stroke('M-2 -396V376', '#f3ead2', 7) +
    rect(-12, 340, 26, 60, s.t.deep, 'rx="8"');
  const turn = s.r.range(-22, -8);
  return (
    group(
      put(400, 520, turn, 1.1),
      cast(body + head, 18) +
        path(body, dark(wood, 0.25)) +
        path(head, dark(wood, 0.15)) +
        path(inner, front) +
        path(inner, grain(s)) +
        ornament +
        holes +
        pegs +
        strings +
        rect(-64, 224, 128, 17, dark(wood, 0.5), 'rx="6"'),
    ) + group(put(560, 500, turn + s.r.range(34, 52), 0.98), cast('M-6 -400H8V380H-6Z', 12) + bow)
  );
}

/** A pipa: pear body, bent head, frets. */
function pipa(s: Scene, wood: string): string {
  const body =
    'M0 400C-130 400 -180 310 -172 220C-160 90 -70 -20 -40 -200H40C70 -20 160 90 172 220C180 310 130 400 0 400Z';
  const front = mix(wood, '#e2b878', 0.6);
  const face =
    'M0 386C-118 386 -162 304 -156 222C-146 96 -62 -6 -32 -150H32C62 -6 146 96 156 222C162 304 118 386 0 386Z';
  const neck =
    path(
      'M-40 -200L-32 -330C-40 -390 -20 -420 30 -424C70 -424 80 -390 56 -376C36 -372 34 -350 34 -330L40 -200Z',
      dark(wood, 0.3),
    ) +
    [
      [-74, -350],
      [74, -330],
      [-74, -300],
      [74, -280],
    ]
      .map(
        ([x = 0, y = 0]) =>
          rect(Math.min(0, x), y, 74, 15, s.t.deep, 'rx="7"') + circle(x, y + 7, 12, light(s.t.wood, 0.4)),
      )
      .join('');
  const frets =
    [-180, -140, -100, -60]
      .map((y) =>
        path(
          d`M${-36 - (y + 200) * 0.1} ${y}h${72 + (y + 200) * 0.2}l-7 22h${-58 - (y + 200) * 0.2}z`,
          light(s.t.paper, 0.4),
        ),
      )
      .join('') +
    Array.from({ length: 9 }, (_, i) =>
      rect(-44 - i * 3, -16 + i * 25, 88 + i * 6, 7, dark(wood, 0.45), 'rx="3"'),
    ).join('');
  const moons =
    path('M-96 170A44 44 0 1 0 -70 244A36 36 0 1 1 -96 170Z', s.t.deep) +
    path('M96 170A44 44 0 1 1 70 244A36 36 0 1 0 96 170Z', s.t.deep);
  const strings = stroke('M-18 -340L-40 320M-6 -340L-14 320M6 -340L14 320M18 -340L40 320', '#f9f1da', 2.4);
  const painted =
    group('translate(0 352) scale(.8)', flower(s, 40, 8, [s.on(0, front), s.on(1, front), front])) +
    [-1, 1].map((k) => group(put(k * 96, 312, k * 30), path(petal(74, 20), s.on(1, front)))).join('');
  return group(
    put(400, 500, s.r.range(10, 26) * (s.r.chance(0.5) ? 1 : -1), 1.12),
    cast(body, 18) +
      path(body, dark(wood, 0.35)) +
      neck +
      path(face, front) +
      path(face, grain(s)) +
      painted +
      moons +
      frets +
      rect(-66, 310, 132, 20, dark(wood, 0.5), 'rx="8"') +
      strings,
  );
}

/** A guzheng: long sounding box, a row of bridges, many strings. */
function guzheng(s: Scene, wood: string): string {
  const [w, h] = [232, 860];
  const body = slab(-w / 2, -h / 2, w, h, 26);
  const lacquer = dark(wood, 0.42);
  const front = mix(wood, '#d9a765', 0.5);
  let strings = '';
  let bridges = '';
  for (let i = 0; i < 15; i++) {
    const x = -w / 2 + 22 + (i * (w - 44)) / 14;
    const y = 170 - i * 27 + 30 * Math.sin(i * 0.5);
    strings += d`M${x} ${-h / 2 + 92}L${x} ${h / 2 - 96}`;
    bridges += path(
      d`M${x - 8} ${y + 15}L${x} ${y - 15}L${x + 8} ${y + 15}Z`,
      s.t.paper,
      `stroke="${lacquer}" stroke-width="2"`,
    );
  }
  const end = (y: number): string =>
    rect(-w / 2, y, w, 84, lacquer, 'rx="20"') +
    group(
      put(0, y + 42, 0, 0.9),
      stroke('M-90 6C-60 -30 -40 30 -8 0S50 -30 88 4', s.t.gold, 5) +
        flower(s, 26, 6, [s.on(1, lacquer), s.t.gold, s.t.paper]),
    );
  const inlay =
    group('translate(0 240)', wheel(s, path(petal(66, 18), mix(lacquer, front, 0.35)), 8, [0, 0])) +
    group('translate(-20 -210)', stroke(spiral(40, 2), mix(lacquer, front, 0.4), 6));
  const stand = path('M-150 300H150V322H-150ZM-150 -322H150V-300H-150Z', dark(s.t.wood, 0.5));
  return group(
    put(400, 500, s.r.range(24, 42) * (s.r.chance(0.5) ? 1 : -1), 1.04),
    cast(body, 20) +
      stand +
      path(body, lacquer) +
      path(slab(-w / 2 + 9, -h / 2 + 9, w - 18, h - 18, 20), front) +
      inlay +
      path(body, grain(s)) +
      end(-h / 2) +
      end(h / 2 - 84) +
      stroke(strings, '#fbf4df', 1.9) +
      stroke(strings, '#1a0d05', 1, 'opacity=".3" transform="translate(4 3)"') +
      bridges,
  );
}

/** A long-necked tambura or saz. */
function tambura(s: Scene, wood: string): string {
  const bowl =
    'M0 400C-110 400 -146 320 -136 240C-126 170 -50 120 -22 60H22C50 120 126 170 136 240C146 320 110 400 0 400Z';
  const front = mix(wood, '#e6c48c', 0.6);
  const stripes = clip(
    s,
    bowl,
    [-100, -60, -20, 20, 60, 100]
      .map((x) => stroke(d`M${x} 420Q${x * 1.2} 240 ${x * 0.14} 60`, dark(front, 0.28), 4, 'opacity=".6"'))
      .join(''),
  );
  const neck =
    rect(-22, -400, 44, 500, dark(wood, 0.45)) +
    Array.from({ length: 16 }, (_, i) => rect(-22, -300 + i * 23 - i * i * 0.35, 44, 3.5, s.t.gold)).join('') +
    path('M-30 -320L-38 -448Q0 -470 38 -448L30 -320Z', dark(wood, 0.3)) +
    [-430, -396, -362]
      .map(
        (y) => rect(-84, y, 168, 13, s.t.deep, 'rx="6"') + circle(-84, y + 6, 13, wood) + circle(84, y + 6, 13, wood),
      )
      .join('');
  const rosette =
    circle(0, 220, 46, s.t.deep) +
    wheel(s, path(petal(40, 9), front), 8, [0, 220]) +
    ring(0, 220, 54, s.on(0, front), 7) +
    ring(0, 220, 64, s.t.gold, 3.5) +
    wheel(s, circle(0, 0, 5, s.on(1, front)), 20, [0, 220], 76);
  return group(
    put(400, 500, s.r.range(14, 34) * (s.r.chance(0.5) ? 1 : -1), 1.06),
    cast(bowl, 18) +
      cast('M-22 -400H22V100H-22Z', 14) +
      path(bowl, front) +
      stripes +
      path(bowl, radial(s, '0 #ffffff 0.3, 0.6 #ffffff 0, 1 #1a0d05 0.42', [0.4, 0.4], 0.7)) +
      stroke(bowl, dark(wood, 0.4), 7) +
      neck +
      rosette +
      rect(-50, 320, 100, 16, dark(wood, 0.5), 'rx="6"') +
      stroke('M-12 -440L-20 330M0 -440V330M12 -440L20 330', '#fbf4df', 2.4),
  );
}

/** An instrument: gadulka and bow, pipa, guzheng, tambura. */
export function instrument(s: Scene): string {
  const wood = mix(s.r.pick(['#a4622c', '#7d3f1d', '#b97f3f', '#8c2f1c']), s.ink(0), 0.12);
  return at([gadulka, pipa, guzheng, tambura], s.variant(4))(s, wood);
}
