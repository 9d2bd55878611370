/** The members of SWF's requests, decisions, events and answers that carry payloads. */
const payloads = new Set([
  'input',
  'result',
  'details',
  'control',
  'executionContext',
  'latestExecutionContext',
]);

/** SWF itself gives this one to the function, which knows nothing of references. */
const isForLambda = (holder: string, member: string) =>
  holder === 'scheduleLambdaFunctionDecisionAttributes' && member === 'input';

/** A shape of SWF's with each payload in it changed, wherever it stands. What does not change is not copied. */
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
