/** A Trusted Types policy of the page: anything that can bless a string of markup. */
export interface MarkupPolicy {
  createHTML(markup: string): unknown;
}

/** The private scope that the build wraps around the script (tools/build/private-scope.js); absent in the library. */
declare const __vafaScope: { policy?: MarkupPolicy | null } | undefined;

/** Says which Trusted Types policy the script's templates go through: the page's own, or none. Without it the script makes its own, called `vafa`. */
export function useTrustedTypesPolicy(policy: MarkupPolicy | null): void {
  if (typeof __vafaScope === 'object') __vafaScope.policy = policy;
}
