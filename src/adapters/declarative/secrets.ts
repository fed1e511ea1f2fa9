/** Gives what a reference (`env:NAME`, `file:/path`) stands for; `undefined` when there is nothing. */
export type Secrets = (reference: string) => string | undefined;

/** A secret is missing, or cannot be used: `says` never holds what it is. */
export class MissingSecret extends Error {
  constructor(
    readonly path: string,
    reference: string,
    says = `is empty. ${reference.startsWith('env:') ? `Set the environment variable ${reference.slice(4)}` : `Put the secret into the file ${reference.slice(5)}`}`,
  ) {
    super(`${path}: ${reference} ${says}.`);
    this.name = 'MissingSecret';
  }
}

/** The secret behind a reference. Fails with a `MissingSecret`, also where it holds line breaks or other control characters. */
export function secretOf(secrets: Secrets, path: string, reference: string): string {
  const secret = secrets(reference)?.trim();
  if (!secret) throw new MissingSecret(path, reference);
  if (/[\0-\x1f\x7f]|\p{Surrogate}/u.test(secret)) throw new MissingSecret(path, reference, 'holds a line break, another control character or half a letter. Keep one secret there, on one line');
  return secret;
}

/** A name that may stand as it is or be kept like a secret. */
export function givenOrKept(secrets: Secrets, path: string, text: string): string {
  return /^(env|file):/.test(text) ? secretOf(secrets, path, text) : text;
}
