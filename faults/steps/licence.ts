import { z } from 'zod';
import { type Due, dueSchema, licenceSchema } from '../dues.ts';
import type { KnownLicence, Payable, Step, World } from '../model.ts';
import type { Random } from '../random.ts';
import { nothing, onceCome, press, stirred } from './desk.ts';
import { cards, payWith } from './pay.ts';

const duesSchema = z.array(dueSchema);

interface KnownDue {
  readonly id: string;
  readonly licence: KnownLicence;
  readonly known: Payable;
}

function known({ licences }: World): KnownDue[] {
  return licences.flatMap((licence) => [...licence.dues].map(([id, due]) => ({ id, licence, known: due })));
}

/** What licensees have paid for, on a payment page or by the bank. */
export function paidDues(world: World): KnownDue[] {
  return known(world).filter(({ known: { paid } }) => paid);
}

const unpaid = (world: World) => known(world).filter(({ known: { paid, sessions } }) => !paid && sessions.size > 0);
const anyPaid = (world: World) => paidDues(world).length > 0;
const anyForBank = (world: World) =>
  world.licences.some(({ holder }) =>
    world.sellers.some(({ enterpriseId, accountId }) => accountId === null && enterpriseId === holder.enterpriseId),
  );
const anyLicence = ({ licences }: World) => licences.length > 0;
const called = ({ number }: KnownLicence, dueId: string) => `${number} ${dueId.slice(-6)}`;

async function duesOf({ stack }: World, { number, licensee }: KnownLicence): Promise<Due[]> {
  return duesSchema.parse(await stack.server.ask('dues', { number, ...licensee }));
}

interface Found {
  readonly licence: KnownLicence;
  readonly due: Due;
}

/** Somebody opens the pages of the licences until one of their payments is such that something can be done with it. */
function withDue(
  name: string,
  weight: number,
  possible: (world: World) => boolean,
  fits: (due: Due) => boolean,
  run: (world: World, random: Random, found: Found) => Promise<string>,
): Step {
  return {
    name,
    weight,
    possible: (world) => possible(world) && !world.idle.has(name),
    run: async (world, random) => {
      const begin = random.int(world.licences.length);
      for (const licence of [...world.licences.slice(begin), ...world.licences.slice(0, begin)]) {
        const dues = await duesOf(world, licence);
        // Signed a moment ago: what it owes is only written down.
        if (dues.length === 0) return `${licence.number} asks for nothing yet`;
        const due = dues.find(fits);
        if (due) return stirred(world, `${called(licence, due.id)}: ${await run(world, random, { licence, due })}`);
      }
      world.idle.add(name);
      return nothing;
    },
  };
}

/** Opens the payment page, now and then in two windows at once; what comes back is what the licensee knows. */
async function openPage(world: World, random: Random, { licence, due }: Found): Promise<string> {
  const form = { ...licence.licensee, dueId: due.id, total: due.total };
  const answers = await Promise.allSettled(
    Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => world.stack.server.ask('pay_due', form)),
  );
  const page = licence.dues.get(due.id) ?? { sessions: new Set<string>(), paid: false };
  licence.dues.set(due.id, page);
  for (const answer of answers) {
    if (answer.status === 'rejected') continue;
    const session = z.object({ url: z.string() }).parse(answer.value).url.split('/pay/')[1];
    if (session) page.sessions.add(session);
  }
  return answers.map((answer) => (answer.status === 'fulfilled' ? 'opened' : answer.reason.message)).join(', ');
}

/** Where the payment page sends the licensee back to. */
async function comeBack(world: World, { known: { sessions } }: KnownDue): Promise<string> {
  const [page] = await world.stack.query<{ address: string }>(
    `select data->>'success_url' as address from payment_sandbox.object where type = 'checkout.session' and id = any($1) order by id desc limit 1`,
    [[...sessions]],
  );
  if (!page) return 'no way back';
  return String((await world.stack.visit(page.address)).status);
}

/** Finance finds it on the bank's statement. Money of a holder that Stripe pays comes to Stripe: at the bank nothing of it could leave. */
async function byBank(world: World, _: Random, { licence, due }: Found): Promise<string> {
  const holder = world.sellers.find(({ enterpriseId }) => enterpriseId === licence.holder.enterpriseId);
  if (holder?.accountId) return 'its holder is paid by Stripe';
  const { done, said } = await press(world, 'due_by_bank', [{ dueId: due.id }]);
  if (done) licence.dues.set(due.id, { sessions: new Set(), paid: true });
  return said;
}

const decimal = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;

/** One or two forms that give something back: a part, or all that is left. */
async function giveBack(world: World, random: Random, { licence, due }: Found): Promise<string> {
  const filled = () => {
    const requestKey = crypto.randomUUID();
    world.refunds.set(requestKey, { answered: false });
    const amount = random.chance(0.6) ? decimal(1 + random.int(Math.max(1, due.left))) : '';
    const by = random.chance(0.7) ? 'finance' : 'holder';
    return { ...licence.holder, number: licence.number, dueId: due.id, requestKey, amount, by };
  };
  const first = filled();
  const forms = random.weighted([
    { weight: 5, forms: () => [first] },
    { weight: 2, forms: () => [first, first] },
    { weight: 1, forms: () => [first, filled()] },
  ]);
  const said = await Promise.all(
    forms.forms().map(async (form) => {
      const pressed = await press(world, 'refund_due', [form]);
      const sent = world.refunds.get(form.requestKey);
      if (pressed.done && sent) sent.answered = true;
      return `${form.amount || 'all'} by ${form.by}: ${pressed.said}`;
    }),
  );
  return said.join('; ');
}

