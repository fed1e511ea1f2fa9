import * as z from 'zod/mini';
import { operations } from '../../domain/capabilities.schema.js';
import { errorKinds } from '../../domain/error.schema.js';

/** A schema with the sentence that an editor shows beside it. */
export function says<T extends z.ZodMiniType>(sentence: string, schema: T): T {
  return schema.check(z.describe(sentence));
}

/** A name in a description. */
export const name = z.string().check(z.regex(/^[a-z][A-Za-z0-9_]{0,39}$/, 'must be a name: a small letter, then letters, digits and _'));
const line = z.string().check(z.minLength(1), z.maxLength(20_000));
/** An expression: a text, or its lines. */
export const expression = z.pipe(z.union([line, z.array(line).check(z.minLength(1), z.maxLength(200))]), z.transform((written) => (typeof written === 'string' ? written : written.join('\n'))));
/** One sentence. */
export const sentence = z.string().check(z.minLength(1), z.maxLength(500));
const seconds = z.number().check(z.minimum(0), z.maximum(86_400));
const status = z.int().check(z.minimum(100), z.maximum(599));
/** The name of a header. */
export const header = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9-]{0,79}$/, 'must be the name of a header'));
/** A reference to a secret. */
export const secret = says('Where a secret is kept: env:NAME or file:/path. Never the secret itself.', z.string().check(z.regex(/^(env:[A-Z][A-Z0-9_]*|file:\/.+)$/, 'must be env:NAME or file:/path, where the secret is kept')));
const value = says('A value; a text that begins with = is an expression.', z.json());
const values = z.record(z.string(), value);
const kind = z.enum(errorKinds);

const prefix = says('What stands before it, e.g. a word and a space.', z.optional(z.string().check(z.maxLength(40))));
/** A header that holds a secret. */
const secretHeader = z.strictObject({ header, secret, prefix });
/** A header that holds a secret. */
export type SecretHeader = z.infer<typeof secretHeader>;

const beside = { more: says('Other headers that hold a secret and go with every request, for vendors that want several.', z.optional(z.array(secretHeader).check(z.minLength(1), z.maxLength(5)))) };
const auth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('bearer'), secret, ...beside }),
  z.strictObject({ type: z.literal('basic'), user: says('The user, or where it is kept.', z.string()), secret: z.optional(secret), ...beside }),
  z.strictObject({ type: z.literal('header'), header, secret, prefix, ...beside }),
  z.strictObject({
    type: z.literal('oauth'),
    tokenUrl: z.string(),
    clientId: says('The client id, or where it is kept.', z.string()),
    secret,
    scope: z.optional(z.string()),
    send: says('How the client is named: in the body (default), or by Basic authentication.', z.optional(z.enum(['body', 'basic']))),
    ...beside,
  }),
  z.strictObject({ type: z.literal('member'), header: z.optional(header), prefix, ...beside }),
]).check(z.refine((auth) => signsOnce(auth), { path: ['more'], error: 'names a header that is signed with already, so one of the two would not be sent' }));

// The names of headers are the same in small letters and large.
function signsOnce({ header: own = 'authorization', more: others = [] }: { readonly type: string; readonly header?: string | undefined; readonly more?: readonly SecretHeader[] | undefined }): boolean {
  const names = [own, ...others.map((each) => each.header)].map((each) => each.toLowerCase());
  return new Set(names).size === names.length;
}

