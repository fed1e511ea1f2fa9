/** Gives what a reference (`env:NAME`, `file:/path`) stands for; `undefined` when there is nothing. */
export type Secrets = (reference: string) => string | undefined;

/** A secret is missing. */
export class MissingSecret extends Error {
  constructor(
    readonly path: string,
    reference: string,
  ) {
    super(`${path}: ${reference} is empty. ${reference.startsWith('env:') ? `Set the environment variable ${reference.slice(4)}` : `Put the secret into the file ${reference.slice(5)}`}.`);
    this.name = 'MissingSecret';
  }
}

/** The secret behind a reference. Fails with a `MissingSecret`. */
export function secretOf(secrets: Secrets, path: string, reference: string): string {
  const secret = secrets(reference)?.trim();
  if (secret) return secret;
  throw new MissingSecret(path, reference);
}

/** A name that may stand as it is or be kept like a secret. */
export function givenOrKept(secrets: Secrets, path: string, text: string): string {
  return /^(env|file):/.test(text) ? secretOf(secrets, path, text) : text;
}
