import { dark, light, mix } from './colour.ts';
import { flower } from './flora.ts';
import { gleam, glow, under } from './light.ts';
import { circle, clip, d, drop, group, oval, path, petal, type Point, poly, put, rect, type Scene, stroke, wheel } from './svg.ts';

interface Cast {
  readonly coat: string;
  readonly trim: string;
  readonly legs: string;
  readonly hat: string;
  readonly skin: string;
}

/** A shape in two facets, the right half in shade: the cubist puppets of Prague. */
function facet(s: Scene, outline: string, colour: string, seam: string): string {
  return path(outline, colour) + clip(s, outline, path(seam, dark(colour, 0.26)) + path(seam, light(colour, 0.3), 'transform="translate(-620 0)" opacity=".35"'));
}

const half = 'M0 -400H400V400H0L24 100L-14 0L18 -90Z';

function head(s: Scene, c: Cast, kind: number): string {
  const face = 'M-62 -104C-66 -40 -44 4 0 12C44 4 66 -40 62 -104C40 -132 -40 -132 -62 -104Z';
  const ink = s.t.deep;
  const eyes = [-25, 25].map((x) => oval(x, -64, 12, 9, '#fffaf0') + circle(x + 2, -63, 6, ink) + stroke(d`M${x - 17} ${-84}q17 ${-14} 34 0`, ink, 5)).join('');
  const nose = path('M-2 -66L18 -32L-6 -28Z', dark(c.skin, 0.26));
  const mouth = path('M-22 -16Q0 2 24 -18Q2 -8 -22 -16Z', '#9a2b22');
  const cheeks = circle(-38, -38, 11, '#d9604c', 'opacity=".45"') + circle(40, -38, 11, '#d9604c', 'opacity=".45"');
  const hats = [
    path('M-70 -98C-64 -190 20 -250 98 -240C60 -214 60 -150 70 -98Q0 -124 -70 -98Z', c.hat) + path('M-6 -112C0 -180 40 -226 98 -240C60 -214 60 -150 70 -98Q40 -114 -6 -112Z', dark(c.hat, 0.25)) + circle(100, -238, 15, s.t.gold),
    path('M-66 -96L-78 -196L-38 -146L0 -212L38 -146L78 -196L66 -96Q0 -118 -66 -96Z', s.t.gold) + path('M0 -110V-212L38 -146L78 -196L66 -96Q34 -108 0 -110Z', dark(s.t.gold, 0.22)) + circle(0, -212, 10, c.hat) + circle(-78, -196, 9, c.hat) + circle(78, -196, 9, c.hat),
    path('M-108 -100Q0 -136 108 -100Q0 -78 -108 -100ZM-58 -110L-44 -206Q0 -222 44 -206L58 -110Z', c.hat) + stroke('M-55 -124Q0 -140 55 -124', c.trim, 14) + path('M40 -130C70 -190 110 -200 128 -186C104 -170 90 -140 62 -124Z', c.trim),
    path('M-70 -60C-96 -150 -50 -166 0 -166C50 -166 96 -150 70 -60C64 -120 40 -124 0 -124C-40 -124 -64 -120 -70 -60Z', c.hat) + group('translate(50 -136)', flower(s, 32, 7, [c.trim, s.t.gold, c.coat])),
  ];
  return facet(s, face, c.skin, half) + eyes + nose + mouth + cheeks + (hats[kind] ?? '');
}

function limb(from: Point, joint: Point, to: Point, colour: string, width: number): string {
  const shade = dark(colour, 0.24);
  return stroke(poly([joint, to], false), shade, width * 0.86) + stroke(poly([from, joint], false), colour, width) + circle(joint[0], joint[1], width * 0.3, shade);
}

