/**
 * A request that an embedded service has answered, or whose client has left before. It holds no payload and no
 * credentials.
 */
export interface ServedCall {
  /** When the request arrived, on the clock of the service. */
  readonly at: Date;
  /** Region of the request; `undefined` if the request was refused before it was known. */
  readonly region: string | undefined;
  /** For example, `StartWorkflowExecution`; `undefined` if the request names no operation. */
  readonly operation: string | undefined;
  /** Name of the domain, if the request names one. */
  readonly domain: string | undefined;
  /** What the request is about: a workflow id, a type, or a task list. */
  readonly subject: string | undefined;
  /** HTTP status; `undefined` if the client left before the answer. */
  readonly status: number | undefined;
  /** For example, `UnknownResourceFault`; `undefined` if the call succeeded. */
  readonly error: string | undefined;
  /** Real milliseconds until the answer. */
  readonly duration: number;
}

/** What is known of a request while it is carried out. */
export interface Trace {
  operation?: string;
  region?: string;
  input?: unknown;
  error?: string;
}

/** The names in a request, of which each may be missing or invalid. */
type Names = Readonly<Record<string, unknown>>;

const isNames = (value: unknown): value is Names => typeof value === 'object' && value !== null;
const namesOf = (value: unknown): Names => (isNames(value) ? value : {});
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const typeOf = (value: unknown): string | undefined => {
  const { name, version } = namesOf(value);
  return textOf(name) === undefined || textOf(version) === undefined ? undefined : `${name}@${version}`;
};

/** Returns the domain that an input names. Operations on domains have it as their `name`. */
export function domainOf(operation: string, input: unknown): string | undefined {
  const { domain, name, resourceArn } = namesOf(input);
  if (textOf(domain) !== undefined) return textOf(domain);
  if (operation.endsWith('Domain')) return textOf(name);
  return textOf(resourceArn)?.split('/domain/')[1];
}

/**
 * Returns what an input is about.
 *
 * @param workflowId - the workflow id that its task token stands for
 */
export function subjectOf(input: unknown, workflowId: string | undefined): string | undefined {
  const names = namesOf(input);
  return (
    textOf(workflowId) ??
    textOf(names['workflowId']) ??
    textOf(namesOf(names['execution'])['workflowId']) ??
    textOf(namesOf(names['executionFilter'])['workflowId']) ??
    typeOf(names['workflowType']) ??
    typeOf(names['activityType']) ??
    typeOf(names) ??
    textOf(namesOf(names['typeFilter'])['name']) ??
    textOf(namesOf(names['taskList'])['name'])
  );
}
