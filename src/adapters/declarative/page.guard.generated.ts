/* Written by `npm run guards` from the schemas in this folder. Do not edit. */
import type { PageDocument } from './page.schema.js';
import { arr, bool, int, num, obj, oneOf, opt, soft, str, union, type Guard } from '../../domain/guard.js';
import { dict, either, json, lines, list, strict } from '../../domain/guard-more.js';

/** Part of several guards. */
export const strInfinityGuard = /* @__PURE__ */ str(0, Infinity, /^[A-Z]{3,8}$/);
/** Part of several guards. */
export const strInfinityGuard2 = /* @__PURE__ */ str(0, Infinity, /^[A-Za-z][A-Za-z0-9-]{0,79}$/);
/** Part of several guards. */
export const strInfinityGuard3 = /* @__PURE__ */ str(0, Infinity, /^[a-z][A-Za-z0-9_]{0,39}$/);
/** Part of several guards. */
export const eitherStrGuard = /* @__PURE__ */ either(str(), num(), bool);
/** Part of several guards. */
export const strInfinityGuard4 = /* @__PURE__ */ str(0, Infinity, /^(env:[A-Z][A-Z0-9_]*|file:\/.+)$/);
/** Part of several guards. */
export const optListGuard = /* @__PURE__ */ opt(list(strict({ header: strInfinityGuard2, secret: strInfinityGuard4, prefix: opt(str(0, 40)) }), 1, 5));
/** Part of several guards. */
export const optDictGuard = /* @__PURE__ */ opt(dict(strInfinityGuard2, json));
/** Part of several guards. */
export const optOneOfGuard = /* @__PURE__ */ opt(oneOf(["GET","POST","PUT","PATCH","DELETE"]));
/** Part of several guards. */
export const optStrGuard = /* @__PURE__ */ opt(str(0, Infinity, /^\//));
/** Part of several guards. */
export const optLinesGuard = /* @__PURE__ */ opt(lines(str(1, 20000), 200));
/** Part of several guards. */
export const optArrGuard = /* @__PURE__ */ opt(arr(int(100, 599), 10));
/** Part of several guards. */
export const oneOfUnauthenticatedGuard = /* @__PURE__ */ oneOf(["unauthenticated","forbidden","not_found","not_enrolled","rejected","insufficient_balance","limit_reached","out_of_stock","conflict","rate_limited","unavailable","timeout","invalid","unsupported"]);
/** Part of several guards. */
export const strictThatGuard = /* @__PURE__ */ strict({ that: lines(str(1, 20000), 200), else: oneOfUnauthenticatedGuard, say: opt(str(1, 500)) });
/** Part of several guards. */
export const listStrictThatGuard = /* @__PURE__ */ list(strictThatGuard, 1, 10);
/** Part of several guards. */
export const optEitherGuard = /* @__PURE__ */ opt(either(strictThatGuard, listStrictThatGuard));
/** Part of several guards. */
export const optStrictGuard = /* @__PURE__ */ opt(strict({ path: opt(str()), query: opt(dict(str(), json)), until: lines(str(1, 20000), 200), everySeconds: num(0.05, 10), forSeconds: num(0.1, 20) }));
/** Part of several guards. */
export const optUnionGuard = /* @__PURE__ */ opt(union("kind", { none: strict({ kind: oneOf(["none"]), items: lines(str(1, 20000), 200), all: opt(int(1, 50)), size: opt(int(1, 500)) }), cursor: strict({ kind: oneOf(["cursor"]), next: lines(str(1, 20000), 200), items: lines(str(1, 20000), 200), all: opt(int(1, 50)), size: opt(int(1, 500)) }), page: strict({ kind: oneOf(["page"]), first: opt(int()), next: optLinesGuard, items: lines(str(1, 20000), 200), all: opt(int(1, 50)), size: opt(int(1, 500)) }), offset: strict({ kind: oneOf(["offset"]), next: optLinesGuard, items: lines(str(1, 20000), 200), all: opt(int(1, 50)), size: opt(int(1, 500)) }), lastId: strict({ kind: oneOf(["lastId"]), id: lines(str(1, 20000), 200), next: optLinesGuard, items: lines(str(1, 20000), 200), all: opt(int(1, 50)), size: opt(int(1, 500)) }), link: strict({ kind: oneOf(["link"]), param: str(), items: lines(str(1, 20000), 200), all: opt(int(1, 50)), size: opt(int(1, 500)) }) }));
/** Part of several guards. */
export const strictAsGuard = /* @__PURE__ */ strict({ as: strInfinityGuard3, method: optOneOfGuard, path: optStrGuard, query: opt(dict(str(), json)), headers: optDictGuard, body: opt(json), form: opt(dict(str(), json)), graphql: opt(str(0, 50000)), variables: opt(dict(str(), json)), when: optLinesGuard, each: optLinesGuard, accept: optArrGuard, require: optEitherGuard, reads: opt(bool), cache: opt(num(0, 86400)), retries: opt(int(0, 5)), poll: optStrictGuard, paging: optUnionGuard });
/** Part of several guards. */
export const optDictGuard2 = /* @__PURE__ */ opt(dict(str(), oneOfUnauthenticatedGuard));
/** Guard of `pageDocument`. */
export const pageDocument: Guard<PageDocument> = /* @__PURE__ */ strict({ format: oneOf([1]), shop: opt(dict(str(), obj({ id: str(1, 200), name: str(0, 20000), timeZone: str(0, Infinity, /^[A-Za-z0-9_+\-/]{1,64}$/), currencies: arr(obj({ code: strInfinityGuard, decimals: int(0, 6), label: str(0, 20000), position: soft(oneOf(["before","after"]), "after"), shows: opt(obj({ of: strInfinityGuard, factor: int(1) })) }), 50), display: obj({ digits: soft(oneOf(["locale","latn"]), "locale"), calendar: soft(oneOf(["locale","gregory","persian"]), "locale"), expiringDays: int(0) }), termsUrl: soft(opt(str(0, 2000, /^(https:\/\/[^\s\\@/?#]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?|(?=\/(?![/\\])))([/?#][^\s\\]*)?$/i)), undefined) }))), adapter: strict({ $schema: opt(str()), format: oneOf([1]), dialect: oneOf(["jmespath-community/1"]), id: str(0, Infinity, /^[a-z0-9][a-z0-9-]{0,39}$/), title: opt(str(1, 500)), apiVersion: opt(str()), versionHeader: opt(strInfinityGuard2), verified: opt(strict({ how: oneOf(["live","description","modelled","docs"]), on: str(0, Infinity, /^\d{4}-\d{2}-\d{2}$/), note: opt(str(1, 500)) })), baseUrl: str(), allowedHosts: list(str(1), 1, 20), settings: opt(dict(strInfinityGuard3, strict({ says: str(1, 500), default: opt(eitherStrGuard), example: opt(eitherStrGuard) }))), auth: union("type", { none: strict({ type: oneOf(["none"]) }), bearer: strict({ type: oneOf(["bearer"]), secret: strInfinityGuard4, more: optListGuard }), basic: strict({ type: oneOf(["basic"]), user: str(), secret: opt(strInfinityGuard4), more: optListGuard }), header: strict({ type: oneOf(["header"]), header: strInfinityGuard2, secret: strInfinityGuard4, prefix: opt(str(0, 40)), more: optListGuard }), oauth: strict({ type: oneOf(["oauth"]), tokenUrl: str(), clientId: str(), secret: strInfinityGuard4, scope: opt(str()), send: opt(oneOf(["body","basic"])), more: optListGuard }), member: strict({ type: oneOf(["member"]), header: opt(strInfinityGuard2), prefix: opt(str(0, 40)), more: optListGuard }) }), headers: optDictGuard, member: strict({ from: oneOf(["session.sub","session.email"]), lookup: opt(strict({ steps: list(strictAsGuard, 1, 5), id: lines(str(1, 20000), 200), cache: opt(num(0, 86400)) })) }), errors: opt(strict({ when: optLinesGuard, code: optLinesGuard, message: optLinesGuard, userMessage: optLinesGuard, codes: optDictGuard2, statuses: opt(dict(str(0, Infinity, /^\d{3}$/), oneOfUnauthenticatedGuard)) })), budget: opt(strict({ perSecond: opt(num(0.01)), perMinute: opt(num(0.1)) })), timeoutSeconds: opt(num(0.1, 60)), define: opt(dict(strInfinityGuard3, lines(str(1, 20000), 200))), ops: dict(oneOf(["shop","member","wallets","tiers","activity","rewards","redemptions","earnActions","orders","order","estimate","join","redeem","cancelRedemption","completeEarnAction","dismiss"]), strict({ method: optOneOfGuard, path: optStrGuard, query: opt(dict(str(), json)), headers: optDictGuard, body: opt(json), form: opt(dict(str(), json)), graphql: opt(str(0, 50000)), variables: opt(dict(str(), json)), when: optLinesGuard, each: optLinesGuard, accept: optArrGuard, require: optEitherGuard, reads: opt(bool), cache: opt(num(0, 86400)), retries: opt(int(0, 5)), poll: optStrictGuard, paging: optUnionGuard, before: opt(listStrictThatGuard), steps: opt(arr(strictAsGuard, 10)), map: lines(str(1, 20000), 200), guest: opt(bool), degraded: opt(str(1, 500)), idempotency: opt(str(0, 200, /^(none|header:[A-Za-z][A-Za-z0-9-]*|body:[A-Za-z_][\w.]*)$/)), recover: opt(strict({ steps: list(strictAsGuard, 1, 5), map: lines(str(1, 20000), 200) })), errors: optDictGuard2 })), cannot: opt(dict(oneOf(["shop","member","wallets","tiers","activity","rewards","redemptions","earnActions","orders","order","estimate","join","redeem","cancelRedemption","completeEarnAction","dismiss","watch"]), str(1, 500))) }), settings: opt(dict(str(), eitherStrGuard)) });
