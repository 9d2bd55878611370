import { useState } from 'preact/hooks';
import { Dialog } from '../Dialog.js';
import { keyGroups } from './keyboard.js';

/** Signs of keys that have a name. */
const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
  PageUp: 'Page up',
  PageDown: 'Page down',
  Escape: 'Esc',
};

/** The keys of the present page. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const [groups] = useState(keyGroups);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div class="key-groups">
        {groups.map(({ title, bindings }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {bindings.map(({ keys, does }) => (
                <div key={does}>
                  <dt>
                    {keys.map(key => (
                      <Keys key={key} keys={key} />
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Keys({ keys }: { readonly keys: string }) {
  const parts = keys === ' ' ? [keys] : keys.split(/[ +](?=.)/);
  return (
    <span class="keys">
      {parts.map(part => (
        <kbd key={part}>{signs[part] ?? part}</kbd>
      ))}
    </span>
  );
}
