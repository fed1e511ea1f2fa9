import { TreeInterpreter } from '@jmespath-community/jmespath';

/** Milliseconds that one expression may take: nothing else is done meanwhile. */
const longest = 1_000;
/** Letters of a text, or lines of a list, that an expression may make. */
const mostLetters = 10_000_000;
const mostLines = 500_000;
/** Steps between two looks at the clock. */
const stride = 4_096;

type Visit = (this: typeof TreeInterpreter, ...told: Parameters<typeof TreeInterpreter.visit>) => ReturnType<typeof TreeInterpreter.visit>;

let steps = 0;
let end = Infinity;
let metered = false;

/** Ends expressions that take too long or make too much, for all who evaluate in this process; once is enough, more does no harm. */
export function meterExpressions(): void {
  if (metered) return;
  metered = true;
  const search = TreeInterpreter.search.bind(TreeInterpreter);
  TreeInterpreter.search = (...told) => {
    [steps, end] = [0, performance.now() + longest];
    return search(...told);
  };
  // Scopes have interpreters of their own.
  const all = Object.getPrototypeOf(TreeInterpreter) as { visit: Visit };
  const { visit } = all;
  all.visit = function counted(...told) {
    steps += 1;
    if (steps % stride === 0 && performance.now() > end) throw new Error(`takes longer than ${longest} ms for this answer`);
    const made = visit.apply(this, told);
    if ((typeof made === 'string' && made.length > mostLetters) || (Array.isArray(made) && made.length > mostLines)) throw new Error('makes more than there is room for');
    return made;
  };
}