/** A string puppet: cross-bar, strings, jointed wooden limbs. */
export function marionette(s: Scene): string {
  const kind = s.r.int(0, 3);
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
    [[bar[0] - ax, bar[1] - ay], handL], [[bar[0] + ax, bar[1] + ay], handR], [[bar[0] - 40, bar[1]], [x - 60, 300]], [[bar[0] + 40, bar[1]], [x + 60, 300]],
    [[bar[0] - ax * 0.6, bar[1] + 26], kneeL], [[bar[0] + ax * 0.6, bar[1] + 26], kneeR],
  ] as const;
  const wood = (dx: number, dy: number, len: number, thick: number, turn: number): string =>
    group(put(bar[0] + dx, bar[1] + dy, turn), rect(-len / 2, -thick / 2, len, thick, dark(s.t.wood, 0.35), 'rx="9"') + rect(-len / 2, -thick / 2, len, thick * 0.7, s.t.wood, 'rx="8"'));
  const control = wood(0, 8, 480, 26, tilt) + wood(0, 34, 300, 20, -tilt) + rect(bar[0] - 14, bar[1] - 40, 28, 108, s.t.wood, 'rx="10"') + rect(bar[0] + 3, bar[1] - 40, 11, 108, dark(s.t.wood, 0.3), 'rx="5"') + stroke(d`M${bar[0]} ${bar[1] - 40}q0 -26 18 -26`, dark(s.t.wood, 0.4), 6);
  const boot = (p: Point, k: number): string => path(d`M${p[0] - 20} ${p[1] - 40}h40l${k > 0 ? 4 : 0} 34q${k * 44} 4 ${k * 46} 34h${-k * 88}Z`, s.on(3, s.t.ground));
  const robe = kind === 1 || kind === 3;
  const hem = robe ? 800 : 668;
  const flare = robe ? 148 : 104;
  const coat = d`M${x - 70} 424Q${x} 400 ${x + 70} 424L${x + flare} ${hem}L${x + flare * 0.4} ${hem - 22}L${x} ${hem + 6}L${x - flare * 0.4} ${hem - 22}L${x - flare} ${hem}Z`;
  const seam = d`M${x + 6} 300H${x + 400}V900H${x + 40}L${x - 20} 640L${x + 30} 520Z`;
  const diamonds = kind === 0 || kind === 2 ? [470, 530, 590].map((y, i) => path(d`M${x} ${y - 26}L${x + 24} ${y}L${x} ${y + 26}L${x - 24} ${y}Z`, i % 2 === 0 ? c.trim : s.t.gold)).join('') : stroke(d`M${x} 424V${hem}M${x - flare + 8} ${hem - 34}L${x} ${hem - 30}L${x + flare - 8} ${hem - 34}`, c.trim, 14) + [480, 560, 640].map((y) => circle(x, y, 11, s.t.gold)).join('');
  const collar = [-3, -2, -1, 0, 1, 2, 3].map((i) => path(d`M${x + i * 24 - 15} 412h30l${-15 + i * 4} 46Z`, i % 2 === 0 ? s.t.paper : c.trim)).join('');
  const hand = (p: Point): string => circle(p[0], p[1], 24, skin) + circle(p[0] + 6, p[1] + 5, 17, dark(skin, 0.14)) + circle(p[0] - 2, p[1] - 2, 16, skin);
  return (
    under(s, x, 918, 190, 22, 0.3) + stroke(strings.map(([a, b]) => d`M${a[0]} ${a[1]}L${b[0]} ${b[1]}`).join(''), cord, 2.6) + control +
    limb([x - 40, 650], kneeL, footL, c.legs, 46) + limb([x + 40, 650], kneeR, footR, c.legs, 46) + boot(footL, -1) + boot(footR, 1) +
    limb([x - 72, 446], elbowL, handL, c.coat, 44) + limb([x + 72, 446], elbowR, handR, dark(c.coat, 0.15), 44) + hand(handL) + hand(handR) +
    facet(s, coat, c.coat, seam) + diamonds + collar + group(put(x, 402, s.r.range(-9, 9), 1.06), head(s, c, kind))
  );
}

