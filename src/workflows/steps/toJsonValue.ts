/** Returns a copy of a value as JSON, since the value may change later. What JSON can't hold becomes text. */
export function toJsonValue(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? `${String(value)}` : JSON.parse(text);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
