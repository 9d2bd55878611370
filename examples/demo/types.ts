/** A place in the walk over the folders: after this file of that folder. */
export interface Cursor {
  readonly folder: number;
  readonly file: string;
}

/** What the listing activity is asked for. */
export interface ListRequest {
  readonly folders: readonly string[];
  readonly after?: Cursor | undefined;
}

/** A page of files: SWF carries at most 32,768 characters at once. */
export interface Listing {
  readonly files: readonly string[];
  /** Where the next page begins; absent on the last. */
  readonly next?: Cursor | undefined;
}

/** How far the manifest is. */
export interface Position {
  /** Files before it. */
  readonly files: number;
  /** Where the next page begins; absent at the end. */
  readonly after?: Cursor | undefined;
}

/** What a run of the workflow is started with. */
export interface ManifestInput extends Position {
  readonly folders: readonly string[];
  /** Files that are measured at once, at most. */
  readonly concurrency: number;
}

/** What is known of a file once it is measured. */
export interface Measure {
  readonly bytes: number;
  readonly lines: number;
  readonly gzipped: number;
  readonly sha256: string;
}

/** A line of the manifest. */
export type Entry = { readonly file: string } & (Measure | { readonly error: string });
