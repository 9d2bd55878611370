import { useState } from 'preact/hooks';
import { useKeys } from '../../frame/keys/useKeys.js';
import { useCapabilities } from '../../streams/capabilities.js';
import type { ViewProps } from '../view/ViewProps.js';
import { ActionDialog } from './ActionDialog.js';
import { type ActionName, actionsOf } from './actionsOf.js';

/** The buttons of what one can do with an execution. */
export function ActionBar(props: ViewProps) {
  const { log, facts, record } = props.view;
  const capabilities = useCapabilities();
  const [chosen, choose] = useState<ActionName>();
  const status = log.events.length > 0 ? facts.status : (record?.closeStatus ?? record?.status);
  const actions = actionsOf(status, capabilities);
  const action = actions.find(({ name }) => name === chosen);
  useKeys(
    'Actions',
    actions.map(({ name, title, key }) => ({ keys: [key], does: `${title}…`, run: () => choose(name) })),
  );
  if (actions.length === 0) return null;
  return (
    <div class="actions" role="group" aria-label="Actions">
      {actions.map(({ name, title }) => (
        <button key={name} type="button" onClick={() => choose(name)}>
          {title}…
        </button>
      ))}
      {action !== undefined && <ActionDialog {...props} action={action} onClose={() => choose(undefined)} />}
    </div>
  );
}
