import { dark, light, mix } from './colour.ts';
import { glow } from './light.ts';
import { circle, d, group, path, petal, put, rect, type Scene, stroke, wheel } from './svg.ts';

/** The profile of a shadow figure: one eye, long nose line, tall headdress; looks right, neck on (0, 0). */
function profileHead(s: Scene, skin: string, dress: string, gem: string, lady: boolean): string {
  const face =
    'M-46 -10C-62 -70 -46 -128 4 -132C34 -132 46 -112 48 -92L66 -66L50 -62C54 -54 54 -50 48 -46C54 -40 50 -34 46 -32C44 -14 24 -6 4 -8L2 10H-34Z';
  const eye =
    stroke('M14 -88Q34 -100 52 -84M20 -84Q32 -76 46 -84', s.t.deep, 4) +
    stroke('M10 -104Q32 -118 50 -102', s.t.deep, 5);
  const hair = path(
    'M-58 -30C-92 -90 -70 -150 0 -148C30 -148 44 -130 46 -116C20 -128 -10 -120 -20 -84C-26 -60 -30 -40 -58 -30Z',
    s.t.deep,
  );
  const plume = (turn: number, size: number): string =>
    group(
      put(-22, -140, turn),
      path(petal(size, size * 0.18), dress, `stroke="${s.t.deep}" stroke-width="3"`) +
        path(petal(size * 0.6, size * 0.07), gem),
    );
  const tall = lady
    ? wheel(s, circle(0, 0, 17, dress) + circle(0, 0, 8, gem), 9, [-24, -128], 66, -100) +
      circle(-24, -150, 44, s.t.deep) +
      circle(-24, -150, 20, gem)
    : plume(-60, 150) +
      plume(-36, 190) +
      plume(-12, 150) +
      path(
        'M-66 -128L-52 -196L-20 -164L6 -214L24 -164L50 -184L46 -122Q-10 -150 -66 -128Z',
        dress,
        `stroke="${s.t.deep}" stroke-width="3"`,
      ) +
      [-34, -4, 24].map((x) => circle(x, -144, 8, gem)).join('');
  const beard = lady
    ? circle(-30, -52, 9, gem) + stroke('M-30 -44v26', gem, 4)
    : path('M44 -34C52 10 30 70 18 96C6 60 -2 20 4 -8C20 -8 36 -16 44 -34Z', s.t.deep) +
      stroke('M40 -10Q34 40 20 80', skin, 2.5);
  return (
    (lady ? tall : '') +
    path(face, skin, `stroke="${s.t.deep}" stroke-width="3"`) +
    eye +
    path('M44 -48l10 2l-8 6z', '#b3261e') +
    hair +
    (lady ? group('translate(10 -138)', path(petal(40, 12), gem)) : tall) +
    beard
  );
}

/** An arm of two joints with a wide cuff. */
function arm(s: Scene, turn: number, bend: number, fill: string, cuffs: string, lamp: string): string {
  const edge = `stroke="${s.t.deep}" stroke-width="4"`;
  const cuff =
    path('M-26 96L-46 196L46 204L30 96Z', cuffs, edge) +
    group('translate(0 150)', wheel(s, path(petal(20, 7), lamp), 6, [0, 0])) +
    path('M-14 200C-18 230 -4 252 10 250L34 262L22 244L26 202Z', s.t.skin, edge);
  return group(
    put(0, 0, turn),
    path('M-30 -16C-40 40 -34 80 -26 108H30C38 70 36 20 28 -16Z', fill, edge) +
      group(put(2, 100, bend), group('translate(0 -100)', cuff)) +
      circle(0, 0, 8, lamp) +
      circle(2, 100, 7, lamp),
  );
}

