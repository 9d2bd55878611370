import type { ModelDiff } from '../../models/index.js';

/** Describes differences in one line. */
export const describeDiff = (diff: ModelDiff): string =>
  diff.differences
    .map(({ attr, local, upstream }) => `${attr} is ${show(upstream)}, not ${show(local)}`)
    .join(', ');

const show = (value: unknown) => (value === undefined ? 'unset' : JSON.stringify(value));
