import { create, type Font } from 'fontkit';
import { allFaces, chooser, faceFile, runsOf } from './faces.ts';

export interface Outline {
  /** Path data of the letters, y downwards, with the baseline at 0. */
  readonly path: string;
  readonly width: number;
}

const fonts = new Map<string, Promise<Font>>();

async function openFont(name: string): Promise<Font> {
  const font = create(await faceFile(name));
  if (!('layout' in font)) throw new Error(`${name} is no single face`);
  return font;
}

function fontOf(name: string): Promise<Font> {
  const font = fonts.get(name) ?? openFont(name);
  fonts.set(name, font);
  return font;
}

/** A line of text as a drawing, for pictures and pages whose programs have no faces of ours. */
export async function outline(text: string, size: number): Promise<Outline> {
  const choose = chooser(await allFaces());
  let x = 0;
  const parts: string[] = [];
  for (const run of runsOf(text, 'sans', 400, choose)) {
    const font = await fontOf(run.face.name);
    const scale = size / font.unitsPerEm;
    const { glyphs, positions } = font.layout(run.text);
    for (const [at, glyph] of glyphs.entries()) {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[at] ?? {};
      parts.push(
        glyph.path
          .scale(scale, -scale)
          .translate(x + xOffset * scale, -yOffset * scale)
          .toSVG(),
      );
      x += xAdvance * scale;
    }
  }
  return { path: parts.join(''), width: x };
}
