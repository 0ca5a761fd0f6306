'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { WorkList, WorkRow } from '#lib/workbench/index.ts';
import { fetchList, type ListFilter, type Place, type Refusal } from './api.ts';

const chunk = 200;

export interface LoadedList {
  readonly total: number;
  readonly row: (at: number) => WorkRow | undefined;
  /** Says that these rows are on the screen: what is missing of them is fetched. */
  readonly show: (first: number, last: number) => void;
  readonly replace: (row: WorkRow) => void;
  readonly indexOf: (unit: string) => number;
  readonly loading: boolean;
  readonly refusal: Refusal | null;
  readonly reload: () => void;
}

/** A list of ten thousand, fetched in stretches as it is scrolled. */
export function useList({ locale, job }: Place, filter: ListFilter, first: WorkList): LoadedList {
  const rows = useRef(new Map<number, WorkRow>(first.rows.map((row, at) => [at + first.offset, row])));
  const asked = useRef(new Set<number>([first.offset / chunk]));
  const stopped = useRef(new AbortController());
  const [total, setTotal] = useState(first.total);
  const [loading, setLoading] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [, redraw] = useState(0);

  const load = useCallback(
    async (at: number) => {
      if (asked.current.has(at)) return;
      asked.current.add(at);
      setLoading(true);
      const { signal } = stopped.current;
      const answer = await fetchList({ locale, job }, filter, at * chunk, signal);
      if (signal.aborted) return;
      setLoading(false);
      if (!answer.ok) {
        asked.current.delete(at);
        setRefusal(answer.refusal);
        return;
      }
      setRefusal(null);
      setTotal(answer.value.total);
      answer.value.rows.forEach((row, i) => {
        rows.current.set(at * chunk + i, row);
      });
      redraw((count) => count + 1);
    },
    [locale, job, filter],
  );
  const reload = useCallback(() => {
    stopped.current.abort();
    stopped.current = new AbortController();
    rows.current.clear();
    asked.current.clear();
    void load(0);
  }, [load]);
  const isFirst = useRef(true);
  useEffect(() => {
    // The page came with the first stretch.
    if (!isFirst.current) reload();
    isFirst.current = false;
  }, [reload]);

  return {
    total,
    loading,
    refusal,
    reload,
    row: (at) => rows.current.get(at),
    show: (from, to) => {
      for (let at = Math.floor(from / chunk); at <= Math.floor(to / chunk); at++) void load(at);
    },
    replace: (row) => {
      for (const [at, each] of rows.current) if (each.unit === row.unit) rows.current.set(at, row);
      redraw((count) => count + 1);
    },
    indexOf: (unit) => [...rows.current].find(([, each]) => each.unit === unit)?.[0] ?? -1,
  };
}
