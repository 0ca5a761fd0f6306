interface Movement {
  readonly amount: string;
  readonly currency?: string;
  readonly out?: boolean;
  readonly endToEndId?: string;
  readonly reference?: string;
  readonly reason?: string;
  readonly name?: string;
}

/** A bank's statement, as a bank writes it. */
export function camt(movements: readonly Movement[], { id = 'STMT-1', iban = 'DE89370400440532013000' } = {}): string {
  const entries = movements.map(
    ({ amount, currency = 'EUR', out = true, endToEndId, reference = 'R1', reason, name = 'Maystor' }) => `
      <Ntry>
        <Amt Ccy="${currency}">${amount}</Amt>
        <CdtDbtInd>${out ? 'DBIT' : 'CRDT'}</CdtDbtInd>
        <Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>2026-11-27</Dt></BookgDt>
        <AcctSvcrRef>${reference}</AcctSvcrRef>
        <BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd>
        <NtryDtls><TxDtls>
          <Refs>${endToEndId ? `<EndToEndId>${endToEndId}</EndToEndId>` : ''}</Refs>
          <RltdPties><${out ? 'Cdtr' : 'Dbtr'}><Pty><Nm>${name}</Nm></Pty></${out ? 'Cdtr' : 'Dbtr'}></RltdPties>
          <RmtInf><Ustrd>Ambersilk</Ustrd></RmtInf>
          ${reason ? `<RtrInf><Rsn><Cd>${reason}</Cd></Rsn></RtrInf>` : ''}
        </TxDtls></NtryDtls>
      </Ntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
  <BkToCstmrStmt>
    <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-27T06:00:00Z</CreDtTm></GrpHdr>
    <Stmt><Id>${id}</Id><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>
      <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-27</Dt></Dt></Bal>${entries.join('')}
    </Stmt>
  </BkToCstmrStmt>
</Document>`;
}
