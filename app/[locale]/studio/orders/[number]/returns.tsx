import { getTranslations } from 'next-intl/server';
import { BankDecides } from '#app/_orders/bank-decides.tsx';
import { ReturnFacts } from '#app/_orders/returns.tsx';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { SellerOrderView } from '#lib/ordering/index.ts';
import { answerReturnAction, receiveReturnAction } from './actions.ts';

type Asked = SellerOrderView['returns'][number];

/** What buyers want to give back, with the answer that each waits for. */
export async function Returns({
  sellerOrder,
  answers,
  locale,
}: {
  sellerOrder: SellerOrderView;
  answers: boolean;
  locale: string;
}) {
  return sellerOrder.returns.map((asked) => (
    <section key={asked.id} className="rounded-md border border-line p-5">
      <ReturnFacts
        asked={asked}
        titleOf={(lineId) => sellerOrder.lines.find((line) => line.id === lineId)?.titleForSeller ?? ''}
        currency={sellerOrder.currency}
        locale={locale}
      />
      {answers && asked.status === 'asked' && <Answer asked={asked} currency={sellerOrder.currency} />}
      {answers &&
        (asked.status === 'sent' || asked.status === 'accepted') &&
        (sellerOrder.order.status === 'disputed' ? <BankDecides className="mt-4" /> : <Receive asked={asked} />)}
    </section>
  ));
}

async function Answer({ asked, currency }: { asked: Asked; currency: string }) {
  const t = await getTranslations('after');
  return (
    <Form action={answerReturnAction} className="mt-4 grid max-w-[34rem] gap-4">
      <input type="hidden" name="returnId" value={asked.id} />
      <Select
        name="decision"
        label={t('return.decision')}
        empty={t('return.choose')}
        options={(['accept', 'offer', 'refuse'] as const).map((value) => ({
          value,
          label: t(`return.decide.${value}`),
        }))}
      />
      <TextInput
        name="offer"
        inputMode="decimal"
        label={t('return.offer', { currency })}
        optional={t('return.only_offer')}
      />
      <TextArea name="answer" rows={4} required label={t('return.answer')} hint={t('return.answer_hint')} />
      <Submit className="justify-self-start" pending={t('saving')}>
        {t('return.answer_do')}
      </Submit>
    </Form>
  );
}

async function Receive({ asked }: { asked: Asked }) {
  const t = await getTranslations('after');
  return (
    <Form action={receiveReturnAction} className="mt-4 grid gap-3">
      <input type="hidden" name="returnId" value={asked.id} />
      <p className="text-small">{t('return.receive_text')}</p>
      <Checkbox name="restock" label={t('return.restock')} defaultChecked />
      <Submit className="justify-self-start" pending={t('saving')}>
        {t('return.receive')}
      </Submit>
    </Form>
  );
}
