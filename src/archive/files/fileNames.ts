import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Extension of a file that is complete: gzip of lines of JSON. */
export const packedExtension = '.ndjson.gz';

/** Extension of a file that still grows: lines of JSON. */
export const growingExtension = '.ndjson';

/** Extension of a file or folder that is not finished. A reader skips it, and the next pull starts it again. */
export const temporaryExtension = '.tmp';

/** Name of the folder of executions that were open when they were archived. */
export const openFolder = 'open';

/** Milliseconds of a day. */
export const oneDay = 86_400_000;

/** Returns the day of a time in UTC, such as `2026-11-28`. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Returns the folder of a domain in an archive. */
export const domainFolder = (archive: string, domain: string): string => join(archive, toFileName(domain));

/** Returns the path of a type's file, without its extension. */
export const typePath = (
  folder: string,
  { name, version }: { readonly name: string; readonly version: string },
) => join(folder, toFileName(`${name}@${version}`));

/** Characters of the longest file name without extension. File systems take 255, and names of SWF get longer. */
const longest = 200;

/**
 * Makes any name of SWF a file name: dots, slashes and what file systems refuse are escaped, and a long name is
 * shortened to its beginning and a hash.
 */
export function toFileName(name: string): string {
  const escaped = encodeURIComponent(name).replace(
    /[!'()*.~]/g,
    character => `%${character.charCodeAt(0).toString(16)}`,
  );
  if (escaped.length <= longest) return escaped;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${escaped.slice(0, longest - 1 - hash.length)}~${hash}`;
}
