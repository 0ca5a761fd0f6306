import { notFound } from 'next/navigation';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { ChoiceCards } from '#app/_ui/choice-cards.tsx';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Facts, Notice, PageHead, RowHead, Status } from '#app/_ui/layout.tsx';
import { Seal } from '#app/_ui/seal.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { config } from '#lib/core/config.ts';
import { sampleAction } from './actions.ts';

const colours = ['paper', 'silk', 'card', 'ink', 'muted', 'line', 'edge', 'amber', 'jade', 'cinnabar'];

/** Every component of the design system on one page, for those who build with it. */
export default function Components() {
  if (!config().DEMO) notFound();
  return (
    <>
      <PageHead title="Design system" lead="Amber and silk: tokens and components of app/_ui." />
      <RowHead title="Colours" />
      <ul className="grid grid-cols-2 gap-4 sm:grid-cols-5">
        {colours.map((name) => (
          <li key={name}>
            <span className="block h-16 rounded-md border border-line" style={{ background: `var(--color-${name})` }} />
            <span className="text-small">{name}</span>
          </li>
        ))}
      </ul>
      <RowHead title="Type" />
      <p className="font-serif text-display">From amber to silk · 琥珀到丝绸</p>
      <p className="font-serif text-title">Od bursztynu do jedwabiu · От кехлибара до коприната</p>
      <p className="text-large">
        Large text, for a lead. Prices: <span className="num">1 234,50 zł · ¥186.00</span>
      </p>
      <p className="max-w-[60ch]">
        Body text at a comfortable size, set for reading, with{' '}
        <a className="link" href="#type">
          a link
        </a>{' '}
        in it.
      </p>
      <p className="text-muted text-small">Small and quiet, for what is true but not loud.</p>
      <RowHead title="Buttons" />
      <div className="flex flex-wrap gap-3">
        {(['primary', 'quiet', 'danger', 'text'] as const).map((kind) => (
          <button key={kind} type="button" className={buttonStyle(kind)}>
            {kind}
          </button>
        ))}
        <button type="button" disabled className={buttonStyle()}>
          disabled
        </button>
      </div>
      <RowHead title="Form" />
      <Form action={sampleAction} className="grid max-w-[520px] gap-5">
        <TextInput name="name" label="Name" hint="As on the shop sign." required />
        <TextInput name="email" type="email" label="E-mail" optional="optional" />
        <ChoiceCards
          name="choice"
          legend="Choice cards"
          cards={[
            { value: 'one', title: 'One', text: 'With a picture and a sentence.', picture: '一' },
            { value: 'two', title: 'Two', text: 'And with what it takes.', note: 'Needs a file.', picture: '二' },
          ]}
          defaultValue="one"
        />
        <Select
          name="country"
          label="Country"
          empty="Choose"
          options={[
            { value: 'BG', label: 'Bulgaria' },
            { value: 'CN', label: 'China' },
          ]}
        />
        <TextArea name="story" label="Story" rows={3} />
        <Checkbox name="terms" label="I have read this." />
        <Submit pending="Sending …">Send</Submit>
      </Form>
      <RowHead title="Notices and states" />
      <div className="grid gap-4">
        <Notice>Something to know.</Notice>
        <Notice kind="good">Something went well.</Notice>
        <Notice kind="bad">Something needs attention.</Notice>
        <p className="flex flex-wrap gap-6">
          {(['good', 'waiting', 'bad', 'plain'] as const).map((kind) => (
            <Status key={kind} kind={kind}>
              {kind}
            </Status>
          ))}
        </p>
      </div>
      <RowHead title="Facts and tables" />
      <Facts
        facts={[
          ['Technique', 'Layered paper-cut'],
          ['Made in', 'Łowicz, Poland'],
        ]}
      />
      <div className="mt-8">
        <Table
          caption="Sample"
          rowKey={(row) => row.name}
          rows={[
            { name: 'Plate', price: '48,00 €' },
            { name: 'Vase', price: '620,00 zł' },
          ]}
          columns={[
            { key: 'name', title: 'Thing', cell: (row) => row.name },
            { key: 'price', title: 'Price', numeric: true, cell: (row) => row.price },
          ]}
        />
      </div>
      <RowHead title="Empty" />
      <EmptyState title="Nothing here yet" text="What would be here, and what to do.">
        <Seal size={40} />
      </EmptyState>
    </>
  );
}
