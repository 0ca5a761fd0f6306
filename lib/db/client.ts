import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { config } from '#lib/core/config.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';

/** One pool and one client a process; development reloads modules, so they live on globalThis. */
const shared = globalThis as typeof globalThis & { ambersilkPool?: pg.Pool; ambersilkPrisma?: PrismaClient };

/**
 * The role that may do everything but write to the ledger's tables (docs/decisions/018). Where the migrations could not make it, the
 * connection stays as it is.
 */
const role = `
  select set_config('role', rolname, false) from pg_roles
  where rolname = 'ambersilk_app' and pg_has_role(session_user, oid, 'SET') and has_table_privilege(oid, to_regclass('ledger_entry'), 'SELECT')`;

async function takeRole(client: pg.ClientBase): Promise<void> {
  // A server that goes away between two statements of a transaction is met by the next one; it must not end the process.
  client.on('error', () => undefined);
  await client.query(role);
}

/**
 * More would only wait for the processor inside PostgreSQL, where they hold what others need, and each learns its statements anew: on two
 * cores a shop that has just been opened takes half as many orders again with eight to ten as with twenty, and as many later.
 */
export const connections = 10;

/** The connection pool under Prisma, for SQL that Prisma cannot say. */
export function pool(): pg.Pool {
  if (!shared.ambersilkPool) {
    shared.ambersilkPool = new pg.Pool({
      connectionString: config().DATABASE_URL,
      max: connections,
      // A process that has just started is busy with itself for seconds: whoever comes then waits and is not sent away.
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      onConnect: takeRole,
    });
    // A restarted server breaks idle connections; the pool replaces them at the next query.
    shared.ambersilkPool.on('error', () => undefined);
  }
  return shared.ambersilkPool;
}

/** Statements that are asked for again and again are parsed and planned once a connection. */
const statements = new Map<string, { asked: number; readonly name: string }>();
const mostStatements = 1_000;
const askedBeforeKept = 3;

/** The name under which a connection keeps a statement; none for what is asked for once or twice. */
function statementName({ sql }: { readonly sql: string }): string {
  const known = statements.get(sql);
  if (!known) {
    if (statements.size < mostStatements) statements.set(sql, { asked: 1, name: `s${statements.size}` });
    return '';
  }
  known.asked += 1;
  return known.asked > askedBeforeKept ? known.name : '';
}

/** A Prisma client on a pool that somebody else closes. */
export function prismaOn(pool: pg.Pool): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: false, statementNameGenerator: statementName }),
  });
}

/** The Prisma client. */
export function prisma(): PrismaClient {
  shared.ambersilkPrisma ??= prismaOn(pool());
  return shared.ambersilkPrisma;
}

/** What an operation works with: the client itself or a transaction. */
export type Tx = Prisma.TransactionClient;

/** Closes client and pool, at the end of a process or a test. */
export async function disconnect(): Promise<void> {
  await shared.ambersilkPrisma?.$disconnect();
  await shared.ambersilkPool?.end();
  delete shared.ambersilkPrisma;
  delete shared.ambersilkPool;
}
