import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { writtenText } from '#lib/languages/index.ts';
import type { WholeWork } from '../work.ts';
import { type Offered, offeredBy } from './offered.ts';
import { ownIdType } from './sales-rights.ts';

/** Forms of a book: our right, and the product form of ONIX list 150. */
const forms = { print: 'BA', ebook: 'EA', audiobook: 'AJ' } as const;
type Form = keyof typeof forms;
const isForm = (right: string): right is Form => Object.hasOwn(forms, right);

function xml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** Countries in which a form is free now, exclusively and not. */
function countries(offered: readonly Offered[], form: Form, today: string) {
  const free = { exclusive: new Set<string>(), non_exclusive: new Set<string>() };
  for (const { exclusivity, scope } of offered) {
    if (!scope.rights.includes(form) || scope.term.start > today) continue;
    for (const country of scope.territories)
      free[exclusivity === 'exclusive' ? 'exclusive' : 'non_exclusive'].add(country);
  }
  for (const country of free.exclusive) free.non_exclusive.delete(country);
  return free;
}

/** SalesRights of ONIX list 46: 01 exclusive, 02 non-exclusive; everywhere else 00, unstated, so that nothing is told of others. */
function salesRights(offered: readonly Offered[], form: Form, today: string): string {
  const free = countries(offered, form, today);
  const part = (type: string, codes: ReadonlySet<string>) =>
    codes.size === 0
      ? ''
      : element(
          'SalesRights',
          element('SalesRightsType', type) +
            element('Territory', element('CountriesIncluded', [...codes].sort().join(' '))),
        );
  return part('01', free.exclusive) + part('02', free.non_exclusive) + element('ROWSalesRightsType', '00');
}

function product(work: WholeWork, offered: readonly Offered[], form: Form, maker: string, today: string): string {
  const isbn = work.identifiers.find(({ scheme }) => scheme === 'isbn')?.value.replace(/\D/g, '');
  const identifier = (type: string, value: string, name = '') =>
    element('ProductIdentifier', element('ProductIDType', type) + name + element('IDValue', xml(value)));
  const title = xml(writtenText(work.text, 'title'));
  return element(
    'Product',
    [
      element('RecordReference', xml(`ambersilk.${work.slug}.${form}`)),
      element('NotificationType', '03'),
      identifier('01', `${work.slug}-${form}`, element('IDTypeName', ownIdType)),
      isbn?.length === 13 ? identifier('15', isbn) : '',
      element(
        'DescriptiveDetail',
        element('ProductComposition', '00') +
          element('ProductForm', forms[form]) +
          element(
            'TitleDetail',
            element('TitleType', '01') +
              element('TitleElement', element('TitleElementLevel', '01') + element('TitleText', title)),
          ),
      ),
      element(
        'PublishingDetail',
        element('Publisher', element('PublishingRole', '01') + element('PublisherName', xml(maker))) +
          salesRights(offered, form, today),
      ),
    ].join(''),
  );
}

/** An ONIX 3.1 message: what of an enterprise's books may be licensed where. */
export function onixMessage(
  works: readonly { work: WholeWork; offered: readonly Offered[] }[],
  maker: string,
  at: Date,
): string {
  const sent = at.toISOString().replace(/[-:]/g, '').slice(0, 15);
  const products = works.flatMap(({ work, offered }) => {
    const own = [...new Set(offered.flatMap(({ scope }) => scope.rights))].filter(isForm);
    return own.map((form) => product(work, offered, form, maker, at.toISOString().slice(0, 10)));
  });
  const header = element(
    'Header',
    element('Sender', element('SenderName', xml(maker))) + element('SentDateTime', `${sent}Z`),
  );
  const body = products.length > 0 ? products.join('') : element('NoProduct', '').replace('></NoProduct>', '/>');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ONIXMessage release="3.1" xmlns="http://ns.editeur.org/onix/3.1/reference">${header}${body}</ONIXMessage>\n`;
}

export async function exportOnix(actor: Actor, enterpriseId: string): Promise<string> {
  authorize(actor, 'work.view', { enterpriseId });
  const { displayName } = await prisma().enterprise.findUniqueOrThrow({ where: { id: enterpriseId } });
  return onixMessage(await offeredBy(enterpriseId, Object.keys(forms)), displayName, now());
}
