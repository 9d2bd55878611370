import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Duration } from '../../values/index.js';
import type { AttributesKey, EventName } from './eventTable.js';

/**
 * Attributes of the events with a name: those of the SDK, with durations and priorities as numbers and task
 * lists as names. Attributes that SWF may omit are optional. Payloads are raw strings.
 *
 * @example
 * ```ts
 * import type { EventAttributes } from 'rx-swf';
 *
 * export const describe = ({ activityId, startToCloseTimeout }: EventAttributes<'ActivityTaskScheduled'>) =>
 *   `${activityId}, at most ${startToCloseTimeout} s`;
 * ```
 */
export type EventAttributes<N extends EventName> = Read<NonNullable<HistoryEvent[AttributesKey<N>]>>;

/** A structure of the SDK with its members converted. */
type Read<T> = { readonly [K in keyof T]: ReadMember<K, Exclude<T[K], undefined>> };

type ReadMember<K, V> = K extends 'startToFireTimeout'
  ? number
  : K extends `${string}Timeout`
    ? Duration
    : K extends 'taskPriority'
      ? number
      : K extends 'taskList'
        ? string
        : V extends readonly (infer Item)[]
          ? readonly Item[]
          : V extends object
            ? Read<V>
            : V;
