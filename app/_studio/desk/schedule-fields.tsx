'use client';

import { useEffect, useState } from 'react';
import { TextInput } from '#app/_ui/field.tsx';
import { localTime } from '#lib/core/zone.ts';

interface Props {
  /** Moments as ISO 8601 text, empty for none; null where it has begun and there is no beginning to set. */
  readonly begin: { readonly name: string; readonly moment: string; readonly label: string } | null;
  readonly endsAt: string;
  readonly words: {
    readonly endsAt: string;
    readonly optional: string;
    readonly zone: string;
  };
}

/** Two times in the zone in which the person's clock goes, which is said and sent with them. Without JavaScript they are UTC. */
export function ScheduleFields({ begin, endsAt, words }: Props) {
  const [zone, setZone] = useState('UTC');
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'), []);
  const shown = (moment: string) => (moment === '' ? '' : localTime(new Date(moment), zone));
  return (
    <>
      <input type="hidden" name="zone" value={zone} />
      {begin && (
        <TextInput
          type="datetime-local"
          name={begin.name}
          label={begin.label}
          optional={words.optional}
          defaultValue={shown(begin.moment)}
        />
      )}
      <TextInput
        type="datetime-local"
        name="endsAt"
        label={words.endsAt}
        optional={words.optional}
        defaultValue={shown(endsAt)}
      />
      <p className="text-muted text-small">{words.zone.replace('{zone}', zone.replaceAll('_', ' '))}</p>
    </>
  );
}
