import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { config } from '#lib/core/config.ts';
import { prisma } from '#lib/db/index.ts';
import { hierarchies } from '../hierarchies.ts';
import type { WholeWork } from '../work.ts';
import { type Offered, offeredBy } from './offered.ts';

/** A constraint of ODRL; `spatial`, `language` and `dateTime` are its own, exclusivity is of our profile. */
function constraint(leftOperand: string, operator: string, rightOperand: unknown) {
  return { leftOperand, operator, rightOperand };
}

function permission(site: string, target: string, { exclusivity, scope }: Offered) {
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

/** One ODRL 2.2 offer a work, in JSON-LD: what may be licensed of it. */
export function odrlPolicies(
  works: readonly { work: Pick<WholeWork, 'id' | 'slug'>; offered: readonly Offered[] }[],
  assigner: string,
  site: string,
) {
  return {
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@graph': works
      .filter(({ offered }) => offered.length > 0)
      .map(({ work, offered }) => ({
        '@type': 'Offer',
        uid: `${site}/odrl/offer/${work.id}`,
        profile: `${site}/odrl`,
        assigner,
        permission: offered.map((each) => permission(site, `${site}/en/w/${work.slug}`, each)),
      })),
  };
}

export async function exportOdrl(actor: Actor, enterpriseId: string): Promise<string> {
  authorize(actor, 'work.view', { enterpriseId });
  const { slug } = await prisma().enterprise.findUniqueOrThrow({ where: { id: enterpriseId } });
  const site = config().SITE_URL;
  const works = await offeredBy(enterpriseId, hierarchies.rights.leaves);
  return JSON.stringify(odrlPolicies(works, `${site}/en/e/${slug}`, site), null, 2);
}
