import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { askCountries, askGroups, askLanguages, askRights } from '#app/_rights/ask-codes.ts';
import { type RightsNames, rightsNames } from '#app/_rights/names.ts';
import { Checkbox } from '#app/_ui/field.tsx';
import { type Dimension, hierarchies, type Terms } from '#lib/rights/index.ts';

const grid = 'grid gap-x-4 gap-y-1 sm:grid-cols-2 md:grid-cols-3';
const rightLeaves = askRights.flatMap(([, leaves]) => leaves);

/** One dimension of the scope, folded: what is chosen is said beside its name. */
function Choice({ title, said, open, children }: { title: string; said: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open} className="border-line border-b py-1">
      <summary className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
        <span className="font-medium">{title}</span>
        <span className="text-muted text-small">{said}</span>
      </summary>
      <fieldset className="pt-1 pb-5">
        <legend className="sr-only">{title}</legend>
        {children}
      </fieldset>
    </details>
  );
}

function Boxes({
  name,
  codes,
  label,
  chosen,
}: {
  name: string;
  codes: readonly string[];
  label: (code: string) => string;
  chosen: readonly string[];
}) {
  return (
    <div className={grid}>
      {codes.map((code) => (
        <Checkbox key={code} name={name} value={code} label={label(code)} defaultChecked={chosen.includes(code)} />
      ))}
    </div>
  );
}

/** What is left out of what was chosen, behind a word. */
function Except({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open} className="mt-3">
      <summary className="link inline-flex min-h-11 items-center text-small">{title}</summary>
      <div className="pt-1">{children}</div>
    </details>
  );
}

/** A list of codes to offer, and after them what the terms name besides. */
function withOwn(offered: readonly string[], own: readonly string[]): string[] {
  return [...new Set([...offered, ...own])];
}

/** The leaves that can be given, dimension by dimension; undefined: all there are. */
type Within = Readonly<Record<Dimension, readonly string[]>> | undefined;

/** The codes of which everything can be given, and those that the terms name already. */
function given(within: Within, dimension: Dimension, codes: readonly string[], own: readonly string[] = []): string[] {
  const leaves = new Set(within?.[dimension]);
  const fits = (code: string) => hierarchies[dimension].leavesOf(code).every((leaf) => leaves.has(leaf));
  return codes.filter((code) => within === undefined || own.includes(code) || fits(code));
}

/** The scope of a licence as a form: uses, places and languages by groups and leaves, each with its exceptions. */
export async function ScopeFields({
  locale,
  scope,
  open = true,
  offered,
  within,
}: {
  locale: string;
  scope: Terms['scope'] | undefined;
  open?: boolean;
  /** Rights that can be licensed of the works at all; the others stand behind a word. */
  offered?: readonly string[] | undefined;
  /** What can be given and no more, as of a sublicence: the rest is not offered at all. */
  within?: Within;
}) {
  const t = await getTranslations('deals.builder');
  const names = await rightsNames(locale);
  const [uses, places] = [scope?.rights, scope?.territories];
  const languages = scope?.languages.include.includes('all') ? [] : (scope?.languages.include ?? []);
  const groups = given(within, 'territories', askGroups, places?.include);
  const said = (codes: readonly string[], name: (code: string) => string) =>
    codes.length === 0 ? '' : codes.length <= 3 ? names.list(codes.map(name)) : t('chosen', { count: codes.length });
  return (
    <div>
      <Choice title={t('uses')} said={said(uses?.include ?? [], names.right)} open={open}>
        <Uses
          names={names}
          chosen={uses?.include ?? []}
          offered={within === undefined ? offered : [...within.rights, ...(uses?.include ?? [])]}
          more={within === undefined ? t('other_uses') : null}
        />
        <Except title={t('except_uses')} open={(uses?.except ?? []).length > 0}>
          <Boxes
            name="rightsExcept[]"
            codes={given(within, 'rights', rightLeaves, uses?.except)}
            label={names.right}
            chosen={uses?.except ?? []}
          />
        </Except>
      </Choice>
      <Choice title={t('places')} said={said(places?.include ?? [], names.territory)} open={open}>
        {groups.length > 0 && (
          <div className="mb-4 border-line border-b pb-3">
            <Boxes name="territories[]" codes={groups} label={names.territory} chosen={places?.include ?? []} />
          </div>
        )}
        <Boxes
          name="territories[]"
          codes={given(within, 'territories', withOwn(askCountries, places?.include ?? []), places?.include).filter(
            (code) => !askGroups.some((each) => each === code),
          )}
          label={names.territory}
          chosen={places?.include ?? []}
        />
        <Except title={t('except_places')} open={(places?.except ?? []).length > 0}>
          <Boxes
            name="territoriesExcept[]"
            codes={given(within, 'territories', withOwn(askCountries, places?.except ?? []), places?.except)}
            label={names.territory}
            chosen={places?.except ?? []}
          />
        </Except>
      </Choice>
      <Choice title={t('languages')} said={said(languages, names.language) || t('every_language')} open={false}>
        <p className="mb-2 text-muted text-small">{t('languages_hint')}</p>
        <Boxes
          name="languages[]"
          codes={given(within, 'languages', withOwn(askLanguages, languages), languages)}
          label={names.language}
          chosen={languages}
        />
      </Choice>
    </div>
  );
}

