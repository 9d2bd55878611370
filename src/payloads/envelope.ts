/** A signal as SWF carries it. */
export interface CarriedSignal {
  readonly name: string;
  readonly payload?: string | undefined;
}

/** A payload with additional data of the library itself. */
export interface Envelope {
  /** The payload, if there is one. */
  readonly payload?: string | undefined;
  /** Signals that were not delivered to the previous run, in order. */
  readonly signals?: readonly CarriedSignal[] | undefined;
  /** A cancel request that the previous run could not handle. */
  readonly cancel?: { readonly cause?: string | undefined } | undefined;
  /** Details of the last heartbeat of an activity that failed. */
  readonly progress?: string | undefined;
}

const prefix = 'rx-swf:envelope:';

/**
 * Serializes an envelope: a header line, followed by the payload as it is. The converter encodes only the
 * payload and doesn't need to know about envelopes.
 */
export function formatEnvelope({ payload, ...header }: Envelope): string {
  const head = `${prefix}${JSON.stringify(header)}`;
  return payload === undefined ? head : `${head}\n${payload}`;
}

/** Parses an envelope. Any text that is not an envelope is returned as the payload. */
export function parseEnvelope(text: string | undefined): Envelope {
  if (text === undefined || !text.startsWith(prefix)) return { payload: text };
  const end = text.indexOf('\n');
  const header = headerOf(text.slice(prefix.length, end < 0 ? undefined : end));
  if (header === undefined) return { payload: text };
  return { ...header, payload: end < 0 ? undefined : text.slice(end + 1) };
}

function headerOf(json: string): Omit<Envelope, 'payload'> | undefined {
  try {
    const header: unknown = JSON.parse(json);
    return typeof header === 'object' && header !== null ? header : undefined;
  } catch {
    return undefined;
  }
}
