import { domainToASCII } from 'node:url';
import type { VerifiedAddress } from './code-store.js';

/** An address in the one way it is written here. Codes go to this form, so two that look alike to a mailer are one. */
export interface Contact {
  readonly channel: 'email' | 'sms';
  readonly to: string;
}

const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** Reads an e-mail address, or a telephone number with its country. */
export function contactOf(text: string): Contact | undefined {
  const trimmed = text.trim();
  if (trimmed.includes('@')) return emailOf(trimmed);
  const number = latinDigits(trimmed).replaceAll(/[\s().\u2010-\u2015-]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(number) ? { channel: 'sms', to: number } : undefined;
}

function emailOf(text: string): Contact | undefined {
  const at = text.lastIndexOf('@');
  const [name, host] = [text.slice(0, at).toLowerCase(), domainToASCII(text.slice(at + 1)).toLowerCase()];
  return name.length <= 64 && host.length <= 190 && local.test(name) && domain.test(host) ? { channel: 'email', to: `${name}@${host}` } : undefined;
}

/** Reads a code, however its digits are written. */
export function codeIn(text: string): string | undefined {
  const digits = latinDigits(text).replaceAll(/[\s\u2010-\u2015-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

// Persian and Arabic keyboards write digits of their own.
function latinDigits(text: string): string {
  return text.replaceAll(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/** The address that somebody has proven. */
export function verified({ channel, to }: Contact): VerifiedAddress {
  return channel === 'email' ? { email: to } : { phone: to };
}
