import type { ServiceInputTypes } from '@aws-sdk/client-swf';
import type { Condition, Policy } from '../../../src/cli/iam/Policy.js';

/** A call or a decision, as IAM sees it. */
export interface Request {
  readonly action: string;
  /** The values that conditions are compared with, by key. */
  readonly context: Readonly<Record<string, string | undefined>>;
}

interface Named {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
}

interface Parameters {
  readonly taskList?: Named | undefined;
  readonly workflowType?: Named | undefined;
  readonly activityType?: Named | undefined;
  readonly name?: string | undefined;
}

const contextOf = ({ taskList, workflowType, activityType, name }: Parameters) => ({
  'swf:taskList.name': taskList?.name,
  'swf:workflowType.name': workflowType?.name,
  'swf:activityType.name': activityType?.name,
  'swf:name': name,
});

/** Returns what IAM is asked for a call: itself, and each of its decisions. */
export function requestsOf(operation: string, input: ServiceInputTypes): readonly Request[] {
  const { decisions = [], ...parameters } = input as Parameters & {
    readonly decisions?: readonly Readonly<Record<string, unknown>>[];
  };
  return [
    { action: operation, context: contextOf(parameters) },
    ...decisions.map(({ decisionType, ...attributes }) => ({
      action: `${decisionType}`,
      context: contextOf(Object.values(attributes)[0] ?? {}),
    })),
  ];
}

/** Undoes the escapes of a policy; what is not escaped is a wildcard. */
function matches(pattern: string, value: string, hasWildcards: boolean): boolean {
  const source = pattern.replace(/\$\{([*?$])\}|([*?])|[\\^$.|+()[\]{}]/g, (text, escaped, wildcard) => {
    if (escaped !== undefined) return `\\${escaped}`;
    if (wildcard === undefined || !hasWildcards) return `\\${text}`;
    return wildcard === '*' ? '.*' : '.';
  });
  return new RegExp(`^${source}$`).test(value);
}

const holds = (condition: Condition, context: Request['context']): boolean =>
  Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const value = context[key];
      if (value === undefined) return operator.endsWith('IfExists');
      return values.some(pattern => matches(pattern, value, operator.startsWith('StringLike')));
    }),
  );

/** Returns whether a policy allows a request. */
export const allows = ({ Statement }: Policy, { action, context }: Request): boolean =>
  Statement.some(
    ({ Action, Condition = {} }) => Action.includes(`swf:${action}`) && holds(Condition, context),
  );
