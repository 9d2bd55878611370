/** Keys of a region's header and rows in a folder. */
export interface Keys {
  readonly header: string;
  /** Prefix of the keys of all rows, and the first key after them. */
  readonly rows: string;
  readonly end: string;
}

/** Keys of the region that the folder belongs to. */
export const homeKeys: Keys = { header: 'header', rows: 'row/', end: 'row0' };

/** Returns the keys of any other region. */
export const keysOf = (region: string): Keys => ({
  header: `header/${region}`,
  rows: `rows/${region}/`,
  end: `rows/${region}0`,
});

/** Bounds of the header keys of all other regions. */
export const firstHeader = 'header/';
export const lastHeader = 'header0';

export const regionOf = (headerKey: string): string => headerKey.slice(firstHeader.length);

/** Returns the key of a row by its place in the order of all rows of its region. */
export const rowKey = ({ rows }: Keys, place: number): string => rows + String(place).padStart(16, '0');

export const placeOf = ({ rows }: Keys, key: string): number => Number(key.slice(rows.length));

/** Returns the key ranges that contain no rows if these are the keys of all other regions. */
export function rangesBetween(regions: readonly Keys[]): (readonly [from: string, to: string])[] {
  const sorted = regions.toSorted((a, b) => (a.rows < b.rows ? -1 : 1));
  return [...sorted, { rows: 'rows0' }].map(({ rows }, index) => [sorted[index - 1]?.end ?? 'rows/', rows]);
}
