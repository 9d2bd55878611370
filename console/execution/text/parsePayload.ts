/** A payload, read as far as possible. */
export interface ParsedPayload {
  /** Data of the library itself, which stands before the payload: undelivered signals, the run that is redriven. */
  readonly header: unknown;
  /** The payload without the header. */
  readonly body: string;
  /** The value of the body, if it is JSON. */
  readonly json: { readonly value: unknown } | undefined;
  /** Why it is not JSON, if it looks like JSON. */
  readonly problem: string | undefined;
}

/** Begin of a payload with a header of `rx-swf/workflows`. */
const prefix = 'rx-swf:envelope:';

/** Reads a payload: JSON if it is JSON, and text otherwise. */
export function parsePayload(text: string): ParsedPayload {
  const { header, body } = split(text);
  try {
    return { header, body, json: { value: JSON.parse(body) }, problem: undefined };
  } catch (error) {
    const looksLikeJson = /^\s*[[{"]/.test(body);
    return {
      header,
      body,
      json: undefined,
      problem: looksLikeJson ? `${error instanceof Error ? error.message : error}` : undefined,
    };
  }
}

/** Returns the run that a run takes over, by its input. */
export function redrivenFrom(input: unknown): string | undefined {
  if (typeof input !== 'string' || !input.startsWith(prefix)) return undefined;
  const { header } = split(input);
  const redrive = isRecord(header) ? header['redrive'] : undefined;
  const runId = isRecord(redrive) ? redrive['runId'] : undefined;
  return typeof runId === 'string' ? runId : undefined;
}

function split(text: string): { readonly header: unknown; readonly body: string } {
  if (!text.startsWith(prefix)) return { header: undefined, body: text };
  const end = text.indexOf('\n');
  try {
    const header: unknown = JSON.parse(text.slice(prefix.length, end < 0 ? undefined : end));
    return { header, body: end < 0 ? '' : text.slice(end + 1) };
  } catch {
    return { header: undefined, body: text };
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
