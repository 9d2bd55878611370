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

/** A header as it is written. */
interface Header extends Omit<Envelope, 'payload' | 'signals'> {
  readonly signals?: readonly CarriedSignal[] | Wrapped | undefined;
}

/**
 * The signals in the header of a redriven run. Workers that know nothing of redrives fail to iterate over them, and
 * so refuse the run, rather than start all over.
 */
interface Wrapped {
  readonly carried?: readonly CarriedSignal[] | undefined;
}

/**
 * Serializes an envelope: a header line, followed by the payload as it is. The converter encodes only the
 * payload and doesn't need to know about envelopes.
 */
export function formatEnvelope({ payload, signals, ...others }: Envelope): string {
  const header: Header = {
    signals: others.redrive === undefined ? signals : { carried: signals },
    ...others,
  };
  const head = `${prefix}${JSON.stringify(header)}`;
  return payload === undefined ? head : `${head}\n${payload}`;
}

/** Returns the input of a redriven run: that of the earlier one, with a header. */
export const formatRedrive = (redrive: RedriveHeader, text: string | undefined): string =>
  formatEnvelope({ ...parseEnvelope(text), redrive });

/** Returns the input of a run without the header of a redrive. */
export function withoutRedrive(text: string | undefined): string | undefined {
  const { redrive, payload, ...carried } = parseEnvelope(text);
  if (redrive === undefined) return text;
  const isCarried = carried.signals !== undefined || carried.cancel !== undefined;
  return isCarried ? formatEnvelope({ ...carried, payload }) : payload;
}

/** Parses an envelope. Any text that is not an envelope is returned as the payload. */
export function parseEnvelope(text: string | undefined): Envelope {
  if (text === undefined || !text.startsWith(prefix)) return { payload: text };
  const end = text.indexOf('\n');
  const header = headerOf(text.slice(prefix.length, end < 0 ? undefined : end));
  if (header === undefined) return { payload: text };
  const { signals, ...others } = header;
  const carried = isWrapped(signals) ? signals.carried : signals;
  return {
    ...(carried === undefined ? {} : { signals: carried }),
    ...others,
    payload: end < 0 ? undefined : text.slice(end + 1),
  };
}

const isWrapped = (signals: Header['signals']): signals is Wrapped =>
  signals !== undefined && !Array.isArray(signals);

function headerOf(json: string): Header | undefined {
  try {
    const header: unknown = JSON.parse(json);
    return typeof header === 'object' && header !== null ? header : undefined;
  } catch {
    return undefined;
  }
}
