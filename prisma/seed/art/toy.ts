import { dark, mix } from './colour.ts';
import { cockerel, flower } from './flora.ts';
import { under } from './light.ts';
import { at } from './random.ts';
import { circle, clip, d, group, linear, path, petal, put, radial, rect, type Scene, stroke, wheel } from './svg.ts';

function horse(s: Scene): string {
  const coat = s.on(0);
  const [trim, saddle] = [s.on(1, coat), s.on(2, coat)];
  const body =
    'M160 470C150 400 220 380 300 396C400 410 450 400 500 350C520 300 510 230 560 190L580 140L604 184C660 200 700 240 706 290C700 320 670 320 640 300C616 300 610 340 606 400C600 480 600 520 590 560L604 740H528L510 580C440 610 340 610 280 576L262 740H186L200 560C176 540 164 510 160 470Z';
  const wheelOne =
    circle(0, 0, 74, dark(s.on(1), 0.3)) +
    circle(0, -4, 68, s.on(1)) +
    wheel(s, path(petal(54, 15), s.t.paper), 8, [0, -4]) +
    circle(0, -4, 16, s.on(2));
  const mane = [0, 1, 2, 3, 4]
    .map((i) => group(put(572 - i * 20, 176 + i * 46, -62 - i * 6), path(petal(96, 24), i % 2 === 0 ? trim : s.t.deep)))
    .join('');
  const tail = [0, 1, 2]
    .map((i) => group(put(170, 440, -104 - i * 26), path(petal(190 - i * 10, 26), i % 2 === 0 ? trim : s.t.deep)))
    .join('');
  const dress =
    path('M318 396Q400 420 452 388L470 500Q390 540 312 500Z', saddle) +
    stroke('M314 486Q390 524 468 486', s.t.gold, 8, 'stroke-dasharray="3 12"') +
    group('translate(390 452)', flower(s, 40, 8, [s.t.paper, s.t.gold, trim])) +
    stroke('M520 420Q560 440 604 420M640 300L600 236M566 330Q610 340 640 300', s.t.gold, 9) +
    group('translate(552 500)', flower(s, 34, 7, [trim, s.t.paper, saddle])) +
    group('translate(236 490)', flower(s, 38, 7, [trim, s.t.paper, saddle])) +
    [0, 1, 2].map((i) => circle(300 + i * 70, 560 + (i % 2) * 6, 8, s.t.paper)).join('');
  return (
    under(s, 400, 868, 300, 30) +
    tail +
    path(body, coat) +
    path(body, linear(s, '0 #ffffff 0.26, 0.45 #ffffff 0, 1 #1a0d05 0.36', [0.3, 1])) +
    clip(s, body, dress) +
    mane +
    circle(632, 240, 13, s.t.paper) +
    circle(634, 241, 7, s.t.deep) +
    circle(690, 288, 5, s.t.deep) +
    rect(120, 738, 570, 46, dark(s.t.wood, 0.35), 'rx="10"') +
    rect(120, 734, 570, 36, s.t.wood, 'rx="10"') +
    group('translate(228 800)', wheelOne) +
    group('translate(572 800)', wheelOne) +
    stroke('M690 752C760 740 740 820 790 830', s.on(0), 6)
  );
}

function tiger(s: Scene): string {
  const coat = mix(s.on(0), '#e59a1f', 0.45);
  const [a, b] = [s.on(1, coat), s.on(2, coat)];
  const stripe = s.t.deep;
  const body =
    'M230 560C190 420 300 380 400 380C560 380 690 430 690 600C700 700 690 800 672 850H590L578 760C520 776 420 776 372 760L360 850H276L262 760C236 700 240 640 230 560Z';
  const head =
    'M120 470C110 380 180 330 290 330C400 330 462 384 456 474C452 580 390 640 290 640C190 640 126 580 120 470Z';
  const ear = (x: number): string => circle(x, 352, 54, a) + circle(x, 352, 34, s.t.paper) + circle(x, 352, 15, b);
  const eye = (x: number): string =>
    circle(x, 456, 46, s.t.paper) +
    circle(x, 456, 34, a) +
    circle(x, 456, 22, stripe) +
    circle(x - 8, 448, 8, '#ffffff') +
    wheel(s, path(petal(18, 4), stripe), 12, [x, 456], 46);
  const tail =
    stroke('M676 560C770 540 780 420 720 360', stripe, 52) +
    stroke('M676 560C770 540 780 420 720 360', coat, 42) +
    stroke('M744 500l46 12M748 440l42 -16', stripe, 14);
  const stripes =
    stroke(
      'M480 384Q500 450 470 520M550 396Q574 470 540 550M620 430Q640 500 606 580M660 500Q676 560 650 620',
      stripe,
      20,
    ) +
    group('translate(540 660)', flower(s, 62, 8, [a, s.t.paper, b])) +
    group('translate(320 800)', flower(s, 26, 6, [b, s.t.paper, a])) +
    group('translate(630 800)', flower(s, 26, 6, [b, s.t.paper, a]));
  return (
    under(s, 450, 856, 300, 32) +
    tail +
    path(body, coat) +
    path(body, linear(s, '0 #ffffff 0.2, 0.5 #ffffff 0, 1 #1a0d05 0.34')) +
    clip(s, body, stripes) +
    ear(176) +
    ear(406) +
    path(head, coat) +
    path(head, radial(s, '0 #ffffff 0.3, 0.6 #ffffff 0, 1 #1a0d05 0.3', [0.4, 0.3], 0.75)) +
    stroke('M250 366h80M262 394h56M290 350v76M256 424h68', stripe, 13) +
    eye(212) +
    eye(368) +
    path('M262 520Q290 500 318 520L290 556Z', a) +
    path('M206 572Q290 548 374 572Q360 620 290 622Q220 620 206 572Z', b) +
    [0, 1, 2, 3, 4, 5].map((i) => path(d`M${226 + i * 22} 568l20 -2l-9 24z`, '#fffaf0')).join('') +
    stroke('M150 540l-60 -10M152 562l-58 16M430 540l60 -10M428 562l58 16', stripe, 5)
  );
}

function bird(s: Scene): string {
  const wheels = [230, 570].map((x) =>
    group(
      put(x, 812),
      circle(0, 0, 62, dark(s.on(2), 0.3)) +
        circle(0, -4, 56, s.on(2)) +
        wheel(s, path(petal(44, 13), s.t.paper), 8, [0, -4]) +
        circle(0, -4, 13, s.t.gold),
    ),
  );
  const cock = cockerel([s.on(0), s.on(1), s.on(2), mix(s.on(s.r.int(0, 3)), '#c8281c', 0.6)], s.t.paper);
  const size = s.r.range(1.5, 1.66);
  return (
    under(s, 400, 872, 280, 28) +
    group(put(410, 772, s.r.range(-5, 3), size), cock) +
    rect(130, 760, 540, 46, dark(s.t.wood, 0.35), 'rx="10"') +
    rect(130, 756, 540, 36, s.t.wood, 'rx="10"') +
    [0, 1, 2, 3, 4, 5, 6]
      .map((i) => group(put(170 + i * 77, 775), path('M0 -12L16 0L0 12L-16 0Z', s.on(i, s.t.wood))))
      .join('') +
    wheels.join('')
  );
}

/** A toy: a painted horse on wheels, a cloth tiger, a cockerel on a cart. */
export function toy(s: Scene): string {
  return at([horse, tiger, bird], s.variant(3))(s);
}
