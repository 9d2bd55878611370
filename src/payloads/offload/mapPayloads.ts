/** Members of SWF's requests, decisions, events and responses that carry payloads. */
const payloads = new Set([
  'input',
  'result',
  'details',
  'control',
  'executionContext',
  'latestExecutionContext',
]);

/** Returns whether a member is the input of a Lambda function, which can't read references. */
const isForLambda = (holder: string, member: string) =>
  holder === 'scheduleLambdaFunctionDecisionAttributes' && member === 'input';

/** Maps all payloads in an SWF structure, at any depth. Unchanged parts are not copied. */
export function mapPayloads<T>(shape: T, change: (payload: string) => string, holder = ''): T {
  if (typeof shape !== 'object' || shape === null || shape instanceof Date) return shape;
  const changes: Record<string, unknown> = {};
  let changed = false;
  for (const [member, value] of Object.entries(shape)) {
    const after = isPayload(holder, member, value) ? change(value) : mapPayloads(value, change, member);
    if (after === value) continue;
    changes[member] = after;
    changed = true;
  }
  if (!changed) return shape;
  return Object.assign(Array.isArray(shape) ? [...shape] : { ...shape }, changes) as T;
}

function isPayload(holder: string, member: string, value: unknown): value is string {
  return typeof value === 'string' && payloads.has(member) && !isForLambda(holder, member);
}
