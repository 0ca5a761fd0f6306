import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand right, in columns; on a phone the column's title stands before them. */
  readonly numeric?: boolean;
  /** Shown where there is room for columns, and not on a phone. */
  readonly wide?: boolean;
}

function Cell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  const labelled = column.numeric && children !== null && children !== false && children !== '';
  return (
    <td
      className={classNames(
        'py-0.5 md:table-cell md:border-line md:border-b md:px-3 md:py-3.5 md:first:pl-0 md:last:pr-0',
        column.wide ? 'hidden' : labelled ? 'flex justify-between gap-4' : 'block',
        column.numeric && 'num md:whitespace-nowrap md:text-right',
      )}
    >
      {labelled ? (
        <>
          <span className="text-muted md:hidden">{column.title}</span>
          <div className="text-right">{children}</div>
        </>
      ) : (
        children
      )}
    </td>
  );
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
              <Cell key={column.key} column={column}>
                {column.cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
