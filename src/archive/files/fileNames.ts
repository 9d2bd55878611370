import { join } from 'node:path';

/** Extension of a file that is complete: gzip of lines of JSON. */
export const packedExtension = '.ndjson.gz';

/** Extension of a file that still grows: lines of JSON. */
export const growingExtension = '.ndjson';

/** Name of the folder of executions that were open when they were archived. */
export const openFolder = 'open';

/** Milliseconds of a day. */
export const oneDay = 86_400_000;

/** Returns the day of a time in UTC, such as `2026-11-28`. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Returns the folder of a domain in an archive. */
export const domainFolder = (archive: string, domain: string): string => join(archive, encode(domain));

/** Returns the path of a type's file, without its extension. */
export const typePath = (
  folder: string,
  { name, version }: { readonly name: string; readonly version: string },
) => join(folder, encode(`${name}@${version}`));

/** Makes any name of SWF a file name: dots at the start, slashes and what file systems refuse are escaped. */
const encode = (name: string): string =>
  encodeURIComponent(name).replace(/[!'()*.]/g, character => `%${character.charCodeAt(0).toString(16)}`);

/** Returns the name that a file name stands for. */
export const decode = (fileName: string): string => decodeURIComponent(fileName);
