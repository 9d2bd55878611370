import { workflow } from 'rx-swf/workflows';
import { takeWhile, toArray } from 'rxjs';

/** Collects words until one is "bye". Each word is a decision. */
export const conversation = workflow(
  { name: 'Conversation', version: '1', taskStartToCloseTimeout: 30 },
  (_: undefined, { signal }) =>
    signal<string>('say').pipe(
      takeWhile(word => word !== 'bye'),
      toArray(),
    ),
);
