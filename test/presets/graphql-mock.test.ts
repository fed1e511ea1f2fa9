import { describe, expect, it } from 'vitest';
import { graphqlMockOf } from './graphql-mock.js';
import { specsAreHere } from './prism.js';

const file = 'shopify/customer-account.schema.json';

/** Asks a mock, and tells what it found wrong and what it answered. */
async function asked(query: string, { variables = {}, authorization = 'token', ...options }: { variables?: object; authorization?: string; dynamic?: boolean; seed?: string } = {}) {
  const mock = await graphqlMockOf(file, options);
  const answer = await mock.fetch('https://shop.example/graphql', { method: 'POST', headers: { authorization }, body: JSON.stringify({ query, variables }) });
  return { faults: mock.violations.map(({ says }) => says).join('\n'), answer: (await answer.json()) as { data?: unknown; errors?: unknown[] } };
}

describe.skipIf(!specsAreHere)('the mock of a GraphQL schema', () => {
  it('answers each type with an example', async () => {
    const { faults, answer } = await asked('query Q { customer { id firstName createdAt storeCreditAccounts(first: 1) { nodes { balance { amount } transactions(first: 1) { nodes { __typename createdAt } } } } } }');
    expect(faults).toBe('');
    expect(answer.data).toEqual({ customer: { id: 'gid://example/Customer/1', firstName: 'text', createdAt: '2026-05-03T10:00:00Z', storeCreditAccounts: { nodes: [{ balance: { amount: '12.50' }, transactions: { nodes: [{ __typename: expect.stringMatching(/^StoreCreditAccount\w+Transaction$/), createdAt: '2026-05-03T10:00:00Z' }] } }] } } });
  });

  it.each([
    ['what is no GraphQL', 'query Q { customer {', {}, 'Syntax Error'],
    ['a field that is not there', 'query Q { customer { points } }', {}, 'Cannot query field "points"'],
    ['an argument that is not there', 'query Q { customer { orders(top: 1) { nodes { id } } } }', {}, 'Unknown argument "top"'],
    ['a variable that is missing', 'query Q($id: ID!) { order(id: $id) { id } }', {}, '"$id" of required type "ID!" was not provided'],
    ['a variable of another type', 'query Q($first: Int!) { customer { orders(first: $first) { nodes { id } } } }', { variables: { first: 'five' } }, 'Int cannot represent non-integer value'],
    ['a request that nobody signed', 'query Q { customer { id } }', { authorization: '' }, 'it is not signed'],
  ])('finds %s', async (_, query, options, says) => {
    expect((await asked(query, options)).faults).toContain(says);
  });

  it('answers the same for the same seed, and something else for another', async () => {
    const query = 'query Q { customer { firstName orders(first: 9) { nodes { id totalPrice { amount } processedAt } } } }';
    const [one, again, other] = await Promise.all(['1', '1', '2'].map(async (seed) => JSON.stringify((await asked(query, { dynamic: true, seed })).answer)));
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });
});
