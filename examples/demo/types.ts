/** Position in the walk over the folders: after this file of that folder. */
export interface Cursor {
  readonly folder: number;
  readonly file: string;
}

/** Input of the listing activity. */
export interface ListRequest {
  readonly folders: readonly string[];
  readonly after?: Cursor | undefined;
}

/** A page of files: SWF carries at most 32,768 characters at once. */
export interface Listing {
  readonly files: readonly string[];
  /** Start of the next page; absent on the last page. */
  readonly next?: Cursor | undefined;
}

/** Progress of the manifest. */
export interface Position {
  /** Number of files before it. */
  readonly files: number;
  /** Start of the next page; absent at the end. */
  readonly after?: Cursor | undefined;
}

/** Input of a run of the workflow. */
export interface ManifestInput extends Position {
  readonly folders: readonly string[];
  /** Maximum number of files that are measured at the same time. */
  readonly concurrency: number;
}

/** Measures of a file. */
export interface Measure {
  readonly bytes: number;
  readonly lines: number;
  readonly gzipped: number;
  readonly sha256: string;
}

/** A line of the manifest. */
export type Entry = { readonly file: string } & (Measure | { readonly error: string });
