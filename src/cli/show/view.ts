import { type TypeId, typeKey } from '../../values/index.js';
import { stateOf, toneOf } from '../executions/ExecutionRecord.js';
import { fitText, padText, widthOf, wrapText } from '../frame/fitText.js';
import { type Look, paint } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import { type Column, table } from '../frame/table.js';
import { ageText, durationText, timeText } from '../frame/times.js';
import type {
  ExecutionReport,
  FailedActivity,
  Latest,
  OpenActivity,
  OpenTimer,
  ReportedChild,
} from './ExecutionReport.js';

const indent = '  ';
const dateOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

/** Renders a value of a payload in a line. */
export const valueText = (value: unknown): string =>
  value === undefined ? '' : oneLine(typeof value === 'string' ? value : JSON.stringify(value));

/** Renders the report of an execution. */
export function reportView(report: ExecutionReport, look: Look): string {
  return [head(report, look), ...sections(report, inner(look))].join('\n');
}

/** Returns the look of what is indented. */
const inner = (look: Look): Look =>
  look.width === undefined ? look : { ...look, width: Math.max(look.width - indent.length, 1) };

const indented = (text: string) => text.replace(/^(?=.)/gm, indent);

function head(report: ExecutionReport, look: Look): string {
  const { workflowId, type, startTimestamp, closeTimestamp } = report;
  const state = stateOf(report);
  const age =
    closeTimestamp === undefined || startTimestamp === undefined
      ? `for ${ageText(dateOf(startTimestamp), look)}`
      : `after ${durationText(Date.parse(closeTimestamp) - Date.parse(startTimestamp))}`;
  const rest = [oneLine(type === undefined ? '' : `${type.name}@${type.version}`), `${state} ${age}`];
  const room = roomBeside(`${indent}${rest.join(indent)}`, look);
  const title = [
    paint(look, 'strong', fitText(oneLine(workflowId), Math.max(room, 8))),
    rest[0],
    paint(look, toneOf(report), `${state} ${age}`),
  ];
  return `${title.join(indent)}\n${facts(report, look)}`;
}

/** Returns how many columns are left beside a text. */
const roomBeside = (text: string, { width = Number.POSITIVE_INFINITY }: Look): number =>
  width - widthOf(text);

/** Renders what is known of the execution itself, a line each. */
function facts(report: ExecutionReport, look: Look): string {
  const { startTimestamp, closeTimestamp, timesOut, parent, tagList = [], reason, decisionTask } = report;
  const rows: readonly (readonly [name: string, value: string])[] = [
    ['domain', report.domain],
    ['run', report.runId ?? ''],
    ['started', timeText(dateOf(startTimestamp), look)],
    ['closed', timeText(dateOf(closeTimestamp), look)],
    [
      'times out',
      timesOut === undefined ? '' : `${leftText(timesOut, look)} (${timeText(dateOf(timesOut), look)})`,
    ],
    ['parent', parent === undefined ? '' : `${parent.workflowId} (run ${parent.runId})`],
    ['continues', report.continuedFrom ?? ''],
    ['task list', report.taskList ?? ''],
    ['tags', tagList.join(', ')],
    ['input', valueText(report.input)],
    ['context', valueText(report.context)],
    ['result', valueText(report.result)],
    ['reason', reason ?? ''],
    ['details', stackOf(report.details) === undefined ? valueText(report.details) : ''],
    ['at', stackOf(report.details)?.replace(/^at /, '') ?? ''],
    ['decision', decisionTask === undefined ? '' : decisionText(decisionTask, look)],
    ['events', `${report.events}`],
  ];
  const known = rows.filter(([, value]) => value !== '');
  const width = Math.max(...known.map(([name]) => name.length));
  return known
    .map(([name, value]) => {
      const label = `${indent}${padText(name, width)}${indent}`;
      const text = fitText(oneLine(value), roomBeside(label, look));
      return `${paint(look, 'faint', label)}${paint(look, name === 'reason' ? toneOf(report) : undefined, text)}\n`;
    })
    .join('');
}

/** Returns the innermost frame of an error that was recorded as details; the reason has its message. */
function stackOf(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('stack' in details)) return undefined;
  return /^ *(at .*)$/m.exec(`${details.stack}`)?.[1];
}

function decisionText(
  { state, taskList, since, identity }: NonNullable<ExecutionReport['decisionTask']>,
  look: Look,
): string {
  const age = ageText(dateOf(since), look);
  return state === 'started'
    ? `taken by ${identity ?? 'a decider'} ${age} ago, not answered`
    : `task on the list ${taskList} for ${age}, not taken`;
}

/** Renders how much time is left until a time. */
const leftText = (time: string, { now }: Look): string => {
  const left = Date.parse(time) - now;
  return left < 0 ? `${durationText(-left)} ago` : `in ${durationText(left)}`;
};

