import type { GrantOnEnd } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

/**
 * The contract lets a licensee hand on what it was given: what its licence grants is from now on a holding of its own, out of which it may give
 * (and declare what it gave elsewhere). Ends with the grant it is held by; what was given out of it then ends as well, or passes to the holder
 * above (`onEnd`).
 */
export async function makeSublicensable(tx: Tx, licenceId: string, onEnd: GrantOnEnd = 'ends'): Promise<void> {
  await tx.$executeRaw`
    insert into holding (work_id, enterprise_id, kind, sublicensable, exclusivity, scope, rights, territories, languages, starts_on, ends_on, grant_id, on_end)
    select work_id, licensee_id, 'licence', true, exclusivity, scope, rights, territories, languages, lower(term), upper(term), id, ${onEnd}::grant_on_end
    from rights_grant where licence_id = ${licenceId}::uuid and state = 'in_force'
    on conflict (grant_id) do nothing`;
}
