import type { IdentityStrategy } from './strategies.js';

type Type = IdentityStrategy['type'];
type Named = 'CodeAnswer' | 'CodeInput' | 'ExchangeInput' | 'SignedIn' | 'TokenAnswer' | 'TokenInput';

/** What descriptions of operations are made with. */
export interface Pieces {
  readonly ref: (name: Named) => object;
  readonly json: (schema: object) => object;
  readonly problems: object;
}

/** The operations of the strategies that are in force. */
export function identityPaths(types: readonly Type[], { ref, json, problems }: Pieces): Record<string, Record<string, object>> {
  const asked = (name: Named) => ({ required: true, content: json(ref(name)) });
  const answered = (description: string, name: Named) => ({ description, content: json(ref(name)) });
  const exchange = { summary: 'The shop’s server gets the token of whoever is signed in there; each request is taken once', security: [{ requestSignature: [] }], parameters: signedHeaders, requestBody: asked('ExchangeInput'), responses: { 200: answered('The token, for the page.', 'TokenAnswer'), ...problems } };
  const shopify = { summary: 'Asked through a shop’s app proxy: the token of whoever is signed in there', security: [{ appProxy: [] }], parameters: proxyQuery, responses: { 200: answered('The token.', 'TokenAnswer'), 204: { description: 'A guest.' }, ...problems } };
  const codes = { summary: 'Sends a code to an address; the answer is the same whoever it belongs to', security: [{}], requestBody: asked('CodeInput'), responses: { 202: answered('It is on its way, if one may be sent.', 'CodeAnswer'), ...problems } };
  const tokens = { summary: 'A token for the code that was sent, or for the session that came of one; any code that is not taken is `rejected` with code `code_wrong`', security: [{}], requestBody: asked('TokenInput'), responses: { 200: answered('The token; after a code a session too.', 'SignedIn'), ...problems } };
  return {
    ...(types.includes('session-exchange') && { '/identity/v1/exchange': { post: exchange } }),
    ...(types.includes('shopify-app-proxy') && { '/identity/v1/shopify': { get: shopify } }),
    ...(types.includes('one-time-code') && { '/identity/v1/codes': { post: codes }, '/identity/v1/tokens': { post: tokens } }),
  };
}

const header = (name: string, description: string) => ({ name, in: 'header', required: true, schema: { type: 'string' }, description });
const signedHeaders = [header('webhook-id', 'New for each request: 16 to 200 letters, digits, - and _.'), header('webhook-timestamp', 'The second it is made in, at most 300 seconds away.')];
const proxyQuery = ['logged_in_customer_id', 'path_prefix', 'shop', 'timestamp'].map((name) => ({ name, in: 'query', required: true, schema: { type: 'string' }, description: 'As Shopify adds it; nothing else may be there.' }));

/** How the operations of the strategies are protected. */
export function identitySchemes(types: readonly Type[]): Record<string, object> {
  return {
    ...(types.includes('session-exchange') && { requestSignature: { type: 'apiKey', in: 'header', name: 'webhook-signature', description: '`v1,` and base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the shop secret (Standard Webhooks). Never in a page.' } }),
    ...(types.includes('shopify-app-proxy') && { appProxy: { type: 'apiKey', in: 'query', name: 'signature', description: 'Made by Shopify with the app’s client secret.' } }),
  };
}

/** What a page may send as its bearer. */
export function bearerWords(types: readonly Type[]): string {
  const jwt = 'HS256, typ `vafa+jwt`, aud `vafa`, at most 15 minutes long.';
  const digest = '`v1.<base64url of JSON with sub and iat>.<HMAC-SHA256 of all before it, in hexadecimal digits>`.';
  const kinds = [...(types.some((type) => type !== 'hmac-digest') ? [jwt] : []), ...(types.includes('hmac-digest') ? [digest] : [])];
  return `${kinds.join(' Or ')} A refused one is 401 with code \`token_expired\`, or \`token_invalid\` and a detail that says what to change.`;
}
