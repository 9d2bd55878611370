import { useState } from 'preact/hooks';
import { JsonTree } from '../execution/payloads/JsonTree.js';
import { previewOf } from '../execution/text/flattenJson.js';
import { visibleText } from '../execution/text/visibleText.js';

/** Longest JSON of a value that is not folded. */
const longest = 90;

/** A value of a step: in one line if it is short, and else as a tree that opens. */
export function StepValue({ value, label }: { readonly value: unknown; readonly label: string }) {
  const [isOpen, setOpen] = useState(false);
  const text = visibleText(previewOf(value));
  if ((JSON.stringify(value) ?? '').length <= longest) return <code class="value">{text}</code>;
  return (
    <details class="value" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <code>{text}</code>
      </summary>
      {isOpen && <JsonTree label={label} value={value} />}
    </details>
  );
}
