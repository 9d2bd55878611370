/** Values of a condition, by the key of the context that they are compared with. */
type Values = Readonly<Record<string, readonly string[]>>;

/** Conditions of a statement, by operator. */
export type Condition = Readonly<
  Partial<Record<'StringEquals' | 'StringEqualsIfExists' | 'StringLike' | 'StringLikeIfExists', Values>>
>;

/** A statement of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: Condition;
}

/** An IAM policy. */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** What a statement allows: operations and decisions by name, under a condition. */
export interface Grant {
  /** Identifies the statement, in letters and digits. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly condition?: Condition;
  /** True for operations that IAM checks against no single domain. */
  readonly isOfAnyDomain?: boolean;
}

/** Returns the policy that grants access to a resource. */
export const policyOf = (grants: readonly Grant[], resource: string): Policy => ({
  Version: '2012-10-17',
  Statement: grants.map(({ sid, actions, condition, isOfAnyDomain = false }) => ({
    Sid: sid,
    Effect: 'Allow',
    Action: actions.map(action => `swf:${action}`),
    Resource: isOfAnyDomain ? '*' : resource,
    ...(condition && { Condition: condition }),
  })),
});
