import { ImageResponse } from 'next/og';
import sharp from 'sharp';
import { Seal } from '#app/_ui/seal.tsx';
import { pictureBytes } from '#lib/media/index.ts';
import { cutFaces } from './faces.ts';
import { type CardFacts, cardSize } from './facts.ts';

const pictureWidth = 520;

/** A long title is written smaller, and ends with three dots before it leaves the card. */
function titleSize(title: string): number {
  const wide = [...title].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 1.8 : 1), 0);
  return wide > 80 ? 40 : wide > 46 ? 48 : 58;
}

async function pictureOf(facts: CardFacts): Promise<string | null> {
  const bytes = facts.pictureId ? await pictureBytes(facts.pictureId, 800, 'jpg') : null;
  return bytes ? `data:image/jpeg;base64,${bytes.toString('base64')}` : null;
}

/** Draws the card as a JPEG: the thing itself, its name in the reader's language, who makes it and where. */
export async function drawCard(facts: CardFacts): Promise<Buffer> {
  const [picture, title, brand, maker] = await Promise.all([
    pictureOf(facts),
    cutFaces(facts.title, 'serif'),
    cutFaces(facts.brand, 'serif'),
    cutFaces([facts.maker, facts.place].filter(Boolean).join(' · '), 'sans'),
  ]);
  const named = (part: typeof title, role: string) =>
    part.faces.map(({ name, data }) => ({ name: `${role}-${name}`, data }));
  const faces = [...named(title, 'title'), ...named(brand, 'brand'), ...named(maker, 'maker')];
  const family = (part: typeof title, role: string) =>
    named(part, role)
      .map(({ name }) => name)
      .join(', ');
  const answer = new ImageResponse(
    <div style={{ display: 'flex', width: '100%', height: '100%', background: '#fbf8f3', color: '#201a14' }}>
      <div style={{ display: 'flex', width: pictureWidth, height: cardSize.height, background: '#f3ece1' }}>
        {picture && (
          <img
            src={picture}
            alt=""
            width={pictureWidth}
            height={cardSize.height}
            style={{ objectFit: 'cover', width: pictureWidth, height: cardSize.height }}
          />
        )}
      </div>
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'space-between',
          width: cardSize.width - pictureWidth,
          padding: '56px 60px',
        }}
      >
        <div
          style={{ display: 'flex', alignItems: 'center', gap: 18, fontFamily: family(brand, 'brand'), fontSize: 34 }}
        >
          <Seal size={44} />
          {brand.text}
        </div>
        <div
          style={{
            display: 'block',
            fontFamily: family(title, 'title'),
            fontSize: titleSize(title.text),
            lineHeight: 1.25,
            lineClamp: 4,
            textWrap: 'balance',
          }}
        >
          {title.text}
        </div>
        <div style={{ display: 'flex', borderLeft: '5px solid #a8570a', paddingLeft: 22 }}>
          <div
            style={{
              display: 'block',
              fontFamily: family(maker, 'maker'),
              fontSize: 28,
              color: '#6a5f52',
              lineClamp: 2,
            }}
          >
            {maker.text}
          </div>
        </div>
      </div>
    </div>,
    { ...cardSize, fonts: faces.map(({ name, data }) => ({ name, data, weight: 500, style: 'normal' })) },
  );
  return sharp(Buffer.from(await answer.arrayBuffer()))
    .jpeg({ quality: 84, mozjpeg: true })
    .toBuffer();
}
