'use client';

import { classNames } from '#app/_ui/class-names.ts';
import { useDesk } from './live-desk.tsx';

/** Whether what was typed is saved, and who else is editing. */
export function SaveState() {
  const { state, message, answer, words } = useDesk();
  const others = answer?.others ?? '';
  const said = {
    idle: '',
    typing: '',
    saving: words.saving,
    saved: words.saved,
    away: words.away,
    refused: message || words.refused,
  }[state];
  const bad = state === 'away' || state === 'refused';
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-1 text-small">
      <p role="status" data-state={state} className={classNames('empty:hidden', bad ? 'text-cinnabar' : 'text-muted')}>
        {said}
      </p>
      <p role="status" className="text-amber empty:hidden">
        {others && words.others.replace('{names}', others)}
      </p>
    </div>
  );
}
