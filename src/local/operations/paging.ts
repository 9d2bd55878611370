import { faults } from '../api/faults.js';
import { fingerprint } from '../api/tokens.js';
import type { Region } from '../state/Region.js';
import type { Position, SortedList } from '../state/SortedList.js';

export interface PageInput {
  readonly nextPageToken?: string | undefined;
  readonly maximumPageSize?: number | undefined;
  readonly reverseOrder?: boolean | undefined;
}

/** Which query a page belongs to: the operation and every argument that decides what is in the answer. */
export type QueryIdentity = readonly unknown[];

const defaultPageSize = 1000;
const tokenLifetime = 24 * 3_600_000;

export const pageSizeOf = ({ maximumPageSize }: PageInput): number => maximumPageSize || defaultPageSize;

/** A token with which the same query goes on at a place. */
export function sealPage(region: Region, query: QueryIdentity, place: unknown): string {
  return region.tokens.seal('page', [region.now, fingerprint(query), place]);
}

/** The place where a query goes on, or undefined if it begins. */
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

/** How many items lie within the bounds, and how many before them. */
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

/** One page of a sorted list. A token holds the last item seen, so that changes between pages do no harm. */
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