const ofLicences: readonly Step[] = [
  {
    name: 'sign a licence',
    weight: 2,
    possible: ({ licences }) => licences.length < 2,
    run: async (world, random) => {
      const { userId, enterpriseId } = random.pick(world.sellers);
      const form = { userId, enterpriseId, advance: decimal(500 + random.int(40_000)), unseen: random.chance(0.4) };
      const licence = licenceSchema.parse(await world.stack.server.ask('sign_licence', form));
      world.licences.push({ ...licence, dues: new Map(), seenTo: !licence.blocked });
      return stirred(
        world,
        `${licence.number} for ${form.advance}${licence.blocked ? ', which the law keeps back' : ''}`,
      );
    },
  },
  {
    name: 'see to what the law asks',
    weight: 1.5,
    possible: ({ licences }) => licences.some(({ seenTo }) => !seenTo),
    run: async (world, random) => {
      const licence = random.pick(world.licences.filter(({ seenTo }) => !seenTo));
      const { licenceId, licensee } = licence;
      const codes = await world.stack.server.ask('see_to', { licenceId, userId: licensee.userId });
      licence.seenTo = true;
      return stirred(world, `${licence.number}: ${codes}`);
    },
  },
  {
    name: 'end a licence',
    weight: 0.4,
    possible: anyLicence,
    run: async (world, random) => {
      const { number, holder, licensee } = random.pick(world.licences);
      const refunds = random.chance(0.7);
      const by = random.chance(0.7) ? holder : licensee;
      const { said } = await press(world, 'end_licence', [{ ...by, number, refunds }]);
      return stirred(world, `${number}${refunds ? ', money back' : ''}: ${said}`);
    },
  },
];

const ofMoney: readonly Step[] = [
  withDue('open the page of a due', 5, anyLicence, ({ open }) => open, openPage),
  {
    name: 'pay a due by card',
    weight: 8,
    possible: (world) => unpaid(world).length > 0,
    run: async (world, random) => {
      const chosen = random.pick(unpaid(world));
      const card = random.weighted(cards).number;
      const paid = await payWith(world, chosen.known, random, { card });
      // Most come back, some at the same moment at which the webhook arrives, and some press 'reload'.
      const back = paid === 'paid' && random.chance(0.6);
      const answers = back ? await Promise.all([comeBack(world, chosen), comeBack(world, chosen)]) : [];
      return `${called(chosen.licence, chosen.id)} …${card.slice(-4)}: ${paid}${back ? `, back twice (${answers})` : ''}`;
    },
  },
  {
    name: 'return from paying a due',
    weight: 0.5,
    possible: (world) => known(world).length > 0,
    run: async (world, random) => {
      const chosen = random.pick(known(world));
      return `${called(chosen.licence, chosen.id)}: ${await comeBack(world, chosen)}`;
    },
  },
  withDue('give a due back', 2.5, anyPaid, ({ left }) => left > 0, giveBack),
  withDue('a due came by the bank', 0.7, anyForBank, ({ open }) => open, byBank),
  {
    name: 'money of dues goes back by the bank',
    weight: 0.3,
    possible: anyPaid,
    run: async ({ stack }) => String(await stack.server.ask('back_by_bank', {})),
  },
];

const ofBanks: readonly Step[] = [
  {
    name: 'dispute about a due',
    weight: 1.5,
    possible: (world) => paidDues(world).some(({ known: { sessions } }) => sessions.size > 0),
    run: async (world, random) => {
      const chosen = random.pick(paidDues(world).filter(({ known: { sessions } }) => sessions.size > 0));
      const page = random.pick([...chosen.known.sessions]);
      const answer = await world.stack.sandboxDesk(`sessions/${page}/dispute`, {});
      if (answer.ok) stirred(world, 'disputed');
      if (answer.ok) world.come.add('disputed');
      return `${called(chosen.licence, chosen.id)}: ${answer.status}`;
    },
  },
  withDue(
    'evidence about a due',
    2,
    onceCome('disputed'),
    ({ disputeId }) => disputeId !== null,
    async (world, random, { licence, due }) => {
      const words = random.pick(['winning_evidence', 'losing_evidence', 'It was used from the first day.']);
      const form = { ...licence.holder, number: licence.number, disputeId: due.disputeId, words };
      return `${words}: ${(await press(world, 'due_evidence', [form])).said}`;
    },
  ),
];

/** What is done about licences: they are signed, paid for, given back, disputed, and ended. */
export const licenceSteps: readonly Step[] = [...ofLicences, ...ofMoney, ...ofBanks];
