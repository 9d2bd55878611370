/** What zooms the timeline, and what its signs mean. */
export function Toolbar({
  isZoomed,
  isWide,
  hasGaps,
  onWide,
  onZoom,
  onFit,
}: {
  readonly isZoomed: boolean;
  readonly isWide: boolean;
  readonly hasGaps: boolean;
  readonly onWide: (isWide: boolean) => void;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}) {
  return (
    <div class="timeline-toolbar">
      <div
        class="group"
        role="group"
        aria-label="Zoom"
        title="Also: the wheel with Ctrl or ⌘, or on the times; pinching; + − and 0. Dragging moves."
      >
        <button type="button" onClick={() => onZoom(1 / 0.6)} aria-label="Zoom out" disabled={!isZoomed}>
          −
        </button>
        <button type="button" onClick={() => onZoom(0.6)} aria-label="Zoom in">
          +
        </button>
        <button type="button" onClick={onFit} disabled={!isZoomed}>
          Fit
        </button>
      </div>
      {hasGaps && (
        <label class="check">
          <input type="checkbox" checked={!isWide} onChange={event => onWide(!event.currentTarget.checked)} />
          Squeeze idle times
        </label>
      )}
      <p class="legend quiet" aria-hidden="true">
        <span class="waits-key" /> waits <span class="runs-key" /> runs <span>◆</span> at once <span>✗</span>{' '}
        failed <span>!</span> timed out
      </p>
    </div>
  );
}
