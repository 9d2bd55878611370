/** A file of the page. */
export interface PageFile {
  readonly contentType: string;
  readonly body: string;
}

/** Files of the page by name. The name of each but `index.html` has a hash of its content. */
export type PageFiles = Readonly<Record<string, PageFile>>;