/** The profile of a shadow figure: one eye, long nose line, tall headdress; looks right, neck on (0, 0). */
function profileHead(s: Scene, skin: string, dress: string, gem: string, lady: boolean): string {
  const face = 'M-46 -10C-62 -70 -46 -128 4 -132C34 -132 46 -112 48 -92L66 -66L50 -62C54 -54 54 -50 48 -46C54 -40 50 -34 46 -32C44 -14 24 -6 4 -8L2 10H-34Z';
  const eye = stroke('M14 -88Q34 -100 52 -84M20 -84Q32 -76 46 -84', s.t.deep, 4) + stroke('M10 -104Q32 -118 50 -102', s.t.deep, 5);
  const hair = path('M-58 -30C-92 -90 -70 -150 0 -148C30 -148 44 -130 46 -116C20 -128 -10 -120 -20 -84C-26 -60 -30 -40 -58 -30Z', s.t.deep);
  const plume = (turn: number, size: number): string => group(put(-22, -140, turn), path(petal(size, size * 0.18), dress, `stroke="${s.t.deep}" stroke-width="3"`) + path(petal(size * 0.6, size * 0.07), gem));
  const tall = lady
    ? wheel(s, circle(0, 0, 17, dress) + circle(0, 0, 8, gem), 9, [-24, -128], 66, -100) + circle(-24, -150, 44, s.t.deep) + circle(-24, -150, 20, gem)
    : plume(-60, 150) + plume(-36, 190) + plume(-12, 150) + path('M-66 -128L-52 -196L-20 -164L6 -214L24 -164L50 -184L46 -122Q-10 -150 -66 -128Z', dress, `stroke="${s.t.deep}" stroke-width="3"`) + [-34, -4, 24].map((x) => circle(x, -144, 8, gem)).join('');
  const beard = lady ? circle(-30, -52, 9, gem) + stroke('M-30 -44v26', gem, 4) : path('M44 -34C52 10 30 70 18 96C6 60 -2 20 4 -8C20 -8 36 -16 44 -34Z', s.t.deep) + stroke('M40 -10Q34 40 20 80', skin, 2.5);
  return (lady ? tall : '') + path(face, skin, `stroke="${s.t.deep}" stroke-width="3"`) + eye + path('M44 -48l10 2l-8 6z', '#b3261e') + hair + (lady ? group('translate(10 -138)', path(petal(40, 12), gem)) : tall) + beard;
}