/** A leather shadow puppet in profile, behind a lit screen. */
export function shadowpuppet(s: Scene): string {
  const lady = s.variant(2) === 0;
  const flip = s.r.chance(0.5) ? -1 : 1;
  const lamp = mix('#ffd98a', s.t.paper, 0.3);
  const frame = s.t.night ? mix(s.t.deep, s.ink(0), 0.25) : mix(s.t.deep, s.ink(0), 0.3);
  const [robe, panel, gem] = [mix(s.on(0, lamp), '#7a1c12', 0.18), s.on(1, lamp), s.on(2, lamp)];
  const edge = `stroke="${s.t.deep}" stroke-width="4"`;
  const hole = (x: number, y: number, k = 1): string =>
    group(put(x, y, 0, k), wheel(s, path(petal(24, 8), lamp), 6, [0, 0]) + circle(0, 0, 4, robe));
  const skirt = lady
    ? 'M-78 96L-150 350Q-20 392 128 350L70 96Z'
    : 'M-84 96L-126 262L-40 250L-10 280L36 250L122 262L76 96Z';
  const lattice = [0, 1, 2, 3]
    .map((i) => d`M${-132 + i * 6} ${330 - i * 42}Q-10 ${366 - i * 44} ${116 - i * 10} ${330 - i * 42}`)
    .join('');
  const legs = lady
    ? path('M-50 356q-4 24 30 26h30q0 -16 -16 -26z', s.t.deep)
    : path('M-60 240L-104 352h-30v26h70L-14 262ZM20 250L60 356h-6v24h78q2 -20 -28 -26L76 246Z', panel, edge);
  const torso = 'M-72 6C-40 -16 30 -16 60 6L84 110Q0 134 -92 110Z';
  const raise = s.r.range(-50, 40);
  const belt = rect(-94, 88, 178, 30, gem, edge) + [-60, -20, 20, 56].map((x) => circle(x, 103, 7, lamp)).join('');
  const ribbon =
    stroke('M-60 40C-170 60 -110 160 -190 190S-170 300 -230 320', gem, 14) +
    stroke('M-60 40C-170 60 -110 160 -190 190S-170 300 -230 320', lamp, 3);
  const figure =
    ribbon +
    arm(s, 34 + raise * 0.2, -20, dark(robe, 0.2), panel, lamp) +
    legs +
    path(skirt, robe, edge) +
    stroke(lattice, lamp, 6, 'stroke-dasharray="10 12"') +
    hole(-40, 200, 1.3) +
    hole(34, 210, 1.3) +
    path(torso, robe, edge) +
    hole(-6, 50, 1.5) +
    stroke('M-62 24Q-8 0 50 24M-76 70Q-8 84 68 70', lamp, 5, 'stroke-dasharray="3 11"') +
    belt +
    profileHead(s, light(s.t.skin, 0.2), panel, gem, lady) +
    group('translate(44 20)', arm(s, -64 + raise, -38, robe, panel, lamp));
  const rods = stroke(
    d`M${400 - flip * 4} 470L${400 - flip * 40} 1000M${400 + flip * 232} ${470 + raise * 1.6}L${400 + flip * 120} 1000`,
    mix(s.t.deep, s.t.wood, 0.3),
    7,
  );
  return (
    rect(0, 0, 800, 1000, frame) +
    rect(54, 70, 692, 820, lamp) +
    glow(s, 400 + flip * 40, 430, 560, '#fff6d8', 0.9) +
    rect(54, 70, 692, 820, 'none', `stroke="${s.t.wood}" stroke-width="22"`) +
    rect(54, 70, 692, 820, 'none', `stroke="${dark(s.t.wood, 0.5)}" stroke-width="3"`) +
    group(
      'translate(14 10)',
      group(put(400, 440, 0, 1.18 * flip, 1.18), path(torso + skirt, s.t.deep)),
      'opacity=".14"',
    ) +
    group(put(400, 440, s.r.range(-5, 5), 1.18 * flip, 1.18), figure) +
    rods +
    rect(0, 890, 800, 110, dark(frame, 0.35)) +
    rect(0, 884, 800, 12, s.t.wood)
  );
}
