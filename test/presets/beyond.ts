import type { Mock } from './prism.js';

/** A request that a description does not tell the whole of, with an answer written by hand. */
export interface Beyond {
  /** The requests it is about: method and path. */
  readonly request: RegExp;
  /**
   * `missing`: the description has no such request, or has it otherwise than the vendor documents. `silent`: it judges
   * the request, and describes no answer. `member`: its answer is about the member of the test, as these parts of it say.
   */
  readonly because: 'missing' | 'silent' | 'member';
  readonly answer: object | string;
}

/** A mock that answers what its description leaves out, and says which requests those were. */
export function withBeyond(mock: Mock, rules: readonly Beyond[] = []): Mock & { readonly byHand: Beyond['because'][] } {
  const byHand: Beyond['because'][] = [];
  const fetch: Mock['fetch'] = async (url, init) => {
    const name = `${init.method ?? 'GET'} ${new URL(url).pathname}`;
    const rule = rules.find(({ request }) => request.test(name));
    if (rule && rule.because !== 'member') byHand.push(rule.because);
    if (rule?.because === 'missing') return Response.json(rule.answer);
    const answer = await mock.fetch(url, init);
    if (!rule || !answer.ok) return answer;
    const told: unknown = rule.because === 'member' ? await answer.json() : {};
    return Response.json(typeof told === 'object' && typeof rule.answer === 'object' && !Array.isArray(rule.answer) ? { ...told, ...rule.answer } : rule.answer);
  };
  return { ...mock, fetch, byHand };
}
