/** A signal as SWF carries it. */
export interface CarriedSignal {
  readonly name: string;
  readonly payload?: string | undefined;
}

/** A payload, with what the library itself has to say beside it. */
export interface Envelope {
  /** The payload; `undefined` for none. */
  readonly payload?: string | undefined;
  /** Signals that the run before was not told, in order. */
  readonly signals?: readonly CarriedSignal[] | undefined;
  /** A cancel request that the run before could not follow. */
  readonly cancel?: { readonly cause?: string | undefined } | undefined;
  /** What an activity that failed had told by its last heartbeat. */
  readonly progress?: string | undefined;
}

const prefix = 'rx-swf:envelope:';

/**
 * A text for an envelope: a header of one line, and the payload below it as it is. Nothing but the payload is
 * encoded by a converter, which need not know of envelopes.
 */
export function enclose({ payload, ...header }: Envelope): string {
  const head = `${prefix}${JSON.stringify(header)}`;
  return payload === undefined ? head : `${head}\n${payload}`;
}

/** What is in a text; every text that is no envelope is a payload by itself. */
export function opened(text: string | undefined): Envelope {
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
