import { domain, workflowType } from '../setup.js';
import { type Trial, trial } from './Trial.js';

/** Covers all time, so that any scan of an index has to go from end to end. */
const ever = { oldestDate: 0, latestDate: 10_000_000_000 };

/** Small enough that each service of a comparison can fill a page. */
const maximumPageSize = 10;

/** Filters to measure. */
const filters = {
  all: {},
  type: { typeFilter: workflowType },
  tag: { tagFilter: { tag: 'all' } },
  'workflow id': { executionFilter: { workflowId: 'album-0' } },
};

const closedFilters = { ...filters, status: { closeStatusFilter: { status: 'TERMINATED' } } };

function queries(kind: 'Open' | 'Closed', by: 'startTimeFilter' | 'closeTimeFilter'): Trial[] {
  const what = by === 'startTimeFilter' ? 'start' : 'close';
  return Object.entries(kind === 'Open' ? filters : closedFilters).flatMap(([name, filter]) => {
    const query = { domain, [by]: ever, ...filter };
    const variant = kind === 'Open' ? name : `${name}, by ${what}`;
    return [
      trial(`Count${kind}WorkflowExecutions`, () => query, variant),
      trial(`List${kind}WorkflowExecutions`, () => ({ ...query, maximumPageSize }), variant),
    ];
  });
}

export const visibilityTrials: readonly Trial[] = [
  ...queries('Open', 'startTimeFilter'),
  ...queries('Closed', 'startTimeFilter'),
  ...queries('Closed', 'closeTimeFilter'),
];
