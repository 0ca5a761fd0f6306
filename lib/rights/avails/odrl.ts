import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { config } from '#lib/core/config.ts';
import { prisma } from '#lib/db/index.ts';
import { isLicensed } from '../grant.ts';
import { hierarchies } from '../hierarchies.ts';
import type { WholeWork } from '../work.ts';
import { declaredBy, type Offered, offeredBy } from './offered.ts';
import type { DeclaredBefore } from './preview.ts';

/** A constraint of ODRL; `spatial`, `language` and `dateTime` are its own, exclusivity is of our profile. */
function constraint(leftOperand: string, operator: string, rightOperand: unknown) {
  return { leftOperand, operator, rightOperand };
}

function permission(
  site: string,
  target: string,
  { exclusivity, scope }: Pick<DeclaredBefore, 'exclusivity' | 'scope'>,
) {
  const { start, end } = scope.term;
  const date = (day: string) => ({ '@value': day, '@type': 'http://www.w3.org/2001/XMLSchema#date' });
  return {
    target,
    action: scope.rights.map((right) => `${site}/odrl#${right}`),
    constraint: [
      constraint(
        'spatial',
        'isAnyOf',
        scope.territories.map((code) => `http://publications.europa.eu/resource/iso3166/${code}`),
      ),
      ...(scope.languages.length === hierarchies.languages.leaves.length
        ? []
        : [constraint('language', 'isAnyOf', scope.languages)]),
      constraint('dateTime', 'gteq', date(start)),
      ...(end === null ? [] : [constraint('dateTime', 'lt', date(end))]),
      constraint(`${site}/odrl#exclusivity`, 'eq', `${site}/odrl#${exclusivity}`),
    ],
  };
}

type Named = Pick<WholeWork, 'id' | 'slug'>;
type Agreed = Pick<DeclaredBefore, 'exclusivity' | 'scope' | 'outside' | 'state'>;

/**
 * ODRL 2.2 in JSON-LD: one offer a work of what may be licensed of it, and an agreement for each licence that its holder declared as given
 * elsewhere. Read again (`recordsOfOdrl`), it changes nothing.
 */
export function odrlPolicies(
  works: readonly { work: Named; offered: readonly Offered[] }[],
  assigner: string,
  site: string,
  declared: readonly { work: Named; grants: readonly Agreed[] }[] = [],
) {
  const profile = `${site}/odrl`;
  const target = ({ slug }: Named) => `${site}/en/w/${slug}`;
  return {
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@graph': [
      ...works
        .filter(({ offered }) => offered.length > 0)
        .map(({ work, offered }) => ({
          '@type': 'Offer',
          uid: `${site}/odrl/offer/${work.id}`,
          profile,
          assigner,
          permission: offered.map((each) => permission(site, target(work), each)),
        })),
      ...declared.flatMap(({ work, grants }) =>
        grants
          .filter(({ state, exclusivity }) => state === 'declared' && isLicensed(exclusivity))
          .map(({ outside, ...given }, at) => ({
            '@type': 'Agreement',
            uid: `${site}/odrl/agreement/${work.id}-${at + 1}`,
            profile,
            assigner,
            ...(outside === '' ? {} : { assignee: `${site}/odrl/party#${encodeURIComponent(outside)}` }),
            permission: [permission(site, target(work), given)],
          })),
      ),
    ],
  };
}

export async function exportOdrl(actor: Actor, enterpriseId: string): Promise<string> {
  authorize(actor, 'work.view', { enterpriseId });
  const { slug } = await prisma().enterprise.findUniqueOrThrow({ where: { id: enterpriseId } });
  const site = config().SITE_URL;
  const works = await offeredBy(enterpriseId, hierarchies.rights.leaves);
  const declared = await declaredBy(enterpriseId);
  return JSON.stringify(odrlPolicies(works, `${site}/en/e/${slug}`, site, declared), null, 2);
}
