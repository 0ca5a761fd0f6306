import { prisma, transaction } from '#lib/db/index.ts';
import { makeSublicensable } from '#lib/rights/index.ts';
import type { Parties } from '../royalties/parties.ts';

type Above = Pick<Parties, 'licenceId' | 'licenseeId' | 'workId'>;

/**
 * Hangs a licence of one work under another, whose contract lets its sublicences pass: the licensee of that one gives it from now on. `beside`: it
 * keeps its own work, which is then the giver's own, and has that of the licence above as a second.
 */
export async function hangUnder(above: Above, licenceId: string, { beside = false } = {}): Promise<void> {
  await transaction((tx) => makeSublicensable(tx, above.licenceId, 'assigns'));
  const holding = await prisma().holding.findFirstOrThrow({
    where: { workId: above.workId, enterpriseId: above.licenseeId, kind: 'licence' },
  });
  const sub = await prisma().rightsGrant.findFirstOrThrow({ where: { licenceId } });
  const { dealId } = await prisma().licence.findUniqueOrThrow({ where: { id: licenceId } });
  await prisma().deal.update({ where: { id: dealId }, data: { holderId: above.licenseeId } });
  if (beside) {
    await prisma().work.update({ where: { id: sub.workId }, data: { enterpriseId: above.licenseeId } });
    await prisma().holding.updateMany({
      where: { workId: sub.workId, kind: 'ownership' },
      data: { enterpriseId: above.licenseeId },
    });
    await prisma().rightsGrant.update({ where: { id: sub.id }, data: { holderId: above.licenseeId } });
    await prisma().dealWork.create({ data: { dealId, workId: above.workId } });
  } else {
    await prisma().rightsGrant.update({ where: { id: sub.id }, data: { state: 'terminated', licenceId: null } });
    await prisma().dealWork.updateMany({ where: { dealId }, data: { workId: above.workId } });
  }
  // Written anew, as a sublicence is: what becomes of it follows from the holding.
  await prisma().$executeRaw`
    insert into rights_grant (work_id, holder_id, licensee_id, licence_id, exclusivity, state, scope, rights, territories, languages, cells, term, holding_id, control_id)
    select ${above.workId}::uuid, ${above.licenseeId}::uuid, licensee_id, ${licenceId}::uuid, exclusivity, 'in_force', scope, rights, territories,
      languages, cells, term, ${holding.id}::uuid, ${above.licenseeId}::uuid from rights_grant where id = ${sub.id}::uuid`;
}
