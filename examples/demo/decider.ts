import type { Decision } from '@aws-sdk/client-swf';
import {
  completeWorkflowExecution,
  continueAsNewWorkflowExecution,
  failWorkflowExecution,
  type History,
  scheduleActivityTask,
} from 'rx-swf';
import { activityTypes, type Listing, type ManifestInput } from './types.js';

/** How often a file, or a listing, is tried. */
export const attempts = 3;

/** SWF ends an execution at 25,000 events, and each decision reads them all: a run hands over long before. */
const longHistory = 500;

/** What comes next, as a function of what has happened: list a page, measure its files, list the next. */
export function plan(history: History): readonly Decision[] {
  const input = history.input as ManifestInput;
  const { listings, broken } = readListings(history);
  if (broken !== undefined)
    return [failWorkflowExecution({ reason: 'The files cannot be listed', details: broken })];

  const files = listings.flatMap(listing => listing.files);
  const measures = files.map((file, n) => measureNext(history, input, `file-${n}`, file));
  const open = measures.filter(state => state === 'open').length;
  const wanted = measures.filter(state => typeof state === 'object');
  if (wanted.length > 0) return wanted.slice(0, Math.max(0, input.concurrency - open));

  const last = listings.at(-1);
  const isListed = last !== undefined && last.next === undefined;
  if (open > 0 && (isListed || history.length > longHistory)) return [];
  if (isListed) return [completeWorkflowExecution({ result: { files: files.length } })];
  const after = last?.next ?? input.after;
  return history.length > longHistory
    ? [continueAsNewWorkflowExecution({ input: { ...input, after }, taskList: input.decisionList })]
    : listNext(history, input, `list-${listings.length}`, after);
}

/** The pages that are listed, in order; or why there will be no more. */
function readListings({ activities }: History): { listings: Listing[]; broken?: unknown } {
  const listings: Listing[] = [];
  for (
    let page = activities.get('list-0');
    page?.state === 'completed';
    page = activities.get(`list-${listings.length}`)
  ) {
    listings.push(page.result as Listing);
  }
  const id = `list-${listings.length}`;
  const failed = activities.get(id);
  const isBroken = failed !== undefined && !failed.isOpen && activities.lives(id).length >= attempts;
  return isBroken ? { listings, broken: failed.reason ?? failed.state } : { listings };
}

/** The decision that lists a page, unless it is being listed. */
function listNext(
  { activities }: History,
  { folders, workList }: ManifestInput,
  id: string,
  after: ManifestInput['after'],
) {
  if (activities.get(id)?.isOpen) return [];
  return [
    scheduleActivityTask({
      activityType: activityTypes.list,
      activityId: id,
      input: { folders, after },
      taskList: workList,
    }),
  ];
}

/** Where a file stands: being measured, done with, or in want of a decision. */
function measureNext({ activities }: History, { workList }: ManifestInput, id: string, file: string) {
  const activity = activities.get(id);
  if (activity?.isOpen) return 'open';
  const isDone = activity?.state === 'completed' || activities.lives(id).length >= attempts;
  if (isDone) return 'done';
  return scheduleActivityTask({
    activityType: activityTypes.measure,
    activityId: id,
    input: file,
    taskList: workList,
  });
}