const more = {
  items: says('Expression: the list of one page.', expression),
  all: says('Asks for every page, so many at most; for reads that have no pages of their own.', z.optional(z.int().check(z.minimum(1), z.maximum(50)))),
  size: says('Lines per page where nobody says.', z.optional(z.int().check(z.minimum(1), z.maximum(500)))),
};
const paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none'), ...more }),
  z.strictObject({ kind: z.literal('cursor'), next: says('Expression: the cursor of the next page, null at the end. It is =page.cursor in the request.', expression), ...more }),
  z.strictObject({ kind: z.literal('page'), first: z.optional(z.int()), next: says('Expression: whether there is another page; without it a full page has one. The number is =page.number in the request.', z.optional(expression)), ...more }),
  z.strictObject({ kind: z.literal('offset'), next: says('Expression: whether there is more; without it a full page has more. It is =page.offset in the request.', z.optional(expression)), ...more }),
  z.strictObject({ kind: z.literal('lastId'), id: says('Expression on the last line of a page: its id. It is =page.after in the request.', expression), next: z.optional(expression), ...more }),
  z.strictObject({ kind: z.literal('link'), param: says('The parameter of the next address (RFC 8288, header Link) that holds the cursor; it is =page.cursor in the request.', z.string()), ...more }),
]);

const poll = z.strictObject({
  path: says('The path to ask, when it is not the one that answered.', z.optional(z.string())),
  query: z.optional(values),
  until: says('Expression: whether it is done.', expression),
  everySeconds: z.number().check(z.minimum(0.05), z.maximum(10)),
  forSeconds: says('How long to ask; what is not done by then is mapped as it is.', z.number().check(z.minimum(0.1), z.maximum(20))),
});

const rule = z.strictObject({ that: says('Expression that must hold.', expression), else: kind, say: z.optional(sentence) });

