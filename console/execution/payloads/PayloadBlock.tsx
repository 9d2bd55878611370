import { useMemo, useState } from 'preact/hooks';
import { parsePayload } from '../text/parsePayload.js';
import { sizeText } from '../text/visibleText.js';
import { CopyButton } from '../view/CopyButton.js';
import { download } from './download.js';
import { JsonTree } from './JsonTree.js';
import { RawText } from './RawText.js';

/** A payload: a tree if it is JSON, its text, and buttons to copy and to save it. It is never more than text. */
export function PayloadBlock({
  name,
  text,
  file,
  of,
  isTall = false,
}: {
  readonly name: string;
  readonly text: string;
  /** Name of the file to save, without its extension. */
  readonly file: string;
  /** Name of the event that carries it. */
  readonly of?: string;
  /** True to take the height that there is. */
  readonly isTall?: boolean;
}) {
  const { header, body, json, problem } = useMemo(() => parsePayload(text), [text]);
  const [isRaw, setRaw] = useState(false);
  const isTree = json !== undefined && !isRaw;
  return (
    <section
      class={`payload ${isTall ? 'tall' : ''}`}
      aria-label={of === undefined ? name : `${name} of ${of}`}
    >
      <header>
        <h3>
          {name} {of !== undefined && <span class="quiet">{of}</span>}
        </h3>
        <span class="quiet size">{sizeText(text.length)}</span>
        {json !== undefined && (
          <button type="button" class="plain" aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
            Raw
          </button>
        )}
        <CopyButton text={body} what={name} />
        <button
          type="button"
          class="plain"
          onClick={() => download(`${file}.${json === undefined ? 'txt' : 'json'}`, body)}
          title="Save as a file"
          aria-label={`Save ${name} as a file`}
        >
          <span aria-hidden="true">↓</span>
        </button>
      </header>
      {header !== undefined && (
        <details class="envelope">
          <summary class="quiet">Data of rx-swf before the payload</summary>
          <JsonTree label={`Data of rx-swf before ${name}`} value={header} />
        </details>
      )}
      {problem !== undefined && <p class="problem quiet">Not valid JSON: {problem}</p>}
      {isTree ? (
        <JsonTree label={name} value={json.value} isTall={isTall} />
      ) : (
        <RawText text={body} label={name} />
      )}
    </section>
  );
}
