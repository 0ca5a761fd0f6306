import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand right, in columns. */
  readonly numeric?: boolean;
}

/** A table that becomes a list of cards on a phone. `caption` is read out and not shown. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  return (
    <table className="block w-full text-small md:table">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={classNames(
                'border-line border-b px-3 py-2.5 font-medium text-muted first:pl-0 last:pr-0',
                column.numeric ? 'text-right' : 'text-left',
              )}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {rows.map((row) => (
          <tr key={rowKey(row)} className="block border-line border-b py-3 md:table-row md:py-0">
            {columns.map((column) => (
              <td
                key={column.key}
                className={classNames(
                  'block py-0.5 md:table-cell md:border-line md:border-b md:px-3 md:py-3.5 md:first:pl-0 md:last:pr-0',
                  column.numeric && 'num md:whitespace-nowrap md:text-right',
                )}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
