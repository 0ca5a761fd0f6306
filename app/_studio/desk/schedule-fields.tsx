'use client';

import { useEffect, useState } from 'react';
import { TextInput } from '#app/_ui/field.tsx';
import { localTime } from '#lib/core/zone.ts';

interface Props {
  /** Moments as ISO 8601 text; empty for none. */
  readonly publishAt: string;
  readonly endsAt: string;
  /** What is on sale has no beginning to set. */
  readonly begins: boolean;
  readonly words: {
    readonly publishAt: string;
    readonly endsAt: string;
    readonly optional: string;
    readonly zone: string;
  };
}

/** Two times in the zone in which the person's clock goes, which is said and sent with them. Without JavaScript they are UTC. */
export function ScheduleFields({ publishAt, endsAt, begins, words }: Props) {
  const [zone, setZone] = useState('UTC');
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'), []);
  const shown = (moment: string) => (moment === '' ? '' : localTime(new Date(moment), zone));
  return (
    <>
      <input type="hidden" name="zone" value={zone} />
      {begins && (
        <TextInput
          type="datetime-local"
          name="publishAt"
          label={words.publishAt}
          optional={words.optional}
          defaultValue={shown(publishAt)}
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
