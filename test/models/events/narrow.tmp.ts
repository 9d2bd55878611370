import type { Event, EventOf } from '../../../src/models/events/index.js';
export function f(e: Event): string {
  switch (e.name) {
    case 'ActivityTaskScheduled': { const s: string = e.attributes.activityId; const t: 'ActivityTask' = e.type; const d: number | 'NONE' | undefined = e.attributes.startToCloseTimeout; const n: string = e.attributes.activityType.version; return s + t + d+n; }
    case 'TimerStarted': { const n: number = e.attributes.startToFireTimeout; return `${n}`; }
    default: return e.name;
  }
}
export function g(e: Event): string {
  if (e.type === 'ActivityTask' && e.state === 'completed') { const n: 'ActivityTaskCompleted' = e.name; return n + (e.attributes.result ?? ''); }
  if (e.type === 'Unknown') { const x: unknown = e.attributes['foo']; return String(x); }
  return e.name satisfies string;
}
export const h: EventOf<'WorkflowExecutionStarted'>['attributes'] = { childPolicy: 'TERMINATE', taskList: 'x', workflowType: { name: 'a', version: 'b' }, tagList: ['a'], taskPriority: 4 };
export type C = Extract<Event, { type: 'ActivityTask'; state: 'completed' }>['attributes']['scheduledEventId'];
export const c: C = 3;
