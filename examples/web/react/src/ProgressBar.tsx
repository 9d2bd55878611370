/** Progress of an album, as its workflow reports it: the type of `progress$` is up to the workflow. */
export function ProgressBar({ progress }: { readonly progress: unknown }) {
  if (!isAlbumProgress(progress)) return null;
  const { stage, done, total } = progress;
  return (
    <label className="progress">
      {stage === 'waiting' ? 'Waits to be published' : `${stage}, ${done} of ${total}`}
      <progress value={done} max={total} />
    </label>
  );
}

interface AlbumProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

const isAlbumProgress = (value: unknown): value is AlbumProgress =>
  typeof value === 'object' && value !== null && 'stage' in value && 'done' in value && 'total' in value;
