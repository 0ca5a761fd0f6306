const han = /^\p{Script=Han}/u;
/** Letters of Hungarian that are written with more than one sign and shortened as one. */
const initialOf = /^(?:dzs|cs|dz|gy|ly|ny|sz|ty|zs|\p{L})/iu;

/**
 * A person's name as everybody may read it: the given name and the initial of the family name; a Chinese name its family name alone,
 * as is usual there. Hungarian names have the family name first. Empty for no name.
 */
export function publicName(name: string, country: string | null): string {
  const parts = name.trim().split(/\s+/u).filter(Boolean);
  const [first = '', ...rest] = parts;
  if (han.test(first)) return `${[...first][0] ?? ''}**`;
  const last = rest.at(-1);
  if (!last) return first;
  const hungarian = country === 'HU';
  const [given, family] = hungarian ? [last, first] : [first, last];
  const initial = (hungarian ? initialOf.exec(family)?.[0] : [...family][0]) ?? '';
  return initial ? `${given} ${initial}.` : given;
}
