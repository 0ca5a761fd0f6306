import { light, luminance, mix } from './colour.ts';

/** The named sets of colours a picture can be drawn in. */
export const palettes = [
  'amber',
  'indigo',
  'porcelain',
  'cinnabar',
  'jade',
  'lacquer',
  'rose',
  'linen',
  'forest',
  'sea',
  'honey',
  'ink',
  'folk',
  'dusk',
  'troyan',
  'plum',
] as const;

export type Palette = (typeof palettes)[number];

/** The colours of one palette, all `#rrggbb`. */
export interface Tones {
  /** What lies behind everything. */
  readonly ground: string;
  /** The lightest: unpainted paper, porcelain, linen. */
  readonly paper: string;
  /** The deepest: outlines, night, lacquer. */
  readonly deep: string;
  /** Three to five inks, the leading one first. */
  readonly inks: readonly string[];
  /** True where the ground is dark. */
  readonly night: boolean;
  readonly wood: string;
  readonly gold: string;
  readonly leaf: string;
  readonly skin: string;
}

type Base = readonly [ground: string, paper: string, deep: string, ...inks: string[]];

const base: Record<Palette, Base> = {
  amber: ['#f1e2c6', '#fff8ea', '#3a1f0b', '#b3590c', '#e3a033', '#7a2e12', '#2f5148'],
  indigo: ['#dcdde0', '#f8f7f2', '#131f3d', '#1f3f82', '#5a80ba', '#c0953f', '#a33b2e'],
  porcelain: ['#dbe5e8', '#fbfdfc', '#15305f', '#24509c', '#7aa4d4', '#10306d', '#c79a4b'],
  cinnabar: ['#f3dfcd', '#fff6ea', '#3b0f0c', '#c2321f', '#7d1a14', '#e2a03a', '#27363f'],
  jade: ['#d6e4d8', '#f7fbf3', '#0f332b', '#1f6b57', '#6fae90', '#cba54d', '#93402f'],
  lacquer: ['#1d1311', '#f4e5c9', '#0b0605', '#b5261c', '#dba746', '#7c1712', '#34796a'],
  rose: ['#f6dfdc', '#fff7f4', '#4a1230', '#c03a63', '#e88fa4', '#3f6b4c', '#7b1f42', '#d9a34f'],
  linen: ['#e9e1d1', '#faf6ec', '#2f2a22', '#8a7454', '#b3452f', '#3f4f57', '#c6a15a'],
  forest: ['#17352d', '#f1e9d3', '#0a1b16', '#d9ac4e', '#7fb08a', '#cc5c3d', '#2f6552'],
  sea: ['#d3e4e8', '#f6fbfa', '#0d2b3e', '#14627a', '#43a3ab', '#e4b55e', '#d4603f', '#0f3f5c'],
  honey: ['#f3d491', '#fff5da', '#41200a', '#a85a10', '#dc8d16', '#5c2e0d', '#27614f'],
  ink: ['#efece3', '#fbfaf6', '#15191a', '#23292a', '#5b6466', '#a1a7a4', '#b8301f'],
  folk: ['#fbf1df', '#fffaf0', '#2a1210', '#c4202e', '#1d7a4a', '#f0a71f', '#1f4a9a', '#d8488c'],
  dusk: ['#2d2947', '#f6e2cf', '#15122a', '#e88d5d', '#bd5f7d', '#f3c27b', '#6674b4'],
  troyan: ['#e8dcc6', '#f8efdc', '#34190a', '#7a3b12', '#d9a441', '#2f5d3a', '#b4622a', '#2e4f7a'],
  plum: ['#3b1b35', '#f6e6e3', '#1d0a1a', '#d66d95', '#e9b75f', '#93406f', '#80ab90'],
};

/** The colours of a named palette. */
export function tones(name: Palette): Tones {
  const [ground, paper, deep, ...inks] = base[name];
  const lead = inks[0] ?? deep;
  const night = luminance(ground) < 0.2;
  return {
    ground,
    paper,
    deep,
    inks,
    night,
    wood: mix('#b07a41', lead, 0.1),
    gold: mix('#d9a441', light(lead, 0.5), 0.1),
    leaf: mix('#4b7a49', inks[1] ?? lead, 0.12),
    skin: mix('#efcba6', lead, 0.06),
  };
}
