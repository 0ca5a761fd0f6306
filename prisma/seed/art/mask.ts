import { dark, light, mix } from './colour.ts';
import { gleam, glow } from './light.ts';
import { circle, clip, d, drop, group, oval, path, petal, put, type Scene, stroke, wheel } from './svg.ts';

/** A painted face of the Chinese stage. */
function operaFace(s: Scene): string {
  const face =
    'M400 190C560 190 636 300 622 480C612 640 520 800 400 826C280 800 188 640 178 480C164 300 240 190 400 190Z';
  const kinds = [s.r.int(0, 2), s.r.int(0, 2), s.r.int(0, 2)] as const;
  const ground =
    [s.t.paper, s.t.paper, light(s.ink(2), 0.25), dark(s.ink(2), 0.15), mix(s.t.gold, s.t.paper, 0.2)][s.r.int(0, 4)] ??
    s.t.paper;
  const [a, b] = [s.on(0, ground), s.on(1, ground)];
  const brow =
    [
      path('M250 430C270 350 340 350 380 420C340 410 300 420 250 430Z', s.t.deep),
      path('M232 452C210 330 300 290 384 392C330 370 280 390 232 452Z', s.t.deep),
      path('M262 420C230 320 260 270 330 250C300 310 320 370 386 410C340 396 300 400 262 420Z', s.t.deep),
    ][kinds[0]] ?? '';
  const cheek =
    [
      path('M196 520C260 470 350 500 360 560C330 640 270 640 226 620Z', a),
      path('M180 470C250 520 330 480 372 540C350 620 330 690 300 770C230 700 184 600 180 470Z', a),
      path('M190 400C230 470 300 470 368 520C372 600 340 700 352 800C240 740 176 600 190 400Z', b),
    ][kinds[1]] ?? '';
  const eye =
    path('M268 462C300 432 350 438 378 466C346 488 300 488 268 462Z', '#fffaf0') +
    circle(326, 462, 17, s.t.deep) +
    stroke('M256 462C296 424 352 430 386 468C350 494 300 494 256 462', s.t.deep, 9);
  const curl = stroke('M232 600C260 570 300 590 290 620C280 640 256 630 264 614', s.t.paper, 7);
  const side = brow + cheek + eye + curl + path('M352 560C330 590 350 616 386 606Z', mix(b, s.t.deep, 0.3));
  const brand =
    [
      path('M400 210C440 270 436 340 400 392C364 340 360 270 400 210Z', a) +
        path('M400 246C420 290 418 330 400 360C382 330 380 290 400 246Z', s.t.gold),
      wheel(s, path(petal(56, 18), a), 5, [400, 290]) + circle(400, 290, 14, s.t.gold),
      path('M400 200L432 300H368ZM372 320h56l-28 60z', a),
    ][kinds[2]] ?? '';
  const mouth =
    path('M330 694C366 670 434 670 470 694C440 722 360 722 330 694Z', mix(a, '#a01c18', 0.5)) +
    stroke('M322 694C366 700 434 700 478 694', s.t.deep, 5);
  return (
    path(face, ground) +
    clip(
      s,
      face,
      side +
        group('translate(800 0) scale(-1 1)', side) +
        path('M384 420C392 500 372 560 366 596C380 620 420 620 434 596C428 560 408 500 416 420Z', light(ground, 0.4)) +
        brand +
        mouth,
    ) +
    path(face, 'none', `stroke="${dark(ground, 0.45)}" stroke-width="5"`)
  );
}

/** A winter mask: horns, fleece, teeth (kukeri, busó). */
function winterFace(s: Scene): string {
  const wood = mix(s.ink(0), s.t.wood, 0.45);
  const fleece = s.r.chance(0.5) ? light(s.t.paper, 0.1) : mix(s.t.deep, s.t.wood, 0.3);
  const tuft = path(drop(150, 30), fleece, `stroke="${dark(fleece, 0.28)}" stroke-width="3"`);
  const mane = wheel(s, tuft, 26, [400, 520], 210) + wheel(s, tuft, 22, [400, 520], 160, 8);
  const horn =
    path('M300 320C200 300 120 220 150 90C176 170 250 210 350 270Z', light(s.t.wood, 0.35)) +
    stroke('M168 168l30 -22M196 212l32 -28M238 250l28 -34', dark(s.t.wood, 0.3), 7);
  const face =
    'M400 260C520 260 590 350 574 500C566 640 500 790 400 800C300 790 234 640 226 500C210 350 280 260 400 260Z';
  const eye =
    circle(322, 450, 46, s.on(1, wood)) +
    circle(322, 450, 30, '#fff6e4') +
    circle(326, 454, 15, s.t.deep) +
    stroke('M264 392Q320 350 376 404', s.t.deep, 16);
  const side =
    eye +
    path('M250 560q50 -30 80 20q-20 50 -66 40z', s.on(2, wood)) +
    [0, 1, 2].map((i) => path(d`M${290 + i * 36} 322l16 40l-32 0z`, s.t.paper)).join('');
  const teeth =
    path('M286 640Q400 600 514 640Q500 730 400 738Q300 730 286 640Z', dark('#7a1c16', 0.2)) +
    [0, 1, 2, 3, 4, 5]
      .map((i) => path(d`M${306 + i * 32} 636l30 -6l-14 40zM${316 + i * 30} 722l26 6l-12 -36z`, '#fffaf0'))
      .join('');
  const horns = s.r.chance(0.75) ? horn + group('translate(800 0) scale(-1 1)', horn) : '';
  return (
    mane +
    horns +
    path(face, wood) +
    side +
    group('translate(800 0) scale(-1 1)', side) +
    path('M376 430L352 580Q400 616 448 580L424 430Z', dark(wood, 0.18)) +
    path('M376 430L352 580Q376 600 400 602V430Z', light(wood, 0.16)) +
    teeth
  );
}

/** A mask: the painted stage face of China, or a winter mask of the Balkans and Hungary. */
export function mask(s: Scene): string {
  const opera = s.variant(2) === 0;
  const shade =
    oval(424, 540, 250, 330, '#1a0d05', 'opacity=".12"') + oval(436, 556, 240, 330, '#1a0d05', 'opacity=".08"');
  const broad = s.r.range(0.88, 1.08);
  const body = opera ? operaFace(s) : winterFace(s);
  const cords = opera
    ? stroke('M190 420C120 470 140 640 96 760M610 420C680 470 660 640 704 760', s.on(0), 9) +
      [96, 704].map((x) => path(d`M${x - 16} 760h32l10 96h-52z`, s.on(1))).join('')
    : '';
  return group(
    put(400, 500, s.r.range(-5, 5), broad, 2 - broad - 0.02),
    group(
      'translate(-400 -500)',
      shade +
        cords +
        body +
        glow(s, 330, 330, 230, '#ffffff', 0.3) +
        gleam(318, 300, 40, 14, -30, 0.35) +
        glow(s, 560, 700, 240, '#1a0d05', 0.3),
    ),
  );
}
