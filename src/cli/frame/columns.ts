import { InvalidArgumentError } from 'commander';
import type { Column } from './table.js';

/** Returns a parser of `--columns`: names of columns, separated by commas. */
export const toColumns =
  (names: readonly string[]) =>
  (text: string): readonly string[] => {
    const chosen = text.split(',').map(name => name.trim());
    const unknown = chosen.find(name => !names.includes(name));
    if (unknown !== undefined)
      throw new InvalidArgumentError(`Unknown column "${unknown}". Expected some of: ${names.join(', ')}.`);
    return chosen;
  };

/** Returns the columns with these names, in this order. */
export const columnsNamed = <Row>(
  columns: readonly Column<Row>[],
  names: readonly string[],
): readonly Column<Row>[] => names.flatMap(name => columns.filter(column => column.name === name));
