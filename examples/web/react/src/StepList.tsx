import type { EntityRecord, StateRecord } from 'rx-swf/remote';

/** Activities and signals of an execution, in the order in which they came. */
export function StepList({ state: { activities, signals } }: { readonly state: StateRecord }) {
  return (
    <ul className="steps" aria-label="Steps">
      {activities.map(activity => (
        <li key={`activity ${activity['id']}`} className={String(activity['state'])}>
          <span>{nameOf(activity)}</span> <code>{String(activity['rawInput'] ?? '')}</code>{' '}
          <small>{String(activity['state'])}</small>
        </li>
      ))}
      {signals.map(signal => (
        <li key={`signal ${signal['eventId']}`} className="completed">
          <span>Signal</span> <code>{String(signal['id'])}</code> <small>received</small>
        </li>
      ))}
    </ul>
  );
}

function nameOf({ activityType: type }: EntityRecord): string {
  return typeof type === 'object' && type !== null && 'name' in type ? String(type.name) : 'Activity';
}