/** Uses by their groups; a group stands for all that is in it. */
function Uses({
  names,
  chosen,
  offered = rightLeaves,
  more,
}: {
  names: RightsNames;
  chosen: readonly string[];
  offered?: readonly string[] | undefined;
  /** The word behind which the rest stands; null: the rest is not there. */
  more: string | null;
}) {
  const known: readonly string[] = askRights.flatMap(([group, leaves]) => [...(group ? [group] : []), ...leaves]);
  const others = chosen.filter((code) => !known.includes(code));
  // A group is offered where all of it is; of any other its offered leaves alone.
  const shown = askRights
    .map(([group, leaves]) => {
      const own = leaves.filter((leaf) => offered.includes(leaf));
      const whole = own.length === leaves.length || (group !== null && chosen.includes(group));
      return { group: whole ? group : null, leaves: own };
    })
    .filter(({ group, leaves }) => group !== null || leaves.length > 0);
  const rest = rightLeaves.filter((leaf) => !offered.includes(leaf));
  return (
    <>
      {others.length > 0 && <Boxes name="rights[]" codes={others} label={names.right} chosen={chosen} />}
      {shown.map(({ group, leaves }) => (
        <div key={group ?? leaves.join()} className="mb-3">
          {group && (
            <Checkbox
              name="rights[]"
              value={group}
              label={<span className="font-medium">{names.right(group)}</span>}
              defaultChecked={chosen.includes(group)}
            />
          )}
          <div className={group ? 'pl-8' : ''}>
            <Boxes name="rights[]" codes={leaves} label={names.right} chosen={chosen} />
          </div>
        </div>
      ))}
      {more !== null && rest.length > 0 && (
        <Except title={more} open={rest.some((leaf) => chosen.includes(leaf))}>
          <Boxes name="rights[]" codes={rest} label={names.right} chosen={chosen} />
        </Except>
      )}
    </>
  );
}

/** What single works of the deal do not give of the common scope. */
export async function LeftOutFields({
  locale,
  works,
  leftOut,
  within,
}: {
  locale: string;
  works: readonly { readonly id: string; readonly title: string }[];
  leftOut: Terms['leftOut'];
  within?: Within;
}) {
  if (works.length < 2) return null;
  const t = await getTranslations('deals.builder');
  const names = await rightsNames(locale);
  const boxes = (
    name: string,
    work: string,
    codes: readonly string[],
    label: (code: string) => string,
    out: readonly string[],
  ) => (
    <Boxes
      name={name}
      codes={codes.map((code) => `${work}:${code}`)}
      label={(value) => label(value.slice(37))}
      chosen={out.map((code) => `${work}:${code}`)}
    />
  );
  return (
    <section aria-labelledby="left-out">
      <h3 id="left-out" className="font-medium font-sans text-base tracking-normal">
        {t('left_out')}
      </h3>
      <p className="mt-1 mb-2 text-muted text-small">{t('left_out_hint')}</p>
      {works.map(({ id, title }) => {
        const { rights = [], territories = [] } = leftOut?.[id] ?? {};
        return (
          <Choice
            key={id}
            title={title}
            said={
              rights.length + territories.length > 0 ? t('chosen', { count: rights.length + territories.length }) : ''
            }
            open={false}
          >
            {boxes(
              'outTerritories[]',
              id,
              given(within, 'territories', askCountries, territories),
              names.territory,
              territories,
            )}
            <div className="mt-4 border-line border-t pt-3">
              {boxes('outRights[]', id, given(within, 'rights', rightLeaves, rights), names.right, rights)}
            </div>
          </Choice>
        );
      })}
    </section>
  );
}
