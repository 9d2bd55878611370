/** Returns the class of the name of an event: bad news, something to notice, or nothing. */
export function toneOf(name: string): 'bad' | 'notable' | 'good' | 'minor' | '' {
  if (/(Failed|TimedOut|Terminated)$/.test(name)) return 'bad';
  if (/(Canceled|CancelRequested)$|Signaled$/.test(name)) return 'notable';
  if (/^WorkflowExecution(Completed|Started|ContinuedAsNew)$/.test(name)) return 'good';
  return name.startsWith('DecisionTask') ? 'minor' : '';
}
