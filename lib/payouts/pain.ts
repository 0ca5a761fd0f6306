import { decimalText, type Money, sum } from '#lib/core/money.ts';

export interface PainAccount {
  readonly name: string;
  readonly country: string;
  readonly iban: string | null;
  readonly accountNumber: string | null;
  readonly cnapsCode: string | null;
  readonly bic: string | null;
}

export interface PainPayment {
  readonly endToEndId: string;
  readonly amount: Money;
  readonly to: PainAccount;
  /** Reaches a bank of SEPA in euros: the scheme's rules hold. */
  readonly sepa: boolean;
  readonly remittance: string;
}

export interface PainFile {
  readonly messageId: string;
  readonly createdAt: Date;
  readonly executeOn: Date;
  readonly debtor: { readonly name: string; readonly iban: string; readonly bic: string };
  readonly payments: readonly [PainPayment, ...PainPayment[]];
}

type Node = readonly [tag: string, content: string | readonly (Node | null)[], attributes?: string];

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}

function xml([tag, content, attributes = '']: Node, indent = ''): string {
  const open = attributes ? `${tag} ${attributes}` : tag;
  if (typeof content === 'string') return `${indent}<${open}>${escaped(content)}</${tag}>\n`;
  const inner = content.flatMap((child) => (child ? [xml(child, `${indent}  `)] : [])).join('');
  return `${indent}<${open}>\n${inner}${indent}</${tag}>\n`;
}

const isoDate = (at: Date) => at.toISOString().slice(0, 10);

/** Number and sum of payments, which banks compare with what they read. */
function control(payments: readonly [PainPayment, ...PainPayment[]]): Node[] {
  const total = sum(
    payments.map(({ amount }) => amount),
    payments[0].amount.currency,
  );
  return [
    ['NbOfTxs', String(payments.length)],
    ['CtrlSum', decimalText(total)],
  ];
}

/** The bank of who is paid: by its BIC, or by its number in China's clearing system. */
function agent({ bic, cnapsCode }: PainAccount): Node | null {
  const member: Node | null = cnapsCode
    ? [
        'ClrSysMmbId',
        [
          ['ClrSysId', [['Cd', 'CNAPS']]],
          ['MmbId', cnapsCode],
        ],
      ]
    : null;
  if (!bic && !member) return null;
  return ['CdtrAgt', [['FinInstnId', [bic ? ['BICFI', bic] : null, member]]]];
}

function transaction({ endToEndId, amount, to, remittance, sepa }: PainPayment): Node {
  const account: Node = to.iban ? ['IBAN', to.iban] : ['Othr', [['Id', to.accountNumber ?? '']]];
  return [
    'CdtTrfTxInf',
    [
      [
        'PmtId',
        [
          ['InstrId', endToEndId],
          ['EndToEndId', endToEndId],
        ],
      ],
      ['Amt', [['InstdAmt', decimalText(amount), `Ccy="${amount.currency}"`]]],
      agent(to),
      [
        'Cdtr',
        [
          ['Nm', to.name],
          // SEPA takes an address with its town, or none (European Payments Council, EPC132-08).
          sepa ? null : ['PstlAdr', [['Ctry', to.country]]],
        ],
      ],
      ['CdtrAcct', [['Id', [account]]]],
      ['RmtInf', [['Ustrd', remittance]]],
    ],
  ];
}

function group(file: PainFile, sepa: boolean, payments: readonly [PainPayment, ...PainPayment[]]): Node {
  const { debtor } = file;
  return [
    'PmtInf',
    [
      ['PmtInfId', `${file.messageId}-${sepa ? 'S' : 'X'}`],
      ['PmtMtd', 'TRF'],
      ['BtchBookg', 'false'],
      ...control(payments),
      sepa ? ['PmtTpInf', [['SvcLvl', [['Cd', 'SEPA']]]]] : null,
      ['ReqdExctnDt', [['Dt', isoDate(file.executeOn)]]],
      ['Dbtr', [['Nm', debtor.name]]],
      ['DbtrAcct', [['Id', [['IBAN', debtor.iban]]]]],
      ['DbtrAgt', [['FinInstnId', [['BICFI', debtor.bic]]]]],
      // Shared charges are the scheme's rule in SEPA; elsewhere the platform bears its own.
      ['ChrgBr', sepa ? 'SLEV' : 'SHAR'],
      ...payments.map(transaction),
    ],
  ];
}

/**
 * A file of credit transfers as ISO 20022 `pain.001.001.09`, one group for SEPA and one for the rest. Names come in the characters that
 * their banks take.
 */
export function painFile(file: PainFile): string {
  const groups = ([true, false] as const).flatMap((sepa) => {
    const [first, ...rest] = file.payments.filter((payment) => payment.sepa === sepa);
    return first ? [group(file, sepa, [first, ...rest])] : [];
  });
  const document: Node = [
    'Document',
    [
      [
        'CstmrCdtTrfInitn',
        [
          [
            'GrpHdr',
            [
              ['MsgId', file.messageId],
              ['CreDtTm', file.createdAt.toISOString().slice(0, 19)],
              ...control(file.payments),
              ['InitgPty', [['Nm', file.debtor.name]]],
            ],
          ],
          ...groups,
        ],
      ],
    ],
    'xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"',
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml(document)}`;
}