/** A leather shadow puppet in profile, behind a lit screen. */
export function shadowpuppet(s: Scene): string {
  const lady = s.r.chance(0.5);
  const flip = s.r.chance(0.5) ? -1 : 1;
  const lamp = mix('#ffd98a', s.t.paper, 0.3);
  const frame = s.t.night ? mix(s.t.deep, s.ink(0), 0.25) : mix(s.t.deep, s.ink(0), 0.3);
  const [robe, panel, gem] = [mix(s.on(0, lamp), '#7a1c12', 0.18), s.on(1, lamp), s.on(2, lamp)];
  const edge = `stroke="${s.t.deep}" stroke-width="4"`;
  const hole = (x: number, y: number, k = 1): string => group(put(x, y, 0, k), wheel(s, path(petal(24, 8), lamp), 6, [0, 0]) + circle(0, 0, 4, robe));
  const skirt = lady ? 'M-78 96L-150 350Q-20 392 128 350L70 96Z' : 'M-84 96L-126 262L-40 250L-10 280L36 250L122 262L76 96Z';
  const lattice = [0, 1, 2, 3].map((i) => d`M${-132 + i * 6} ${330 - i * 42}Q-10 ${366 - i * 44} ${116 - i * 10} ${330 - i * 42}`).join('');
  const legs = lady ? path('M-50 356q-4 24 30 26h30q0 -16 -16 -26z', s.t.deep) : path('M-60 240L-104 352h-30v26h70L-14 262ZM20 250L60 356h-6v24h78q2 -20 -28 -26L76 246Z', panel, edge);
  const torso = 'M-72 6C-40 -16 30 -16 60 6L84 110Q0 134 -92 110Z';
  const raise = s.r.range(-50, 40);
  const arm = (turn: number, bend: number, fill: string): string => {
    const cuff = path('M-26 96L-46 196L46 204L30 96Z', panel, edge) + group('translate(0 150)', wheel(s, path(petal(20, 7), lamp), 6, [0, 0])) + path('M-14 200C-18 230 -4 252 10 250L34 262L22 244L26 202Z', s.t.skin, edge);
    return group(put(0, 0, turn), path('M-30 -16C-40 40 -34 80 -26 108H30C38 70 36 20 28 -16Z', fill, edge) + group(put(2, 100, bend), group('translate(0 -100)', cuff)) + circle(0, 0, 8, lamp) + circle(2, 100, 7, lamp));
  };
  const belt = rect(-94, 88, 178, 30, gem, edge) + [-60, -20, 20, 56].map((x) => circle(x, 103, 7, lamp)).join('');
  const ribbon = stroke('M-60 40C-170 60 -110 160 -190 190S-170 300 -230 320', gem, 14) + stroke('M-60 40C-170 60 -110 160 -190 190S-170 300 -230 320', lamp, 3);
  const figure = ribbon + arm(34 + raise * 0.2, -20, dark(robe, 0.2)) + legs + path(skirt, robe, edge) + stroke(lattice, lamp, 6, 'stroke-dasharray="10 12"') + hole(-40, 200, 1.3) + hole(34, 210, 1.3) + path(torso, robe, edge) + hole(-6, 50, 1.5) + stroke('M-62 24Q-8 0 50 24M-76 70Q-8 84 68 70', lamp, 5, 'stroke-dasharray="3 11"') + belt + profileHead(s, light(s.t.skin, 0.2), panel, gem, lady) + group('translate(44 20)', arm(-64 + raise, -38, robe));
  const rods = stroke(d`M${400 - flip * 4} 470L${400 - flip * 40} 1000M${400 + flip * 232} ${470 + raise * 1.6}L${400 + flip * 120} 1000`, mix(s.t.deep, s.t.wood, 0.3), 7);
  return (
    rect(0, 0, 800, 1000, frame) + rect(54, 70, 692, 820, lamp) + glow(s, 400 + flip * 40, 430, 560, '#fff6d8', 0.9) + rect(54, 70, 692, 820, 'none', `stroke="${s.t.wood}" stroke-width="22"`) + rect(54, 70, 692, 820, 'none', `stroke="${dark(s.t.wood, 0.5)}" stroke-width="3"`) +
    group('translate(14 10)', group(put(400, 440, 0, 1.18 * flip, 1.18), path(torso + skirt, s.t.deep)), 'opacity=".14"') + group(put(400, 440, s.r.range(-5, 5), 1.18 * flip, 1.18), figure) + rods + rect(0, 890, 800, 110, dark(frame, 0.35)) + rect(0, 884, 800, 12, s.t.wood)
  );
}

/** A painted face of the Chinese stage. */
function operaFace(s: Scene): string {
  const [a, b] = [s.ink(0), s.ink(1)];
  const face = 'M400 190C560 190 636 300 622 480C612 640 520 800 400 826C280 800 188 640 178 480C164 300 240 190 400 190Z';
  const kind = s.r.int(0, 2);
  const brow = [path('M250 430C270 350 340 350 380 420C340 410 300 420 250 430Z', s.t.deep), path('M232 452C210 330 300 290 384 392C330 370 280 390 232 452Z', s.t.deep), path('M262 420C230 320 260 270 330 250C300 310 320 370 386 410C340 396 300 400 262 420Z', s.t.deep)][kind] ?? '';
  const cheek = [path('M196 520C260 470 350 500 360 560C330 640 270 640 226 620Z', a), path('M180 470C250 520 330 480 372 540C350 620 330 690 300 770C230 700 184 600 180 470Z', a), path('M190 400C230 470 300 470 368 520C372 600 340 700 352 800C240 740 176 600 190 400Z', b)][kind] ?? '';
  const eye = path('M268 462C300 432 350 438 378 466C346 488 300 488 268 462Z', '#fffaf0') + circle(326, 462, 17, s.t.deep) + stroke('M256 462C296 424 352 430 386 468C350 494 300 494 256 462', s.t.deep, 9);
  const curl = stroke('M232 600C260 570 300 590 290 620C280 640 256 630 264 614', s.t.paper, 7);
  const side = brow + cheek + eye + curl + path('M352 560C330 590 350 616 386 606Z', mix(b, s.t.deep, 0.3));
  const brand = [path('M400 210C440 270 436 340 400 392C364 340 360 270 400 210Z', a) + path('M400 246C420 290 418 330 400 360C382 330 380 290 400 246Z', s.t.gold), wheel(s, path(petal(56, 18), a), 5, [400, 290]) + circle(400, 290, 14, s.t.gold), path('M400 200L432 300H368ZM372 320h56l-28 60z', a)][kind] ?? '';
  const mouth = path('M330 694C366 670 434 670 470 694C440 722 360 722 330 694Z', mix(a, '#a01c18', 0.5)) + stroke('M322 694C366 700 434 700 478 694', s.t.deep, 5);
  const ground = kind === 2 ? light(a, 0.1) : s.t.paper;
  return path(face, ground) + clip(s, face, side + group('translate(800 0) scale(-1 1)', side) + path('M384 420C392 500 372 560 366 596C380 620 420 620 434 596C428 560 408 500 416 420Z', light(ground, 0.4)) + brand + mouth) + path(face, 'none', `stroke="${dark(ground, 0.45)}" stroke-width="5"`);
}

