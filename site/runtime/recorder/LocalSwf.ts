import type { ExportedExecution, ForkedSwf, ForkOptions, HistoryJson, LocalSwfOptions } from 'rx-swf/local';
import { skipClock } from '../../../src/local/clocks/skipClock.js';
import { LocalSwf as Base } from '../../../src/local/LocalSwf.js';
import { recording } from './recording.js';

/** Stands in for the class of this name in the bundles of the page: records what its services execute. */
export class LocalSwf extends Base {
  constructor(options: LocalSwfOptions = {}) {
    super(slowed(options));
    recording.recorder.watch(this);
  }

  static override fork(history: HistoryJson | ExportedExecution, options: ForkOptions = {}): ForkedSwf {
    const swf = Base.fork(history, slowed({ clock: 'skip', ...options }));
    const { domain, workflowId, runId } = swf.execution;
    recording.recorder.watch(swf);
    recording.recorder.add({ swf, domain, workflowId, runId });
    return swf;
  }
}

/** Milliseconds that a skipped clock stands before it jumps, if a run is to be watched. */
const watchable = 450;

function slowed<O extends Pick<LocalSwfOptions, 'clock'>>(options: O): O {
  if (!recording.isSlow || options.clock !== 'skip') return options;
  return { ...options, clock: skipClock({ quiet: watchable, patience: 1_500 }) };
}