const request = {
  method: z.optional(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  path: says('Path after the base address; {expression} is put in, encoded.', z.optional(z.string().check(z.regex(/^\//, 'must begin with /')))),
  query: says('Parameters; one that is null is left out.', z.optional(values)),
  headers: z.optional(z.record(header, value)),
  body: says('The JSON body; members that are null are left out.', z.optional(value)),
  form: says('The body as a form, in place of body.', z.optional(values)),
  graphql: says('A GraphQL document, in place of body.', z.optional(z.string().check(z.maxLength(50_000)))),
  variables: z.optional(values),
  when: says('Expression: whether this is asked at all.', z.optional(expression)),
  each: says('Expression: a list, 25 at most; asks once for each, as =item, side by side. The answer is the list of answers.', z.optional(expression)),
  accept: says('Statuses that are no failure: the answer is then null.', z.optional(z.array(status).check(z.maxLength(10)))),
  require: says('What must hold after it, and what it means when it does not; of several the first that does not.', z.optional(z.union([rule, z.array(rule).check(z.minLength(1), z.maxLength(10))]))),
  reads: says('Changes nothing although it is no GET: in a wish it carries no key, and may be tried again.', z.optional(z.boolean())),
  cache: says('Seconds for which the same request is not sent again.', z.optional(seconds)),
  retries: says('How often it is tried again; 2 for reads, 0 for writes without idempotency.', z.optional(z.int().check(z.minimum(0), z.maximum(5)))),
  poll: says('Asks on after a 202.', z.optional(poll)),
  paging: z.optional(paging),
};

/** One request on the way to an answer. */
export const step = z.strictObject({ as: says('The name of its answer in later expressions.', name), ...request });
/** One request on the way to an answer. */
export type Step = z.infer<typeof step>;

const lookup = z.strictObject({ steps: says('Requests that find the account.', z.array(step).check(z.minLength(1), z.maxLength(5))), id: says('Expression: the account’s id; null when there is none.', expression), cache: z.optional(seconds) });

/** How one operation is answered. */
export const op = z.strictObject({
  ...request,
  before: says('What must hold before anything is asked.', z.optional(z.array(rule).check(z.minLength(1), z.maxLength(10)))),
  steps: says('Several requests, in this order, in place of one.', z.optional(z.array(step).check(z.maxLength(10)))),
  map: says('Expression: the answer, as this kit has it.', expression),
  guest: says('Answers without a member too.', z.optional(z.boolean())),
  degraded: says('What of it is missing, in one sentence.', z.optional(sentence)),
  idempotency: says('How a wish is told twice and done once: header:Name, body:path.to.it, or none: then the gateway keeps the record.', z.optional(z.string().check(z.maxLength(200), z.regex(/^(none|header:[A-Za-z][A-Za-z0-9-]*|body:[A-Za-z_][\w.]*)$/, 'must be header:Name, body:path or none')))),
  recover: says('How to find out what became of a wish whose answer was lost.', z.optional(z.strictObject({ steps: z.array(step).check(z.minLength(1), z.maxLength(5)), map: expression }))),
  errors: says('Codes that mean something else in this operation.', z.optional(z.record(z.string(), kind))),
});
/** How one operation is answered. */
export type Op = z.infer<typeof op>;

/** One thing that a shop must say of itself. */
export const setting = z.strictObject({ says: sentence, default: z.optional(z.union([z.string(), z.number(), z.boolean()])), example: z.optional(z.union([z.string(), z.number(), z.boolean()])) });
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-25'));

const errors = z.strictObject({
  when: says('Expression: whether an answer of 2xx is a failure.', z.optional(expression)),
  code: says('Expression: the vendor’s code of a failure.', z.optional(expression)),
  message: says('Expression: what the vendor says of it, for developers.', z.optional(expression)),
  userMessage: says('Expression: a sentence of the vendor’s that is fit for a member.', z.optional(expression)),
  codes: says('What the vendor’s codes mean.', z.optional(z.record(z.string(), kind))),
  statuses: says('What a status means, where it is not what it usually means.', z.optional(z.record(z.string().check(z.regex(/^\d{3}$/)), kind))),
});

/** A vendor’s API, described: how each operation is asked and its answer read. */
export const adapterDocument = z.strictObject({
  $schema: z.optional(z.string()),
  format: says('Version of this format.', z.literal(1)),
  dialect: says('The language of its expressions: JMESPath community edition with the functions of this kit.', z.literal('jmespath-community/1')),
  id: says('Short name of the adapter.', z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/))),
  title: z.optional(sentence),
  apiVersion: says('Version of the vendor’s API that it speaks.', z.optional(z.string())),
  versionHeader: says('Header of answers that tells the version of the API.', z.optional(header)),
  verified: says('How it was checked, and when.', z.optional(z.strictObject({ how: z.enum(['live', 'description', 'modelled', 'docs']), on: day, note: z.optional(sentence) }))),
  baseUrl: says('Address that paths are put behind; {settings.name} is put in.', z.string()),
  allowedHosts: says('The only hosts that are ever asked; {settings.name} is put in.', z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.maxLength(20))),
  settings: says('What a shop must say of itself.', z.optional(z.record(name, setting))),
  auth,
  headers: says('Headers of every request.', z.optional(z.record(header, value))),
  member: z.strictObject({
    from: says('What names the member at the vendor: their id at the shop, or their e-mail address; both as the verified token has them.', z.enum(['session.sub', 'session.email'])),
    lookup: z.optional(lookup),
  }),
  errors: z.optional(errors),
  budget: says('Requests a second and a minute that the vendor allows.', z.optional(z.strictObject({ perSecond: z.optional(z.number().check(z.minimum(0.01))), perMinute: z.optional(z.number().check(z.minimum(0.1))) }))),
  timeoutSeconds: says('Seconds for one operation, retries included; 8.', z.optional(z.number().check(z.minimum(0.1), z.maximum(60)))),
  define: says('Expressions by name, evaluated once for each operation, in this order; later ones see earlier ones as =define.name.', z.optional(z.record(name, expression))),
  ops: z.partialRecord(z.enum(operations.filter((each) => each !== 'watch')), op),
  cannot: says('What the vendor’s API cannot do, and why, in one sentence each.', z.optional(z.partialRecord(z.enum(operations), sentence))),
});
/** A vendor’s API, described. */
export type AdapterDocument = z.infer<typeof adapterDocument>;
