import { readFileSync } from 'node:fs';
import * as rxjs from 'rxjs';
import { expect, it } from 'vitest';
import { all, operatorOf } from './cases/all.js';
import { refused } from './cases/refused.js';

const names = Object.keys(rxjs).filter(name => name !== 'default' && !name.startsWith('__'));

/** Exports of RxJS that cannot be played, with the reasons. */
const exceptions: Readonly<Record<string, string>> = {
  ...of('an error that operators make', [
    'ArgumentOutOfRangeError',
    'EmptyError',
    'NotFoundError',
    'ObjectUnsubscribedError',
    'SequenceError',
    'TimeoutError',
    'UnsubscriptionError',
  ]),
  ...of('of browsers: played in refused.test.ts', [
    'animationFrame',
    'animationFrameScheduler',
    'animationFrames',
  ]),
  ...of('virtual time itself', ['VirtualAction', 'VirtualTimeScheduler']),
  ...of('what schedulers are made of', ['Scheduler']),
  ...of('a constant, or settings of the whole process', ['NotificationKind', 'config']),
};

function of(reason: string, all: readonly string[]) {
  return Object.fromEntries(all.map(name => [name, reason]));
}

it('every export of RxJS is played as a workflow, refused in one, or excepted with a reason', () => {
  const known = new Set([...all.keys(), ...Object.keys(refused), ...Object.keys(exceptions)].map(operatorOf));
  expect(names.filter(name => !known.has(name))).toEqual([]);
});

it('no exception is made for an export that is played or does not exist', () => {
  const played = new Set([...all.keys(), ...Object.keys(refused)].map(operatorOf));
  expect(Object.keys(exceptions).filter(name => played.has(name) || !names.includes(name))).toEqual([]);
});

it('every case is named after the export that it plays', () => {
  const others = [...all.keys()].filter(id => !names.includes(operatorOf(id)));
  expect(others).toEqual([]);
});

it('the table of operators has every export of RxJS once', () => {
  const page = readFileSync(new URL('../../../docs/workflows-operators.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = '']) => cell.split(', '));
  const listed = rows.map(name => name.replaceAll('`', ''));
  const elsewhere = ['ajax', 'fromFetch', 'webSocket'];
  expect(listed.sort()).toEqual([...names, ...elsewhere].sort());
});
