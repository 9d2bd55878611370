/** What stands in place of data that has not arrived. It appears only if that takes a while. */
export function Loading() {
  return <p class="loading quiet">Loading…</p>;
}
