/**
 * Replaces the letters and symbols of a text by `x`, and its digits by `1`. Spaces and punctuation stay. Each UTF-16
 * unit becomes one, so that the length stays.
 */
export const redactText = (text: string): string =>
  text
    .replace(/\p{N}/gu, match => '1'.repeat(match.length))
    .replace(/[\p{L}\p{M}\p{S}\p{C}\ud800-\udfff]/gu, match =>
      isControl(match) ? match : 'x'.repeat(match.length),
    );

/** Line breaks and tabs are part of the shape. */
const isControl = (character: string): boolean => character < ' ';

/** Names of errors stay, because code compares them: `Error`, `TypeError`, `CardDeclined`, `CARD_DECLINED`. */
const errorName = /^(?:Error|[A-Z][\w$.]*[A-Z_][\w$.]*)$/;

/** Redacts a text that may be the name of an error. */
export const redactName = (text: string): string => (errorName.test(text) ? text : redactText(text));

/** Redacts the reason of a failure: the name of an error stays, alone or before a colon. */
export function redactReason(reason: string): string {
  const end = reason.indexOf(': ');
  const name = end < 0 ? reason : reason.slice(0, end);
  return redactName(name) + redactText(reason.slice(name.length));
}
