import { previewOf } from '../execution/payloads/flattenJson.js';
import { JsonTree } from '../execution/payloads/JsonTree.js';
import { visibleText } from '../execution/payloads/visibleText.js';

/** Longest text of a value that is not folded. */
const longest = 90;

/** A value of a step: in one line if it is short, and else as a tree that opens. */
export function StepValue({ value, label }: { readonly value: unknown; readonly label: string }) {
  const text = previewOf(value);
  const isParent = typeof value === 'object' && value !== null;
  if (!isParent && text.length <= longest) return <code class="value">{visibleText(text)}</code>;
  return (
    <details class="value">
      <summary>
        <code>{visibleText(text)}</code>
      </summary>
      <JsonTree label={label} value={value} />
    </details>
  );
}
