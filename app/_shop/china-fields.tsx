'use client';

import { type ComponentProps, type FormEvent, useRef, useState } from 'react';
import { TextInput } from '#app/_ui/field.tsx';

interface City {
  readonly name: string;
  readonly districts: readonly string[];
}
type Field = Omit<ComponentProps<typeof TextInput>, 'className'>;

function isCities(value: unknown): value is City[] {
  return Array.isArray(value) && value.every((each) => typeof each?.name === 'string' && Array.isArray(each.districts));
}

/**
 * Province, city and district of a Chinese address: each is typed or chosen, and what is chosen narrows the next. The cities of a
 * province are fetched when it is named; without script, or without an answer, the fields are typed.
 */
export function ChinaFields({
  provinces,
  region,
  city,
  district,
}: {
  provinces: readonly { code: string; name: string }[];
  region: Field;
  city: Field;
  district: Field;
}) {
  const [cities, setCities] = useState<readonly City[]>([]);
  const [chosen, setChosen] = useState('');
  const asked = useRef('');

  async function load(name: string): Promise<void> {
    const code = provinces.find((each) => each.name === name.trim())?.code;
    if (!code || asked.current === code) return;
    asked.current = code;
    const answer: unknown = await fetch(`/api/places/china/${code}`)
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null);
    if (asked.current === code && isCities(answer)) setCities(answer);
  }

  function onInput(event: FormEvent<HTMLDivElement>): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.target.name === 'region') load(event.target.value);
    if (event.target.name === 'city') setChosen(event.target.value.trim());
  }

  function onFocus(): void {
    const [named] = document.getElementsByName('region');
    const [town] = document.getElementsByName('city');
    if (named instanceof HTMLInputElement) load(named.value);
    if (town instanceof HTMLInputElement) setChosen(town.value.trim());
  }

  const districts = cities.find(({ name }) => name === chosen)?.districts ?? cities.flatMap((each) => each.districts);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears what the fields in it say, and is no control itself
    <div className="contents" onInput={onInput} onFocus={onFocus}>
      <TextInput {...region} className="sm:col-span-2" />
      <TextInput {...city} suggestions={cities.map(({ name }) => name)} className="sm:col-span-2" />
      <TextInput {...district} suggestions={districts} className="sm:col-span-2" />
    </div>
  );
}
