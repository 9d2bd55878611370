import fc from 'fast-check';
import { activity, type WorkflowContext, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concat,
  defaultIfEmpty,
  forkJoin,
  ignoreElements,
  map,
  type Observable,
  of,
  take,
  throwError,
  timer,
  toArray,
} from 'rxjs';

/** A random workflow as data. Its result doesn't depend on the order in which its parts complete. */
export type Tree =
  | { readonly kind: 'activity'; readonly key: string }
  | { readonly kind: 'retried'; readonly key: string }
  | { readonly kind: 'caught'; readonly key: string }
  /** An activity with a compensation, whose completion precedes the error that it throws. */
  | { readonly kind: 'compensated'; readonly key: string }
  | { readonly kind: 'timer'; readonly seconds: number }
  | { readonly kind: 'effect'; readonly key: string }
  | { readonly kind: 'signal' }
  | { readonly kind: 'child'; readonly tree: Tree }
  | { readonly kind: 'sequence'; readonly trees: readonly Tree[] }
  | { readonly kind: 'together'; readonly trees: readonly Tree[] }
  /** Like `together`, but a failure waits until the other parts have ended. */
  | { readonly kind: 'settled'; readonly trees: readonly Tree[] };

export const work = activity<string, string>({ name: 'Work', version: '1' });
/** Fails at the first attempt. */
export const flaky = activity<string, string>({
  name: 'Flaky',
  version: '1',
  retry: { count: 1, initial: 5 },
});
/** Always fails. */
export const broken = activity<string, string>({ name: 'Broken', version: '1' });

export const undo = activity<string, string>({ name: 'Undo', version: '1' });

export const forest = workflow({ name: 'Forest', version: '1' }, (tree: Tree, context) =>
  play(tree, context),
);
export const sapling = workflow({ name: 'Sapling', version: '1' }, (tree: Tree, context) =>
  play(tree, context),
);

function play(tree: Tree, context: WorkflowContext): Observable<unknown> {
  switch (tree.kind) {
    case 'activity':
      return context.run(work, tree.key);
    case 'retried':
      return context.run(flaky, tree.key);
    case 'caught':
      return context.run(broken, tree.key).pipe(catchError(() => context.run(work, tree.key)));
    case 'compensated':
      return context.run(work, tree.key).pipe(
        catchError((cause: unknown) =>
          concat(
            context.run(undo, tree.key).pipe(ignoreElements()),
            throwError(() => new Error('undone', { cause })),
          ),
        ),
      );
    case 'timer':
      return timer(tree.seconds * 1_000);
    case 'effect':
      return context.sideEffect(() => 7);
    case 'signal':
      return context.signal('next').pipe(take(1));
    case 'child':
      return context.child(sapling, tree.tree);
    case 'sequence':
      return concat(...tree.trees.map(one => play(one, context))).pipe(toArray());
    case 'settled':
      return forkJoin(
        tree.trees.map(one =>
          play(one, context).pipe(
            defaultIfEmpty(null),
            map(value => () => value),
            catchError((error: unknown) =>
              of(() => {
                throw error;
              }),
            ),
          ),
        ),
      ).pipe(map(all => all.map(value => value())));
    case 'together':
      return forkJoin(tree.trees.map(one => play(one, context).pipe(defaultIfEmpty(null)))).pipe(
        map(all => [...all]),
      );
  }
}

/** Returns the result of a tree that never fails. */
export function resultOf(tree: Tree): unknown {
  switch (tree.kind) {
    case 'activity':
    case 'retried':
    case 'caught':
    case 'compensated':
      return `${tree.key}!`;
    case 'timer':
      return 0;
    case 'effect':
      return 7;
    case 'signal':
      return 'next';
    case 'child':
      return resultOf(tree.tree);
    default:
      return tree.trees.map(resultOf);
  }
}

/** Returns the parts of a tree, without those of its children. */
export const partsOf = (tree: Tree): readonly Tree[] =>
  'trees' in tree ? tree.trees.flatMap(partsOf) : [tree];

/** Returns a tree whose keys are unique. */
export function numbered(tree: Tree, prefix: string): Tree {
  let count = 0;
  const number = (one: Tree): Tree => {
    if ('key' in one) {
      count += 1;
      return { ...one, key: `${prefix}-${count}` };
    }
    if ('tree' in one) return { ...one, tree: number(one.tree) };
    return 'trees' in one ? { ...one, trees: one.trees.map(number) } : one;
  };
  return number(tree);
}

/** Returns whether a tree has a part of a kind. */
const has = (tree: Tree, kind: Tree['kind']): boolean =>
  tree.kind === kind || ('trees' in tree && tree.trees.some(one => has(one, kind)));

const leaf = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Tree>({ kind: 'activity', key: '' }) },
  fc.constant<Tree>({ kind: 'retried', key: '' }),
  fc.constant<Tree>({ kind: 'caught', key: '' }),
  { weight: 2, arbitrary: fc.constant<Tree>({ kind: 'compensated', key: '' }) },
  fc.integer({ min: 1, max: 90 }).map<Tree>(seconds => ({ kind: 'timer', seconds })),
  fc.constant<Tree>({ kind: 'effect', key: '' }),
  fc.constant<Tree>({ kind: 'signal' }),
);

const anyTree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 4 })
      .map<Tree>(all => ({ kind: 'sequence', trees: all })),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 4 })
      .map<Tree>(all => ({ kind: 'together', trees: all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map<Tree>(all => ({ kind: 'settled', trees: all })),
    leaf.map<Tree>(tree => ({
      kind: 'child',
      tree: tree.kind === 'signal' ? { kind: 'effect', key: '' } : tree,
    })),
  ),
})).tree;

/**
 * Random trees. None handles a failure after the one that the execution ends with, which waiting branches or
 * compensations may hold back: such failures are done again, and what was done in place of them as well.
 */
export const trees: fc.Arbitrary<Tree> = anyTree.filter(
  tree => !(has(tree, 'caught') && (has(tree, 'settled') || has(tree, 'compensated'))),
);
