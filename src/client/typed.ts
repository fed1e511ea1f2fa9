/** Where codes go. */
export type Channel = 'email' | 'sms';

/** What keyboards, copying and autocorrection put around an address or a code: marks of direction, and what separates digits. */
const marks = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

/** The address that was typed, as it is sent; nothing where it is none. A number with one 0 in front is one of `countryCode`. */
export function addressOf(typed: string, channel: Channel, countryCode: string): string | undefined {
  const text = typed.replace(marks, '').trim();
  if (channel === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : undefined;
  const digits = latin(text).replace(/[\s().\u2010-\u2015-]/g, '');
  const number = digits.replace(/^00/, '+').replace(/^0/, countryCode ? `+${countryCode}` : '0');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}

/** The code that was typed or pasted: its digits in the way they are sent, without what separates them. */
export function codeOf(typed: string): string {
  return latin(typed.replace(marks, '')).replace(/[\s\u2010-\u2015-]/g, '');
}

function latin(text: string): string {
  return text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => `${digit.charCodeAt(0) & 15}`);
}
