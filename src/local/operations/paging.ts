import { faults } from '../api/faults.js';
import { fingerprint } from '../api/tokens.js';
import type { Region } from '../state/Region.js';
import type { Position, SortedList } from '../state/SortedList.js';

export interface PageInput {
  readonly nextPageToken?: string | undefined;
  readonly maximumPageSize?: number | undefined;
  readonly reverseOrder?: boolean | undefined;
}

/**
 * The identity of the query that a page belongs to: the operation and every argument that affects the items.
 */
export type QueryIdentity = readonly unknown[];

const defaultPageSize = 1000;
const tokenLifetime = 24 * 3_600_000;

export const pageSizeOf = ({ maximumPageSize }: PageInput): number => maximumPageSize || defaultPageSize;

/** Creates the page token with which the same query continues at a place. */
export function sealPage(region: Region, query: QueryIdentity, place: unknown): string {
  return region.tokens.seal('page', [region.now, fingerprint(query), place]);
}

/** Returns the place at which a query continues, or undefined without a token. */
export function openPage(region: Region, query: QueryIdentity, token: string | undefined): unknown {
  if (token === undefined) return undefined;
  const [issuedAt, print, place] = region.tokens.open('page', token) ?? [];
  if (typeof issuedAt !== 'number' || print !== fingerprint(query)) throw faults.invalidToken();
  if (region.now > issuedAt + tokenLifetime) throw faults.expiredToken();
  return place;
}

/** The bounds of a query in a sorted list, both inclusive. */
export interface Bounds {
  readonly low?: Position | undefined;
  readonly high?: Position | undefined;
}

/** Returns the index range of the items within the bounds. */
export function span<T>(items: SortedList<T>, { low, high }: Bounds): { from: number; to: number } {
  const from = low === undefined ? 0 : items.countBefore(low);
  const to = high === undefined ? items.size : items.countThrough(high);
  return { from, to: Math.max(from, to) };
}

function toPosition(place: unknown): Position | undefined {
  if (!Array.isArray(place)) return undefined;
  const [major, minor]: unknown[] = place;
  const isKey = (key: unknown): key is string | number => typeof key === 'string' || typeof key === 'number';
  if (!isKey(major) || !isKey(minor)) throw faults.invalidToken();
  return [major, minor];
}

interface Listing<T> {
  readonly query: QueryIdentity;
  readonly items: SortedList<T>;
  readonly bounds: Bounds;
  readonly descending: boolean;
  readonly input: PageInput;
}

/**
 * Returns one page of a sorted list. The token contains the last item listed, so it survives changes between
 * pages.
 */
export function listPage<T>(
  region: Region,
  { query, items, bounds, descending, input }: Listing<T>,
): { page: T[]; nextPageToken: string | undefined } {
  const identity = [...query, descending];
  const last = toPosition(openPage(region, identity, input.nextPageToken));
  const size = pageSizeOf(input);
  let { from, to } = span(items, bounds);
  if (last !== undefined && descending) to = Math.min(to, items.countBefore(last));
  else if (last !== undefined) from = Math.max(from, items.countThrough(last));
  const isLast = to - from <= size;
  const page = descending
    ? items.slice(Math.max(from, to - size), to).reverse()
    : items.slice(from, Math.min(to, from + size));
  const end = page.at(-1);
  const nextPageToken =
    isLast || end === undefined ? undefined : sealPage(region, identity, items.positionOf(end));
  return { page, nextPageToken };
}
