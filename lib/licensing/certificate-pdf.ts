import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, isLocale, type Locale, localeFacts, translator, writtenAs } from '#lib/languages/index.ts';
import { type Block, makePdf } from '#lib/print/index.ts';
import { readCertificate, type Terms } from '#lib/rights/index.ts';

/** A scope and its other terms as a reader writes them, each with its name. */
export type TermsInWords = (
  terms: Terms,
  reader: Locale,
  /** By work. */
  titles: Readonly<Record<string, string>>,
) => Promise<readonly { readonly name: string; readonly value: string }[]>;

/** The certificate of a licence as a file to keep: all its works, what they may be used for, and where to check it. Null where there is none. */
export async function certificatePdf(
  number: string,
  reader: Locale,
  inWords: TermsInWords,
): Promise<{ fileName: string; bytes: Buffer } | null> {
  const certificate = await readCertificate(number);
  if (!certificate) return null;
  const { works, parties, terms, status, termsHash } = certificate;
  const t = await translator(reader, 'rights');
  const life = await translator(reader, 'licensing');
  const at = now();
  const date = (day: Date, time = false) =>
    new Intl.DateTimeFormat(writtenAs(reader), {
      dateStyle: 'long',
      timeZone: 'UTC',
      ...(time ? { timeStyle: 'short' as const } : {}),
    }).format(day);
  const fact = (name: string, value: string) => ({ name: { text: name }, value });
  const factsIn = async (each: Locale) => {
    const titles = Object.fromEntries(works.map(({ id, text }) => [id, fieldText(text, 'title', each)]));
    return (await inWords(terms, each, titles)).map(({ name, value }) => fact(name, value));
  };
  // In both languages of the parties, where they let themselves be seen; else in English, as on the certificate's page.
  const others = [...new Set(parties ? parties.languages : ['en'])].filter(isLocale).filter((each) => each !== reader);
  const inOthers = await Promise.all(
    others.map(
      async (each): Promise<Block[]> => [
        { kind: 'space', height: 8 },
        { kind: 'heading', level: 2, words: { text: localeFacts(each).name }, language: each },
        { kind: 'facts', facts: await factsIn(each) },
      ],
    ),
  );
  const address = `${config().SITE_URL}/${reader}/certificates/${number}`;
  const bytes = await makePdf({
    title: t('certificate.title', { number }),
    language: reader,
    author: 'Ambersilk',
    createdAt: at,
    foot: t('certificate.hash', { hash: termsHash }),
    blocks: [
      { kind: 'mark', name: 'Ambersilk' },
      { kind: 'space', height: 10 },
      { kind: 'heading', level: 1, words: { text: t('certificate.title', { number }) } },
      {
        kind: 'text',
        text: life('certificate.as_of', { time: date(at, true) }),
        tone: 'small',
      },
      { kind: 'text', text: t(`certificate_status.${status}`), tone: 'strong' },
      { kind: 'space', height: 14 },
      { kind: 'heading', level: 2, words: { text: life('certificate.works', { count: works.length }) } },
      ...works.map((work) => ({ kind: 'text', text: fieldText(work.text, 'title', reader) }) as const),
      { kind: 'space', height: 14 },
      {
        kind: 'facts',
        facts: [
          ...(parties
            ? [
                fact(t('deals.holder'), nameFor(parties.holder, reader)),
                fact(t('deals.licensee'), nameFor(parties.licensee, reader)),
                fact(t('certificate.signed'), date(certificate.signedAt)),
              ]
            : []),
          ...(await factsIn(reader)),
        ],
      },
      ...inOthers.flat(),
      { kind: 'space', height: 14 },
      { kind: 'text', text: t('certificate.check'), tone: 'small' },
      { kind: 'text', text: address, tone: 'small' },
      { kind: 'qr', text: address, size: 96 },
    ],
  });
  return { fileName: `${number}.pdf`, bytes };
}