/** A winter mask: horns, fleece, teeth (kukeri, busó). */
function winterFace(s: Scene): string {
  const wood = mix(s.ink(0), s.t.wood, 0.45);
  const fleece = s.r.chance(0.5) ? light(s.t.paper, 0.1) : mix(s.t.deep, s.t.wood, 0.3);
  const tuft = path(drop(150, 30), fleece, `stroke="${dark(fleece, 0.28)}" stroke-width="3"`);
  const mane = wheel(s, tuft, 26, [400, 520], 210) + wheel(s, tuft, 22, [400, 520], 160, 8);
  const horn = path('M300 320C200 300 120 220 150 90C176 170 250 210 350 270Z', light(s.t.wood, 0.35)) + stroke('M168 168l30 -22M196 212l32 -28M238 250l28 -34', dark(s.t.wood, 0.3), 7);
  const face = 'M400 260C520 260 590 350 574 500C566 640 500 790 400 800C300 790 234 640 226 500C210 350 280 260 400 260Z';
  const eye = circle(322, 450, 46, s.on(1, wood)) + circle(322, 450, 30, '#fff6e4') + circle(326, 454, 15, s.t.deep) + stroke('M264 392Q320 350 376 404', s.t.deep, 16);
  const side = eye + path('M250 560q50 -30 80 20q-20 50 -66 40z', s.on(2, wood)) + [0, 1, 2].map((i) => path(d`M${290 + i * 36} 322l16 40l-32 0z`, s.t.paper)).join('');
  const teeth = path('M286 640Q400 600 514 640Q500 730 400 738Q300 730 286 640Z', dark('#7a1c16', 0.2)) + [0, 1, 2, 3, 4, 5].map((i) => path(d`M${306 + i * 32} 636l30 -6l-14 40zM${316 + i * 30} 722l26 6l-12 -36z`, '#fffaf0')).join('');
  const horns = s.r.chance(0.75) ? horn + group('translate(800 0) scale(-1 1)', horn) : '';
  return mane + horns + path(face, wood) + side + group('translate(800 0) scale(-1 1)', side) + path('M376 430L352 580Q400 616 448 580L424 430Z', dark(wood, 0.18)) + path('M376 430L352 580Q376 600 400 602V430Z', light(wood, 0.16)) + teeth;
}

/** A mask: the painted stage face of China, or a winter mask of the Balkans and Hungary. */
export function mask(s: Scene): string {
  const opera = s.r.chance(0.55);
  const shade = oval(424, 540, 250, 330, '#1a0d05', 'opacity=".12"') + oval(436, 556, 240, 330, '#1a0d05', 'opacity=".08"');
  const body = opera ? operaFace(s) : winterFace(s);
  const cords = opera ? stroke('M190 420C120 470 140 640 96 760M610 420C680 470 660 640 704 760', s.on(0), 9) + [96, 704].map((x) => path(d`M${x - 16} 760h32l10 96h-52z`, s.on(1))).join('') : '';
  return shade + cords + body + glow(s, 330, 330, 230, '#ffffff', 0.3) + gleam(318, 300, 40, 14, -30, 0.35) + glow(s, 560, 700, 240, '#1a0d05', 0.3);
}
