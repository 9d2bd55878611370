import { useEffect } from 'preact/hooks';
import { timer } from 'rxjs';
import { useObservable } from '../../streams/useObservable.js';
import { Clock } from '../Time.js';
import { dismiss, type Notice, notices$ } from './notify.js';

/** Milliseconds for which a success is shown. */
const shown = 8_000;

/** What has become of actions. Screen readers read each once. */
export function NoticeList() {
  const { value: notices = [] } = useObservable(notices$);
  return (
    <div class="notices" role="log" aria-label="Actions">
      {notices.map(notice => (
        <Line key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function Line({ notice: { id, at, outcome, text } }: { readonly notice: Notice }) {
  useEffect(() => {
    if (outcome === 'failed') return undefined;
    const subscription = timer(shown).subscribe(() => dismiss(id));
    return () => subscription.unsubscribe();
  }, [id, outcome]);
  return (
    <p class={`notice ${outcome}`}>
      <span aria-hidden="true">{outcome === 'done' ? '✓' : '✕'}</span>
      <span class="text">{text}</span>
      <Clock at={at} />
      <button type="button" class="plain" onClick={() => dismiss(id)} aria-label="Dismiss">
        ✕
      </button>
    </p>
  );
}
