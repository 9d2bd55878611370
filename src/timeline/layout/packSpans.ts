import type { Span } from '../model/Timeline.js';

/** Returns the spans in as few tracks as possible, so that those of a track don't overlap. */
export function packSpans(spans: readonly Span[]): readonly (readonly Span[])[] {
  const tracks: { readonly spans: Span[]; end: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const free = tracks.find(({ end }) => end <= span.start);
    if (free === undefined) tracks.push({ spans: [span], end: span.end });
    else {
      free.spans.push(span);
      free.end = span.end;
    }
  }
  return tracks.map(track => track.spans);
}
