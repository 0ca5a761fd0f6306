import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData } from './format.ts';
import { stableId } from './ids.ts';
import { readData } from './reference.ts';
import type { Rows } from './rows.ts';

export interface PersonData {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly country: string;
  readonly currency: string;
  /** What the person comes to the demo for; the sign-in page tells it. */
  readonly part: string;
  readonly staff?: readonly string[];
  /** Slug of the enterprise that the person belongs to. */
  readonly enterprise?: string;
  readonly role?: string;
  readonly translates?: Readonly<Record<string, string>>;
}

export function userId(email: string): string {
  return stableId('user', email);
}

/** The people of the demo's one-click sign-in. They have no password; only demo mode lets them in. */
export async function addPeople(rows: Rows, enterprises: readonly EnterpriseData[], today: Date): Promise<void> {
  for (const person of await readData<PersonData[]>('people.json')) {
    const id = userId(person.email);
    rows.add('users', {
      id,
      email: person.email,
      name: person.name,
      locale: person.locale,
      currency: person.currency,
      country: person.country,
      email_verified_at: today,
      staff_roles: person.staff ?? [],
      demo: true,
      created_at: today,
    });
    for (const [locale, role] of Object.entries(person.translates ?? {}))
      rows.add('translator_grant', { user_id: id, locale, role });
    const own = enterprises.find((enterprise) => enterprise.slug === person.enterprise);
    if (own && person.role)
      rows.add('membership', {
        enterprise_id: enterpriseId(own.slug),
        user_id: id,
        role: person.role,
        created_at: today,
      });
  }
  for (const enterprise of enterprises) {
    const email = `owner.${enterprise.slug}@demo.ambersilk.example`;
    const id = userId(email);
    rows.add('users', {
      id,
      email,
      name: enterprise.displayName,
      locale: enterprise.sourceLocale,
      currency: enterprise.currency,
      country: enterprise.country,
      email_verified_at: today,
      staff_roles: [],
      demo: true,
      created_at: today,
    });
    rows.add('membership', {
      enterprise_id: enterpriseId(enterprise.slug),
      user_id: id,
      role: 'owner',
      created_at: today,
    });
  }
}
