export function TypeNotices() {
  return null;
}
