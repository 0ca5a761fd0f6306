import { album } from './album.ts';
import { amber } from './amber.ts';
import { basket } from './basket.ts';
import { blouse } from './blouse.ts';
import { bookcover } from './bookcover.ts';
import { calligraphy } from './calligraphy.ts';
import { egg } from './egg.ts';
import { filmstill } from './filmstill.ts';
import { gamecover } from './gamecover.ts';
import { glass } from './glass.ts';
import { instrument } from './instrument.ts';
import { jewellery } from './jewellery.ts';
import { lace } from './lace.ts';
import { lantern } from './lantern.ts';
import { lattice } from './lattice.ts';
import { table, wall } from './light.ts';
import { marionette } from './marionette.ts';
import { mask } from './mask.ts';
import { mountains } from './mountains.ts';
import { mural } from './mural.ts';
import { type Palette, tones } from './palettes.ts';
import { papercut } from './papercut.ts';
import { pattern } from './pattern.ts';
import { plate } from './plate.ts';
import { hash } from './random.ts';
import { rose } from './rose.ts';
import { scarf } from './scarf.ts';
import { shadowpuppet } from './shadowpuppet.ts';
import { spoon } from './spoon.ts';
import { group, inset, num, put, type Scene, scene } from './svg.ts';
import { teapot } from './teapot.ts';
import { toy } from './toy.ts';
import { vessel } from './vessel.ts';
import { kilim, stitch } from './weave.ts';
import { workshop } from './workshop.ts';

export { type Palette, palettes } from './palettes.ts';

/** What a picture can show. */
export const motifs = [
  'mountains',
  'papercut',
  'stitch',
  'vessel',
  'lattice',
  'plate',
  'marionette',
  'kilim',
  'lace',
  'gamecover',
  'filmstill',
  'workshop',
  'scarf',
  'jewellery',
  'bookcover',
  'instrument',
  'calligraphy',
  'mural',
  'toy',
  'teapot',
  'glass',
  'mask',
  'lantern',
  'basket',
  'rose',
  'album',
  'amber',
  'spoon',
  'blouse',
  'shadowpuppet',
  'egg',
  'pattern',
] as const;

export type Motif = (typeof motifs)[number];

/** How a motif is shown: it stands on a table, it hangs or lies before a wall, or it fills any size of picture, or the upright sheet only. */
type Stage = 'table' | 'wall' | 'field' | 'sheet';

const pieces: Record<Motif, readonly [stage: Stage, paint: (s: Scene) => string]> = {
  mountains: ['field', mountains],
  papercut: ['wall', papercut],
  stitch: ['field', stitch],
  vessel: ['table', vessel],
  lattice: ['field', lattice],
  plate: ['wall', plate],
  marionette: ['wall', marionette],
  kilim: ['wall', kilim],
  lace: ['sheet', lace],
  gamecover: ['wall', gamecover],
  filmstill: ['field', filmstill],
  workshop: ['field', workshop],
  scarf: ['wall', scarf],
  jewellery: ['wall', jewellery],
  bookcover: ['wall', bookcover],
  instrument: ['wall', instrument],
  calligraphy: ['wall', calligraphy],
  mural: ['field', mural],
  toy: ['table', toy],
  teapot: ['table', teapot],
  glass: ['table', glass],
  mask: ['wall', mask],
  lantern: ['wall', lantern],
  basket: ['table', basket],
  rose: ['wall', rose],
  album: ['wall', album],
  amber: ['table', amber],
  spoon: ['wall', spoon],
  blouse: ['wall', blouse],
  shadowpuppet: ['sheet', shadowpuppet],
  egg: ['table', egg],
  pattern: ['field', pattern],
};

function sheet(s: Scene, body: string): string {
  const defs = [...s.defs].map(([text, id]) => text.replace(' id=""', ` id="${id}"`)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${num(s.w)}" height="${num(s.h)}" viewBox="0 0 ${num(s.w)} ${num(s.h)}" preserveAspectRatio="xMidYMid slice" stroke-linecap="round" stroke-linejoin="round"><defs>${defs}</defs>${body}</svg>`;
}

/**
 * A picture of one kind of goods as an SVG document of 800 × 1000, with no text, script or outside reference.
 * The same arguments always give the same string; another seed gives another composition, shape and use of the inks.
 */
export function draw(motif: Motif, palette: Palette, seed: number): string {
  const s = scene('a', [800, 1000], tones(palette), hash(`${motif} ${seed}`), seed);
  const [stage, paint] = pieces[motif];
  const ground = stage === 'table' ? table(s, 690 + s.r.range(-30, 20)) : stage === 'wall' ? wall(s) : '';
  return sheet(s, ground + paint(s));
}

/** A wide picture (1600 × 600) for the head of a storefront: the motif as one field, or as a row of its goods. */
export function banner(palette: Palette, seed: number, motif: Motif): string {
  const s = scene('b', [1600, 600], tones(palette), hash(`banner ${motif} ${seed}`), seed);
  const [stage, paint] = pieces[motif];
  if (stage === 'field') return sheet(s, paint(s));
  const ground = stage === 'table' ? table(s, 430) : wall(s);
  const count = stage === 'sheet' ? 4 : 3;
  const size = stage === 'table' ? 0.6 : 0.58;
  const step = 1600 / count;
  const goods = Array.from({ length: count }, (_, i) => {
    const part = inset(s, [800, 1000], hash(`${motif} ${seed} ${i}`), seed + i);
    const scale = stage === 'sheet' ? step / 800 : size;
    return group(
      put(step * (i + 0.5) - 400 * scale, (stage === 'table' ? 314 : 300) - 500 * scale, 0, scale),
      paint(part),
    );
  });
  return sheet(s, ground + goods.join(''));
}
