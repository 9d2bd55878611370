import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { stepOf } from '../../../src/workflows/turns/stepOf.js';

describe('stepOf', () => {
  /** Returns the step that a marker is. */
  const marked = (name: string) => {
    const { last } = new HistoryBuilder().start().turn().marker(name).build();
    return last && stepOf(last);
  };

  it('takes side effects with the same name for one step, whatever their numbers', () => {
    expect(['3', '17'].map(id => marked(`rx-swf.sideEffect.${id}`))).toEqual(['side effect', 'side effect']);
    const named = ['price', 'price#2', 'price.failed'].map(id => marked(`rx-swf.sideEffect.${id}`));
    expect(named).toEqual(['side effect price', 'side effect price', 'side effect price.failed']);
    const failed = ['3.failed', 'price#failed', 'price#2#failed'].map(id =>
      marked(`rx-swf.sideEffect.${id}`),
    );
    expect(failed).toEqual(['failed side effect', 'failed side effect price', 'failed side effect price']);
  });

  it('takes the parts of what a redriven run takes over for one step', () => {
    const parts = ['rx-swf.redriven.1.2', 'rx-swf.redriven.2.2'].map(marked);
    expect(parts).toEqual(['marker rx-swf.redriven', 'marker rx-swf.redriven']);
  });

  it('names other markers, including those of the library', () => {
    expect(['note', 'rx-swf.version.a'].map(marked)).toEqual(['marker note', 'marker rx-swf.version.a']);
  });
});
