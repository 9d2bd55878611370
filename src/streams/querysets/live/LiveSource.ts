import type { SWFClient } from '@aws-sdk/client-swf';
import type { Observable } from 'rxjs';
import type { PacedOperation, Page } from '../../../requests/index.js';
import type { Count } from '../../../values/index.js';

import type { LiveItems } from './LiveItems.js';
import type { SharedPolls } from './SharedPolls.js';

/** Fetches one page of a listing, given the token from the previous page. */
export type FetchPage<T> = (
  nextPageToken: string | undefined,
  maximumPageSize: { readonly maximumPageSize?: number },
) => Observable<Page<T>>;

/** One of the listings that a query reads. */
export interface Listing<T> {
  readonly operation: PacedOperation;
  /** Creates the page fetcher of one reading, so that all its requests share the same arguments. */
  readonly prepare: () => FetchPage<T>;
}

/** A call that may be paced. */
export interface PacedCall<T> {
  readonly operation: PacedOperation;
  readonly call$: Observable<T>;
}

/** Facts about items that a live query needs. */
export interface LiveSource<T> {
  readonly client: SWFClient;
  /** The pollers of live queries of this kind. */
  readonly polls: SharedPolls<LiveItems<T>>;
  /** Distinguishes the query and its models from the others of the client. */
  readonly key: string;
  /** The listings, whose items are one set. An item in a later one is the newer state. */
  readonly listings: readonly Listing<T>[];
  /** Identifies an item. */
  readonly keyOf: (item: T) => string;
  /** The order of the query. */
  readonly compare: (a: T, b: T) => number;
  /** The attributes that a listing shows, by which a change is seen. */
  readonly shown: readonly (keyof T)[];
  /** Looks at one item that the listings no longer show. Errors with `DoesNotExistError` if it is gone. */
  readonly look: (item: T) => PacedCall<T>;
  /** Whether an item that has been looked at still belongs to the query. */
  readonly includes: (item: T) => boolean;
  /** Whether the known state of an item is newer than the one that a listing shows, because it is final. */
  readonly isFinal?: (known: T) => boolean;
  /** Emits when something may have changed: a reason to poll soon. */
  readonly news$?: Observable<unknown>;
  /** Counts the items; by default, they are listed. The counts are added up. */
  readonly counts?: readonly PacedCall<Count>[];
}
