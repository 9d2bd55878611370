/** The inputs of a workflow's signals, by the names of the signals. */
export type AnySignals = Readonly<Record<string, unknown>>;

/** The arguments after the name of a signal: its input, which may be left out if it may be `undefined`. */
export type SignalArguments<T> = undefined extends T ? [input?: T] : [input: T];
