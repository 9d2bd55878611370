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
  /** The run that a redriven one takes over. */
  readonly redrive?: RedriveHeader | undefined;
}

/** What a redriven run takes over of another run. */
export interface RedriveHeader {
  readonly runId: string;
  /** The event from which on the other run is not repeated; what succeeded later answers the same commands. */
  readonly at: number;
  /** The event whose command, and all later ones, are done again. */
  readonly from?: number | undefined;
  /** The first run of the chain, from whose id random values and the ids of children are derived. */
  readonly seed: string;
}

const prefix = 'rx-swf:envelope:';
// A prefix of its own: a worker that doesn't know it fails to read the input, rather than start all over.
const redrivePrefix = 'rx-swf:redrive:';

/**
 * Serializes an envelope: a header line, followed by the payload as it is. The converter encodes only the
 * payload and doesn't need to know about envelopes.
 */
export function formatEnvelope({ payload, redrive: _, ...header }: Envelope): string {
  const head = `${prefix}${JSON.stringify(header)}`;
  return payload === undefined ? head : `${head}\n${payload}`;
}

/** Serializes the input of a redriven run: a header line, followed by the input of the other run as it is. */
export function formatRedrive(redrive: RedriveHeader, text: string | undefined): string {
  const head = `${redrivePrefix}${JSON.stringify(redrive)}`;
  return text === undefined ? head : `${head}\n${text}`;
}

/** Returns the text that {@link formatRedrive} was given, or the text itself if it has no such header. */
export function withoutRedrive(text: string | undefined): string | undefined {
  const redriven = split(text, redrivePrefix);
  return redriven === undefined ? text : redriven.rest;
}

/** Parses an envelope. Any text that is not an envelope is returned as the payload. */
export function parseEnvelope(text: string | undefined): Envelope {
  const redriven = split(text, redrivePrefix);
  // Only formatRedrive writes this prefix.
  if (redriven !== undefined)
    return { ...parseEnvelope(redriven.rest), redrive: redriven.header as RedriveHeader };
  const carried = split(text, prefix);
  return carried === undefined ? { payload: text } : { ...carried.header, payload: carried.rest };
}

/** Splits an envelope; `undefined` for any other text. */
function split(text: string | undefined, start: string) {
  if (!text?.startsWith(start)) return undefined;
  const end = text.indexOf('\n');
  const header = headerOf(text.slice(start.length, end < 0 ? undefined : end));
  return header && { header, rest: end < 0 ? undefined : text.slice(end + 1) };
}

function headerOf(json: string): object | undefined {
  try {
    const header: unknown = JSON.parse(json);
    return typeof header === 'object' && header !== null ? header : undefined;
  } catch {
    return undefined;
  }
}
