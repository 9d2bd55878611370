import type { Decision } from '@aws-sdk/client-swf';
import { checkTypeId, type TypeId } from '../values/index.js';

/** Freezes a decision, including its attributes. */
export function decision(value: Decision): Decision {
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

/** Freezes a plain structure of the SDK recursively. */
function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) deepFreeze(member);
  Object.freeze(value);
}

/** Returns the SDK's structure for a type, after validation. */
export function typeToStart(field: string, type: TypeId): { name: string; version: string } {
  checkTypeId(field, type);
  return { name: type.name, version: type.version };
}