function* sections(report: ExecutionReport, look: Look): Generator<string> {
  const { activities, openActivities, openTimers, childExecutions, children } = report;
  if (Object.keys(activities).length > 0)
    yield section(`Activities: ${countsText(activities)}`, openActivities, activityColumns, look);
  yield* latestSection('Failed activities', report.failedActivities, failedColumns, look);
  if (openTimers.length > 0) yield section('Timers', openTimers, timerColumns, look);
  if (Object.keys(childExecutions).length > 0)
    yield section(`Children: ${countsText(childExecutions)}`, children, childColumns, look);
  for (const { report: child } of children) if (child !== undefined) yield indented(reportView(child, look));
  yield* latestSection('Signals', report.signals, signalColumns, look);
  yield* latestSection('Refused decisions', report.refusedDecisions, refusedColumns, look);
  yield* errors(report.decisionErrors, look);
}

function section<Row>(
  title: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  look: Look,
): string {
  const heading = `${paint(look, 'strong', fitText(title, roomBeside('', look)))}\n`;
  return rows.length === 0 ? heading : `${heading}${indented(table(rows, columns, look))}`;
}

function* latestSection<Row>(
  title: string,
  { count, latest }: Latest<Row>,
  columns: readonly Column<Row>[],
  look: Look,
): Generator<string> {
  const counted = count > latest.length ? `${count}, the latest ${latest.length}` : `${count}`;
  if (count > 0) yield section(`${title}: ${counted}`, latest, columns, look);
}

/** Renders the last error in full, since it says what to fix; those before are mostly the same. */
function* errors({ count, latest }: ExecutionReport['decisionErrors'], look: Look): Generator<string> {
  const last = latest.at(-1);
  if (last === undefined) return;
  const title = `Errors of the decider: ${count}, the last at ${timeText(dateOf(last.time), look)}`;
  const lines = wrapText(oneLine(last.reason), look.width ?? Number.POSITIVE_INFINITY);
  yield `${paint(look, 'strong', title)}\n${lines.map(line => `${indent}${paint(look, 'bad', line)}\n`).join('')}`;
}

/** Renders a state such as `timedOut` in words. */
const inWords = (state: string) => state.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([state, count]) => `${count} ${inWords(state)}`)
    .join(', ');

const typeText = ({ type }: { readonly type?: TypeId }): string => (type === undefined ? '' : typeKey(type));

const activityColumns: readonly Column<OpenActivity>[] = [
  { name: 'id', text: ({ id }) => id, minWidth: 8 },
  { name: 'type', text: typeText, minWidth: 8 },
  { name: 'state', text: ({ state }) => inWords(state), tone: () => 'active' },
  {
    name: 'for',
    text: ({ started, scheduled }, look) => ageText(dateOf(started ?? scheduled), look),
    align: 'right',
  },
  { name: 'list', text: ({ taskList = '' }) => taskList, minWidth: 8 },
  { name: 'worker', text: ({ identity = '' }) => identity, minWidth: 8 },
];

const timerColumns: readonly Column<OpenTimer>[] = [
  { name: 'id', text: ({ id }) => id, minWidth: 8 },
  { name: 'fires', text: ({ fires }, look) => (fires === undefined ? '' : leftText(fires, look)) },
  { name: 'at', text: ({ fires }, look) => timeText(dateOf(fires), look) },
];

const childColumns: readonly Column<ReportedChild>[] = [
  { name: 'id', text: ({ workflowId }) => workflowId, minWidth: 8 },
  { name: 'type', text: typeText, minWidth: 8 },
  { name: 'state', text: ({ state }) => inWords(state) },
  { name: 'started', text: ({ started }, look) => timeText(dateOf(started), look) },
  { name: 'run', text: ({ runId = '' }) => runId, minWidth: 8 },
];

const timeColumn = {
  name: 'time',
  text: ({ time }: { readonly time: string }, look: Look) => timeText(dateOf(time), look),
};

const failedColumns: readonly Column<FailedActivity>[] = [
  timeColumn,
  { name: 'id', text: ({ id }) => id, minWidth: 8 },
  { name: 'type', text: typeText, minWidth: 8 },
  { name: 'state', text: ({ state }) => inWords(state), tone: () => 'bad' },
  { name: 'list', text: ({ taskList = '' }) => taskList, minWidth: 8 },
  { name: 'reason', text: ({ reason = '' }) => reason, minWidth: 8 },
];

const signalColumns: readonly Column<ExecutionReport['signals']['latest'][number]>[] = [
  timeColumn,
  { name: 'name', text: ({ name }) => name, minWidth: 8 },
  { name: 'input', text: ({ input }) => valueText(input), minWidth: 8 },
];

const refusedColumns: readonly Column<ExecutionReport['refusedDecisions']['latest'][number]>[] = [
  timeColumn,
  { name: 'decision', text: ({ event }) => event.replace(/Failed$/, ''), minWidth: 8 },
  { name: 'id', text: ({ id = '' }) => id, minWidth: 8 },
  { name: 'cause', text: ({ cause }) => cause, tone: () => 'bad', minWidth: 8 },
];
